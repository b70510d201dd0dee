"""Announcements with `sla: pause`: what counts day and night stands still, and it is said why."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog import load
from sportello.cli import main
from sportello.sla import Ticket, deadlines
from sportello.sla.bulk.run import due_in_bulk
from sportello.sla.clock import read_clocks
from sportello.worktime.zones import Zone

Read = Callable[..., Path]
ROME = Zone("Europe/Rome")
POLICIES = """\
policies:
  all:
    name: {it: Tutti, en: All}
    targets:
      first_response: {within: 4 hours}
      take_in_charge: {within: 4 business hours}
      resolution: {within: 10 calendar days}
"""
WORKS = "from: 2026-03-03T12:00, until: 2026-03-03T14:00, services: [wiki]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Write the small catalog with announcements that stop clocks, and return its directory."""

    def write(*announced: str) -> Path:
        root = tmp_path_factory.mktemp("desk")
        sla = SMALL["sla.yaml"]
        text = "".join(
            f"  a{number}: {{title: {{it: Lavori, en: Works}}, kind: maintenance, sla: pause, {each}}}\n"
            for number, each in enumerate(announced)
        )
        files = {
            **SMALL,
            "sla.yaml": sla[: sla.index("policies:")] + POLICIES,
            "announcements.yaml": f"announcements:\n{text}",
        }
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content)
        return root

    return write


def due(root: Path, opened: str) -> dict[str, str]:
    ticket = Ticket("wiki", datetime.fromisoformat(opened))
    answer = deadlines(load(root).catalog, ticket)
    return {each.kind: f"{each.due:%Y-%m-%dT%H:%M}" for each in answer.deadlines}


def test_what_counts_day_and_night_waits_and_business_time_does_not(desk: Read) -> None:
    assert due(desk(WORKS), "2026-03-03T10:00") == {
        "first_response": "2026-03-03T16:00",
        "take_in_charge": "2026-03-03T14:00",
        "resolution": "2026-03-13T12:00",
    }


@pytest.mark.parametrize(
    ("opened", "first_response"),
    [
        ("2026-03-03T08:00", "2026-03-03T12:00"),  # over as it begins
        ("2026-03-03T13:00", "2026-03-03T18:00"),  # came while it lasts
        ("2026-03-03T14:00", "2026-03-03T18:00"),  # came as it ends
    ],
)
def test_at_the_ends_of_a_pause(desk: Read, opened: str, first_response: str) -> None:
    assert due(desk(WORKS), opened)["first_response"] == first_response


def test_pauses_that_overlap_count_once_and_others_not_at_all(desk: Read) -> None:
    root = desk(
        "from: 2026-03-03T12:00, until: 2026-03-03T14:00",
        "from: 2026-03-03T13:00, until: 2026-03-03T15:00, services: [wiki]",
        "from: 2026-03-03T16:00, until: 2026-03-03T23:00, services: [pump]",
        "from: 2026-03-03, until: 2026-03-08, visibility: internal",
    )
    assert due(root, "2026-03-03T10:00")["first_response"] == "2026-03-03T17:00"


def test_the_real_end_counts(desk: Read) -> None:
    root = desk(f"{WORKS}, ended: 2026-03-03T12:30")
    assert due(root, "2026-03-03T10:00")["first_response"] == "2026-03-03T14:30"


def test_an_answer_names_the_announcement(desk: Read) -> None:
    asked = ["sla", "due", "wiki", "--opened", "2026-03-03T10:00", "--catalog", str(desk(WORKS))]
    found = CliRunner().invoke(main, asked, catch_exceptions=False).output
    assert (
        'the announcement "Works" stops the clock from Tuesday 3 March 2026 12:00 CET (UTC+01:00)'
        " to Tuesday 3 March 2026 14:00 CET (UTC+01:00)"
    ) in found
    told = json.loads(CliRunner().invoke(main, [*asked, "--format", "json"]).output)
    assert told["targets"]["first_response"]["stopped"] == [
        {
            "from": "2026-03-03T12:00:00+01:00",
            "until": "2026-03-03T14:00:00+01:00",
            "announcement": "Works",
        }
    ]
    assert "stopped" not in told["targets"]["take_in_charge"]


def test_a_clock_pauses_and_falls_due_as_it_was_promised(desk: Read, tmp_path: Path) -> None:
    root = desk(WORKS)
    file = tmp_path / "ticket.json"
    event = {"at": "2026-03-03T10:00", "event": "opened", "by": "requester"}
    file.write_text(json.dumps({"service": "wiki", "events": [event]}))
    for now, state, used in (
        ("11:00", "running", 1),
        ("13:00", "paused", 2),
        ("15:00", "running", 3),
    ):
        at = datetime.fromisoformat(f"2026-03-03T{now}").replace(tzinfo=ROME)
        (report,) = read_clocks(load(root).catalog, file, at)
        clock = next(each for each in report.clocks if each.kind == "first_response")
        (cycle,) = clock.cycles
        assert (cycle.state, cycle.used) == (state, 3600 * used)
        assert f"{cycle.due.astimezone(ROME):%H:%M}" == "16:00"
        told = [(step.value, step.seconds) for step in cycle.steps if step.kind == "announced"]
        assert told == ([] if now == "11:00" else [("Works", 3600 if now == "13:00" else 7200)])


SPANS = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 900)), max_size=4)


@settings(max_examples=20)
@given(SPANS, st.lists(st.integers(0, 4000), min_size=1, max_size=8))
def test_a_file_of_tickets_and_minutes_one_by_one_say_the_same(
    desk: Read, tmp_path_factory: pytest.TempPathFactory, spans: list[tuple[int, int]],
    openings: list[int],
) -> None:  # fmt: skip
    first = datetime(2026, 3, 3)
    paused = [(first + timedelta(minutes=at), first + timedelta(minutes=at + length))
              for at, length in spans]  # fmt: skip
    root = desk(*(f"from: {a:%Y-%m-%dT%H:%M}, until: {b:%Y-%m-%dT%H:%M}" for a, b in paused))

    def by_minute(opened: datetime, minutes: int) -> datetime:
        at = opened
        while minutes:
            minutes -= not any(a <= at < b for a, b in paused)
            at += timedelta(minutes=1)
        return at

    tickets = [first + timedelta(minutes=each) for each in openings]
    folder = tmp_path_factory.mktemp("bulk")
    rows = "".join(f"{each:%Y-%m-%dT%H:%M},wiki\n" for each in tickets)
    (folder / "in.csv").write_text(f"opened,service\n{rows}")
    catalog = load(root).catalog
    due_in_bulk(catalog, folder / "in.csv", folder / "out.csv")
    with (folder / "out.csv").open() as file:
        answers: Iterator[dict[str, str]] = csv.DictReader(file)
        for opened, row in zip(tickets, answers, strict=True):
            single = {
                each.kind: each.due for each in deadlines(catalog, Ticket("wiki", opened)).deadlines
            }
            for kind, hours in (("first_response", 4), ("resolution", 240)):
                found = datetime.fromisoformat(row[f"due_{kind}"]).replace(tzinfo=None)
                assert found == by_minute(opened, hours * 60), (opened, kind)
                assert single[kind].replace(tzinfo=None) == found
