"""What a plan says of promises and hours, held against every sampled ticket and minute.

Random catalogs and random edits of them: a promise that some sampled ticket has otherwise is told,
and the example that is told is what a ticket of that kind really gets.
"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from random_calendars import FIRST_YEAR, random_calendars
from rules.sla.test_against_match import HELPDESK, numbered
from sportello.catalog.model import (
    Catalog,
    Contract,
    Day,
    Policy,
    Priority,
    PriorityRule,
    Service,
    SeverityLevel,
    Target,
    Text,
    Valid,
    When,
)
from sportello.catalog.model.sla import target_name
from sportello.plan.change import Change, DueFigures, OpenFigures
from sportello.plan.comparison import Side, compare
from sportello.plan.effects.deadlines import deadlines as due_changes
from sportello.plan.effects.hours import hours
from sportello.plan.promises.tickets import TicketKind, kinds_of_services, known
from sportello.sla import Ticket, deadlines
from sportello.worktime import Calendar, Duration
from sportello.worktime.zones import Zone

EXAMPLES = int(os.environ.get("EXAMPLES", "200"))
DAY = date(2026, 1, 15)
ZONE = Zone("Europe/Rome")
SAID = Text("Said")
VALIDS = st.none() | st.sampled_from(
    [Valid(from_=Day("2026-03-01")), Valid(until=Day("2026-03-01"))]
)
HOURS = {"day": "08:00-14:00", "late": "12:00-20:00"}
TARGETS = st.dictionaries(
    st.sampled_from(["first_response", "resolution"]),
    st.sampled_from(
        [
            Target(within=Duration.parse("4 business hours")),
            Target(within=Duration.parse("9 business hours"), calendar="late"),
            Target(within=Duration.parse("30 hours")),
            Target(within=Duration.parse("2 working days")),
            Target(within=Duration.parse("2 calendar days"), if_closed="next"),
        ]
    ),
    max_size=2,
)
ASKED: Mapping[str, tuple[str, ...]] = {
    "severity": ("high", "low"),
    "contract": ("one",),
    "channel": ("phone",),
    "tag": ("y",),
}


def calendar(name: str, **week: str) -> Calendar:
    return Calendar.from_spec({"timezone": "Europe/Rome", "week": week}, name)


def conditions(draw: st.DrawFn) -> st.SearchStrategy[When]:
    """Conditions that ask for one or two things; those of one catalog for the same."""
    keys = draw(st.lists(st.sampled_from([*ASKED]), max_size=2, unique=True))
    asked = {key: st.just(()) | st.sampled_from([(each,) for each in ASKED[key]]) for key in keys}
    return st.builds(When, **asked, hours=st.sampled_from([None, None, "open", "closed"]))


@st.composite
def sides(draw: st.DrawFn) -> tuple[Catalog, Catalog]:
    """Draw a catalog, and the same after some edits."""
    whens = conditions(draw)
    policies = st.builds(Policy, name=st.just(SAID), when=whens, valid=VALIDS, targets=TARGETS)
    rules = st.builds(
        PriorityRule,
        when=whens.map(lambda when: replace(when, severity=())),
        severity=st.sampled_from(["high", "low"]),
        why=st.just(SAID),
        valid=VALIDS,
    )
    before = Catalog(
        helpdesk=HELPDESK,
        calendars={name: calendar(name, **{"mon-fri": each}) for name, each in HOURS.items()},
        severities={
            name: SeverityLevel(name=SAID, rank=rank)
            for rank, name in enumerate(("high", "low"), 1)
        },
        priority=Priority(
            set_by="desk", default="low", rules=numbered(draw(st.lists(rules, max_size=1)))
        ),
        contracts={"one": Contract(customer="One", services=("a",))},
        services={
            "a": Service(name=Text("A"), provider="p", calendar="day"),
            "b": Service(name=Text("B"), provider="p", calendar="late", tags=("y",)),
        },
        policies=numbered(draw(st.lists(policies, min_size=1, max_size=3))),
    )
    after = before
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=2)):
        after = edit(draw, after)
    return before, after


def _targets(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    name = draw(st.sampled_from([*catalog.policies]))
    policy = replace(catalog.policies[name], targets=draw(TARGETS))
    return replace(catalog, policies={**catalog.policies, name: policy})


def _validity(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    name = draw(st.sampled_from([*catalog.policies]))
    policy = replace(catalog.policies[name], valid=draw(VALIDS))
    return replace(catalog, policies={**catalog.policies, name: policy})


def _order(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    names = draw(st.permutations([*catalog.policies]))
    return replace(catalog, policies={name: catalog.policies[name] for name in names})


def _service(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    name = draw(st.sampled_from([*catalog.services]))
    calendars = st.sampled_from([*HOURS])
    sheet = replace(
        catalog.services[name],
        calendar=draw(calendars),
        intake_calendar=draw(st.none() | calendars),
        tags=draw(st.sampled_from([(), ("y",)])),
    )
    return replace(catalog, services={**catalog.services, name: sheet})


def _hours(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    name = draw(st.sampled_from([*HOURS]))
    hours = st.sampled_from(["08:00-10:00", "00:00-24:00", *HOURS.values()])
    other = calendar(name, **{"mon-thu": draw(hours), "fri": draw(hours)})
    return replace(catalog, calendars={**catalog.calendars, name: other})


def _default(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    assert catalog.priority
    default = draw(st.sampled_from(["high", "low"]))
    return replace(catalog, priority=replace(catalog.priority, default=default))


def _rules(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    assert catalog.priority
    kept = {name: each for name, each in catalog.priority.rules.items() if draw(st.booleans())}
    return replace(catalog, priority=replace(catalog.priority, rules=kept))


def _contract(draw: st.DrawFn, catalog: Catalog) -> Catalog:
    name = draw(st.sampled_from([*catalog.contracts]))
    contract = replace(
        catalog.contracts[name],
        services=draw(st.sampled_from([(), ("a",), ("a", "b")])),
        valid=draw(VALIDS),
    )
    return replace(catalog, contracts={**catalog.contracts, name: contract})


EDITS = (_targets, _validity, _order, _service, _hours, _default, _rules, _contract)
INSTANTS = st.integers(0, 365 * 96 - 1).map(
    lambda quarter: datetime(2026, 1, 14, 23, tzinfo=UTC) + timedelta(minutes=15 * quarter)
)
KINDS = st.builds(
    TicketKind,
    **{key: st.none() | st.sampled_from(values) for key, values in ASKED.items()},
)
TICKETS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), KINDS, INSTANTS), min_size=20, max_size=20
)


def due(catalog: Catalog, service: str, kind: TicketKind, opened: datetime) -> Mapping[str, float]:
    """When each promise to a ticket is due, by the calculator itself."""
    said = known(catalog, service, kind).attributes
    answer = deadlines(catalog, Ticket(service, opened.astimezone(ZONE), **said))
    return {each.kind: each.due.timestamp() for each in answer.deadlines}


@settings(max_examples=EXAMPLES, deadline=None)
@given(sides(), TICKETS)
def test_promises_that_tickets_have_otherwise_are_told_with_examples_that_are_true(
    both: tuple[Catalog, Catalog], tickets: list[tuple[str, TicketKind, datetime]]
) -> None:
    comparison = compare(Side(both[0]), Side(both[1]), DAY)
    told = [each for each in due_changes(comparison) if isinstance(each.figures, DueFigures)]
    for service, kind, opened in tickets:
        was, now = (due(each, service, kind, opened) for each in both)
        for promise in {*was, *now}:
            if was.get(promise) != now.get(promise):
                assert any(_is_about(each, service, promise, opened) for each in told)
    kinds = {
        name: each
        for names, each in kinds_of_services(comparison.before, comparison.after)
        for name in names
    }
    for change in told:
        assert _is_true(change, both, kinds)


def _is_about(change: Change, service: str, promise: str, opened: datetime) -> bool:
    day = opened.astimezone(ZONE).date()
    return (
        change.subject == service
        and change.part.startswith(target_name(promise))
        and (change.since is None or change.since <= day)
        and (change.until is None or day <= change.until)
    )


def _is_true(
    change: Change,
    both: tuple[Catalog, Catalog],
    kinds: Mapping[str, tuple[TicketKind, ...]],
) -> bool:
    """Whether some ticket that is opened as in the example is due as it says."""
    figures = change.figures
    assert isinstance(figures, DueFigures)
    expected = [
        None if each is None else each.timestamp()
        for each in (figures.due_before, figures.due_after)
    ]
    promise = change.part.partition(" in ")[0].replace(" ", "_")
    return expected[0] != expected[1] and any(
        [due(each, service, kind, figures.opened).get(promise) for each in both] == expected
        for service in (change.subject, *kinds)  # what only follows has the example of the worst
        for kind in kinds[service]
    )


SPECS, HOLIDAYS = random_calendars(24)
CALENDAR_SPECS = st.sampled_from(
    [each["spec"] for name, each in SPECS.items() if "combined" not in name]
)


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    CALENDAR_SPECS,
    CALENDAR_SPECS,
    st.lists(st.integers(0, 365 * 1440 - 1), min_size=60, max_size=60),
)
def test_minutes_that_go_or_come_are_those_at_which_a_calendar_is_open_on_one_side(
    old: Mapping[str, Any], new: Mapping[str, Any], minutes: list[int]
) -> None:
    calendars = [
        Calendar.from_spec({**each, "timezone": "Europe/Rome"}, "office", HOLIDAYS)
        for each in (old, new)
    ]
    before, after = (Catalog(helpdesk=HELPDESK, calendars={"office": each}) for each in calendars)
    comparison = compare(Side(before), Side(after), date(FIRST_YEAR, 1, 15))
    found = [each.figures for each in hours(comparison)]
    figures = found[0] if found else OpenFigures(0, 0, ())
    assert isinstance(figures, OpenFigures)
    begin, end = (datetime.fromtimestamp(each, ZONE) for each in comparison.period.instants)
    was, now = (each.elapsed(begin, end) for each in calendars)
    assert now - was == 60 * (figures.minutes_more - figures.minutes_less)
    for minute in minutes:
        at = (begin.astimezone(UTC) + timedelta(minutes=minute)).astimezone(ZONE)
        if at < end:
            open_before, open_after = (each.is_open(at) for each in calendars)
            if open_before != open_after:
                # Hours past midnight belong to the date on which they start.
                assert {at.date(), at.date() - timedelta(days=1)} & {*figures.dates}
                assert figures.minutes_more if open_after else figures.minutes_less
