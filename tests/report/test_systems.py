"""For each ticket system: its export, with and without events, gives the figures of the oracle.

The truth is made up, exported as the system does, read, and counted; the oracle works the same out
from the truth, ticket by ticket. What the reader doubts is what was written wrongly on purpose.
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sportello.catalog.model import Catalog
from sportello.report.make import make_report
from sportello.report.report import Report
from sportello.sla.clock.report import CYCLE_STATES

from .compare import BY, BY_MONTH, differences, lists
from .generator.histories import make
from .generator.told import Told
from .generator.writers import all_writers
from .generator.writers.sheet import Planted, Writer, Written
from .oracle import READINGS, Oracle
from .oracle_rows import Rows, rows_of, rows_of_told

FIRST = date(2026, 8, 3)
UNTIL = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
"""A Monday morning, on which much is unanswered."""
COUNT = 250
UNTOLD = {
    "first_response": "tickets were first answered",
    "take_in_charge": "tickets were taken in charge",
    "next_update": "replies that keep a requester up to date",
}
SEEDS = range(120, 120 + int(os.environ.get("EXAMPLES", "1")))
WRITERS = tuple(all_writers())
CASES = [
    pytest.param(
        writer, read, id=f"{writer.export}-{writer.write.__name__.removeprefix('write_')}-{read}"
    )
    for writer in WRITERS
    for read in writer.read
]


def wrong(report: Report) -> frozenset[Planted]:
    """Return what the reader doubts of single rows; no more than ten have the same mistake."""
    found = [each for each in report.doubts if each.code not in {"Q014", "Q015"}]
    assert all(each.count == len(each.places) for each in found)
    return frozenset(
        Planted(place.file, place.row or 0, each.code, each.counted)
        for each in found
        for place in each.places
    )


def judged(report: Report, rows: Rows) -> Rows:
    """Return the truth without the promises of which the report says that nothing tells of them."""
    told = [each.message for each in report.doubts if each.code == "Q015"]
    untold = {target for target, word in UNTOLD.items() if any(word in each for each in told)}
    return replace(
        rows,
        cycles=tuple(each for each in rows.cycles if each.groups["target"] not in untold),
        changed=frozenset(each for each in rows.changed if each.target not in untold),
    )


def is_told(target: str, report: Report) -> bool:
    return not any(UNTOLD[target] in each.message for each in report.doubts)


def unended(report: Report) -> int:
    """Return how many tickets are over, without anything that says since when."""
    return sum(each.count for each in report.doubts if each.code == "Q014")


def is_unended(told: Told) -> bool:
    is_over = told.state in {"resolved", "closed", "withdrawn"} and not told.made.excluded
    return is_over and told.resolved is None and told.closed is None


def written(
    catalog: Catalog, writer: Writer, seed: int, folder: Path, until: datetime = UNTIL
) -> Written:
    folder.mkdir(exist_ok=True)
    days: Any = {"first": FIRST, "last": UNTIL.date()}
    names: Any = {"grain": writer.grain, "system": writer.system, "name": writer.name}
    return writer.write(catalog, make(catalog, COUNT, seed, until, **days, **names), folder)


def test_what_is_made_up_has_every_case(test_desk: Catalog, tmp_path: Path) -> None:
    (jira,) = (each for each in WRITERS if each.export == "jira")
    export = written(test_desk, jira, SEEDS[0], tmp_path)
    exact = rows_of(test_desk, export.made, UNTIL)
    assert {each.state for each in exact.cycles} == {*CYCLE_STATES}
    assert {each.kind for each in exact.turns} == {"opened", "resolved", "reopened", "removed"}
    assert any(each.before != each.after for each in exact.changed)
    assert len({paused for _, _, paused in Oracle(exact).ahead().values()}) == 2
    assert {each.excluded for each in exact.tickets} >= {None, "spam", "merged"}
    alone = rows_of_told(test_desk, export.told, UNTIL)
    assert {each.state for each in alone.cycles} >= {"met", "breached", "undecidable", "running"}
    assert {each.exactness for each in alone.cycles} == {"exact", "approximate"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("writer", "read"), CASES)
def test_an_export_gives_the_figures_of_the_truth(
    test_desk: Catalog, writer: Writer, read: str, seed: int, tmp_path: Path
) -> None:
    export = written(test_desk, writer, seed, tmp_path)
    if read == "events":
        events, planted = export.events, export.planted | export.planted_in_events
        rows = rows_of(test_desk, export.made, UNTIL)
    else:
        events, planted = (), export.planted
        rows = rows_of_told(test_desk, export.told, UNTIL)
    excluded = Counter(each.excluded for each in export.made if each.excluded)
    for reading in READINGS:
        report = make_report(
            test_desk,
            export.files,
            events,
            export=writer.export,
            as_of=UNTIL,
            month_of=reading,
            by=BY if reading == "decided" else BY_MONTH,
        )
        oracle = Oracle(judged(report, rows))
        if read == "rows":
            told = export.told
            assert is_told("first_response", report) == any(each.replied for each in told)
            assert is_told("take_in_charge", report) == any(each.taken for each in told)
        assert wrong(report) == planted
        assert read == "events" or unended(report) == sum(map(is_unended, export.told))
        assert report.excluded == excluded
        assert sum(each.counted for each in report.sources[: len(export.files)]) == len(export.made)
        assert [*differences(report, oracle), *lists(report, oracle)] == []


@pytest.mark.parametrize("name", ["zendesk", "plain"])
def test_of_two_exports_that_overlap_the_later_counts(
    test_desk: Catalog, name: str, tmp_path: Path
) -> None:
    writer = next(each for each in WRITERS if each.export == name)
    earlier = datetime(2026, 10, 1, tzinfo=UTC)
    before = written(test_desk, writer, SEEDS[0], tmp_path / "before", earlier)
    export = written(test_desk, writer, SEEDS[0], tmp_path / "after")
    files, events = before.files + export.files, before.events + export.events
    report = make_report(test_desk, files, events, export=name, as_of=UNTIL, by=BY)
    rows = rows_of if events else rows_of_told
    known: Any = export.made if events else export.told
    oracle = Oracle(judged(report, rows(test_desk, known, UNTIL)))
    assert [*differences(report, oracle), *lists(report, oracle)] == []
    assert {each.code for each in report.doubts} <= {"Q010", "Q014", "Q015"}
    twice = sum(each.count for each in report.doubts if not each.counted)
    assert twice == len(before.made)
