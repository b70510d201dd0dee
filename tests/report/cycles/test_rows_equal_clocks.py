"""Tickets that only have rows are counted as their clocks count them, whatever is promised."""

import datetime as dt
import os
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from random_calendars import random_calendars
from sportello.catalog.model import Catalog
from sportello.catalog.model.sla import Policy, Target, TargetKind, When
from sportello.report.cycles import fill
from sportello.sla.clock import Clock, ClockReader, ClockReport, Cycle
from sportello.sla.events import Event, History
from sportello.sla.ticket import Ticket, TicketError
from sportello.worktime import At, Calendar, Duration, WorktimeError

from .desk import put, rows_of, tables

EXAMPLES: Final = int(os.environ.get("EXAMPLES", "40"))
MADE, SETS = random_calendars(9)
SPECS: Final = {name: entry["spec"] for name, entry in MADE.items()}
CALENDARS: Final = {
    name: Calendar.from_spec(spec, name, SETS, SPECS) for name, spec in SPECS.items()
}
KINDS: Final[tuple[TargetKind, ...]] = get_args(TargetKind)
MONDAY: Final = dt.datetime(2026, 3, 23, tzinfo=dt.UTC)
"""The clocks of Rome are changed on the following Sunday."""
SPAN: Final = 21 * 86_400
SHOWN: Final = (
    *("target", "number", "state", "exactness", "started", "due", "stopped", "ended"),
    *("used", "used_at_least", "margin", "policy", "steps"),
)
Row = dict[str, Any]


class Scenario(NamedTuple):
    """What is promised, in which intake, to which tickets, and when they are looked at."""

    policies: Mapping[str, Mapping[TargetKind, Target]]
    intake: str | None
    rows: list[Row]
    now: dt.datetime


def targets(kind: str, names: st.SearchStrategy[str]) -> st.SearchStrategy[Target]:
    starts = [None, "opened", "desk-reply", "requester-message"]
    starts = starts if kind == "next_update" else [*starts, "taken-in-charge"]
    stops = {"resolution": [None, "closed"], "next_update": [None, "note"]}.get(kind, [None])
    shared = {
        "start": st.sampled_from(starts),
        "stop": st.sampled_from(stops),
        "reopen": st.sampled_from(["resume", "restart", "count"]),
        "calendar": names,
        "pauses": st.just(()),
    }

    def within(text: str, least: int, most: int) -> st.SearchStrategy[Duration]:
        return st.integers(least, most).map(lambda amount: Duration.parse(f"{amount} {text}"))

    times = st.sampled_from(["end_of_day", "same_time", "14:00", "02:30"]).map(At)
    closed = st.sampled_from(["stay", "next", "previous"])
    return st.one_of(
        st.builds(Target, within=st.just(Duration.parse("immediate")), **shared),
        st.builds(Target, within=within("business minutes", 1, 3000), **shared),
        st.builds(Target, within=within("minutes", 1, 9000), **shared),
        st.builds(Target, within=within("working days", 0, 4), at=times, **shared),
        st.builds(Target, within=within("calendar days", 1, 5), if_closed=closed, **shared),
    )


@st.composite
def instants(draw: st.DrawFn, after: dt.datetime) -> dt.datetime:
    """Draw when something comes, soon as a rule."""
    length = draw(st.one_of(st.integers(0, 30_000), st.integers(0, SPAN), st.just(0)))
    micro = draw(st.sampled_from([0, 0, 1, 500_000, 999_999]))
    return after + dt.timedelta(seconds=length, microseconds=micro)


def perhaps(after: dt.datetime) -> st.SearchStrategy[dt.datetime | None]:
    return st.one_of(st.none(), instants(after), instants(after))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    opened = draw(instants(MONDAY))
    row: Row = {
        "opened": opened,
        "channel": draw(st.sampled_from(["mail", "phone", "chat", None])),
        "opened_by": draw(st.sampled_from([None, "desk", "requester"])),
        "severity": draw(st.sampled_from(["high", "low", None])),
        "contract": draw(st.sampled_from([None, None, None, "nowhere"])),
        "take_in_charge": draw(perhaps(opened)),
        "first_response": draw(perhaps(opened)),
        "resolved": draw(perhaps(opened)),
        "state": draw(st.sampled_from([None, "merged"])),
    }
    row["closed"] = draw(perhaps(row["resolved"] or opened))
    if row["closed"] is None and row["resolved"] is None:
        row["state"] = None
    return row


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = st.sampled_from(sorted(CALENDARS))
    kinds = {kind: targets(kind, names) for kind in KINDS}
    promised: st.SearchStrategy[dict[TargetKind, Target]]
    promised = st.fixed_dictionaries({}, optional=kinds)
    policies = draw(st.fixed_dictionaries(dict.fromkeys(("high", "low", "late"), promised)))
    now = draw(instants(MONDAY + dt.timedelta(days=9)))
    tickets = draw(st.lists(rows(), min_size=1, max_size=8))
    return Scenario(policies, draw(st.none() | names), tickets, now.replace(microsecond=0))


