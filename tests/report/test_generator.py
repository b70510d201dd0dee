"""Made-up tickets are the same for a seed, and come, wait and end as those of real desks do."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from frozen import FROZEN
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.worktime.zones import Zone

from .generator.draws import CHANNEL_SHARES, NEVER, SEVERITY_SHARES, Draws, draw
from .generator.many import write_many

ROME = Zone("Europe/Rome")
COUNT = 20_000


@pytest.fixture(scope="module")
def drawn(test_desk: Catalog) -> Draws:
    return draw(test_desk, COUNT, 7)


def share(flags: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> float:
    return float(flags.mean())


def test_tickets_come_wait_and_end_as_those_of_real_desks(drawn: Draws) -> None:
    days = [datetime.fromtimestamp(each, ROME) for each in drawn.opened.tolist()]
    weekdays = np.bincount([each.weekday() for each in days], minlength=7) / COUNT
    assert weekdays[0] > weekdays[1] > weekdays[3] > weekdays[4] > 5 * weekdays[6]
    hours = np.bincount([each.hour for each in days], minlength=24)
    assert set(np.argsort(hours)[-5:]) <= {9, 10, 11, 14, 15}
    months = np.bincount([each.month for each in days], minlength=13)
    assert months[8] == pytest.approx(0.55 * months[7], rel=0.15)
    assert np.bincount(drawn.channel) / COUNT == pytest.approx(CHANNEL_SHARES, abs=0.01)
    assert np.bincount(drawn.severity) / COUNT == pytest.approx(SEVERITY_SHARES, abs=0.01)
    assert share(drawn.replied == NEVER) == pytest.approx(0.03, abs=0.01)
    assert share(drawn.paused[0] != NEVER) == pytest.approx(0.33, abs=0.02)
    assert share(drawn.reopened != NEVER) == pytest.approx(0.069, abs=0.01)
    assert share(drawn.resolved == NEVER) == pytest.approx(0.04, abs=0.01)
    assert share(drawn.excluded == 0) == pytest.approx(0.015, abs=0.005)
    assert share(drawn.excluded == 1) == pytest.approx(0.02, abs=0.005)
    assert share(drawn.vote != NEVER) == pytest.approx(0.16, abs=0.02)
    votes = np.bincount(drawn.vote[drawn.vote != NEVER])
    assert votes[0] > votes[2] > votes[1]


def test_a_life_goes_forward(drawn: Draws) -> None:
    steps = [drawn.opened, drawn.taken, drawn.paused[0], drawn.resumed[0], drawn.paused[1]]
    steps += [drawn.resumed[1], drawn.paused[2], drawn.resumed[2], drawn.resolved]
    steps += [drawn.reopened, drawn.resolved_again, drawn.closed]
    reached = drawn.opened
    for step in steps:
        assert (step[step != NEVER] >= reached[step != NEVER]).all()
        reached = np.maximum(reached, step)
    gone = drawn.withdrawn != NEVER
    assert gone.any()
    assert (drawn.withdrawn[gone] > reached[gone]).all()


def test_local_time_says_when_everything_happened(drawn: Draws) -> None:
    begin, end = (int(datetime(2026, 10, 25, hour, tzinfo=UTC).timestamp()) for hour in (0, 2))
    for column in (drawn.opened, drawn.resolved, *drawn.resumed, drawn.closed):
        assert not ((column >= begin) & (column < end)).any()


def test_what_comes_after_an_export_is_not_in_it(drawn: Draws) -> None:
    until = int(datetime(2026, 7, 1, tzinfo=UTC).timestamp())
    known = drawn.until(until)
    assert 0 < len(known.opened) < COUNT
    assert max(map(np.max, (known.opened, known.resolved, known.voted, *known.resumed))) <= until
    assert ((known.vote == NEVER) == (known.voted == NEVER)).all()


@pytest.mark.parametrize("name", ["many.csv", "many.parquet", "many.jsonl", "many.csv.gz"])
def test_a_file_of_many_has_the_same_tickets_each_time(
    test_desk: Catalog, tmp_path: Path, name: str
) -> None:
    found = []
    for folder in ("a", "b"):
        file = tmp_path / folder / name
        file.parent.mkdir()
        write_many(test_desk, file, 500, seed=3)
        found.append(duckdb.execute(f"FROM '{file}'").fetchall())
        assert list(file.parent.iterdir()) == [file]
    assert len(found[0]) == 500
    assert found[0] == found[1]


def test_many_tickets_have_the_names_of_any_catalog(tmp_path: Path) -> None:
    catalog = load(FROZEN).catalog
    assert catalog is not None
    write_many(catalog, tmp_path / "many.csv", 2000)
    rows = duckdb.execute(f"FROM '{tmp_path}/many.csv' SELECT service, severity, status").fetchall()
    for service, severity, status in rows:
        own = catalog.severities_of(catalog.services[service].provider)
        assert severity in own if own else severity is None
        assert catalog.lifecycle is not None
        assert status is None or status in catalog.lifecycle.states