def with_promises(catalog: Catalog, scenario: Scenario) -> Catalog:
    whens = {
        "high": When(severity=("high",)),
        "late": When(hours="closed", calendar="random-0"),
        "low": When(),
    }
    name = catalog.services["wiki"].name
    policies = {
        key: Policy(name=name, when=when, targets=scenario.policies[key])
        for key, when in whens.items()
    }
    wiki = replace(catalog.services["wiki"], intake_calendar=scenario.intake)
    return replace(
        catalog,
        calendars={**catalog.calendars, **CALENDARS},
        services={**catalog.services, "wiki": wiki},
        policies=policies,
    )


def history(row: Row) -> History:
    """Return what happened to a ticket, as a person reads its row."""
    attributes = {name: row[name] for name in ("channel", "severity", "contract")}
    events = [Event(row["opened"], "opened", by=row["opened_by"])]
    over = min((each for each in (row["resolved"], row["closed"]) if each), default=None)
    if row["take_in_charge"] and (over is None or row["take_in_charge"] <= over):
        events.append(Event(row["take_in_charge"], "state", "working", "desk"))
    if row["first_response"]:
        events.append(Event(row["first_response"], "reply", by="desk"))
    if over and row["state"] == "merged":
        events.append(Event(over, "state", "merged"))
    elif over:
        events.append(Event(over, "state", "resolved"))
        if row["closed"]:
            events.append(Event(row["closed"], "closed"))
    opening, *rest = events
    ticket = Ticket("wiki", row["opened"], **attributes)
    return History("1", ticket, (opening, *sorted(rest, key=lambda event: event.at)))


def second(instant: dt.datetime | None) -> int | None:
    if instant is None:
        return None
    whole = int(instant.replace(microsecond=0).timestamp())
    return whole + bool(instant.microsecond)


def shown(report: ClockReport) -> list[dict[str, Any]]:
    found = [
        (
            clock,
            number,
            {
                "target": clock.kind,
                "number": number,
                "state": cycle.state,
                "exactness": "exact",
                "started": second(cycle.start),
                "due": second(cycle.due),
                "stopped": second(cycle.stop),
                "ended": second(cycle.end),
                "used": cycle.used,
                "used_at_least": cycle.used,
                "margin": cycle.remaining,
                "policy": report.terms.policy.name,
                "steps": [
                    {
                        "kind": step.kind,
                        "at": second(step.at),
                        "value": step.value,
                        "until": second(step.until),
                        "seconds": step.seconds,
                    }
                    for step in cycle.steps
                ]
                if cycle.state == "breached"
                else None,
            },
        )
        for clock in sorted(report.clocks, key=lambda clock: clock.kind)
        for number, cycle in enumerate(clock.cycles, 1)
    ]
    return [
        left_open(each) if may_be_updated(report, clock, number) else each
        for clock, number, each in found
    ]


def may_be_updated(report: ClockReport, clock: Clock, number: int) -> bool:
    """Tell whether an update is owed since a reply: a row knows no reply but the first."""
    return clock.kind == "next_update" and (
        any(each.kind == "first_response" for each in report.clocks)
        or clock.target.start == "desk-reply"
        or number > 1
    )


def left_open(cycle: dict[str, Any]) -> dict[str, Any]:
    """Return what a row can tell of an update that it may not know of."""
    open_ = {**cycle, "exactness": "approximate", "used_at_least": 0}
    return {**open_, "state": "undecidable", "steps": None} if cycle["margin"] < 0 else open_


def check_decision(row: Mapping[str, Any], cycle: Cycle) -> None:
    """Check when a cycle was decided by asking it what remained."""
    if row["state"] == "undecidable":
        assert row["decided"] is None
    elif cycle.state == "breached":
        at = dt.datetime.fromtimestamp(row["decided"], dt.UTC)
        assert cycle.elapsed.remaining(at) < 0
        assert cycle.elapsed.remaining(at - dt.timedelta(seconds=1)) >= 0
    else:
        assert row["decided"] == (second(cycle.stop) if cycle.state == "met" else None)


@settings(max_examples=EXAMPLES)
@given(scenario=scenarios())
def test_a_row_is_counted_as_its_clock_counts_it(desk: Catalog, scenario: Scenario) -> None:
    catalog = with_promises(desk, scenario)
    with tables() as duck:
        put(duck, scenario.rows)
        fill(duck, catalog, int(scenario.now.timestamp()))
        cycles = rows_of(duck, "cycle", "ticket, target, number")
        doubts = {row["reference"] for row in rows_of(duck, "doubt", "row")}
    reader = ClockReader(catalog)
    known = [row for row in scenario.rows if row["opened"] <= scenario.now]
    for number, row in enumerate(known):
        found = [each for each in cycles if each["ticket"] == number]
        try:
            report = reader.read(history(row), scenario.now)
        except (TicketError, WorktimeError):
            assert not found
            assert doubts
            continue
        expected = shown(report)
        assert (
            [{name: each[name] for name in expected[0]} for each in found] == expected
            if expected
            else not found
        )
        clocks = sorted(report.clocks, key=lambda clock: clock.kind)
        for each, cycle in zip(found, (c for clock in clocks for c in clock.cycles), strict=True):
            check_decision(each, cycle)
