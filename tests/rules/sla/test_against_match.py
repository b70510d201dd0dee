"""What the rules conclude of conditions, held against `sla.match` for every ticket there can be.

A small random catalog, and every ticket that its conditions can tell apart: of each key all values
that any condition names, and none of them, on every day on which something begins or has ended, and
at every time of day at which other calendars are open.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import combinations, product
from types import ModuleType
from typing import NamedTuple, TypeVar

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sportello.catalog.model import (
    Catalog,
    Contract,
    Day,
    Escalation,
    Helpdesk,
    Policy,
    Priority,
    PriorityRule,
    Service,
    SeverityLevel,
    Target,
    Text,
    Url,
    Valid,
    When,
    Years,
    ZoneName,
)
from sportello.rules.sla import escalations, never_applies, policies, priority
from sportello.rules.sla.bases import without
from sportello.rules.sla.groups import group
from sportello.sla import Facts, Ticket, choose_policy, choose_severity, facts_of
from sportello.sla.conditions import conditions
from sportello.sla.match import why_unmet
from sportello.worktime import Calendar, Duration

SERVICES = {
    "a1": Service(name=Text("A1"), provider="a", tags=("x",), calendar="day"),
    "a2": Service(name=Text("A2"), provider="a", family="f", calendar="late"),
    "b1": Service(name=Text("B1"), provider="b", family="f", tags=("x", "y")),
}
GRADES = {
    "high": SeverityLevel(name=Text("High"), rank=1),
    "own": SeverityLevel(name=Text("Own"), rank=2, providers=("a",)),
    "low": SeverityLevel(name=Text("Low"), rank=3),
}
VALUES = {
    "provider": ("a", "b"),
    "family": ("f",),
    "service": ("a1", "b1"),
    "tag": ("x", "y"),
    "phase": ("pilot",),
    "channel": ("mail", "phone"),
    "severity": ("high", "own", "low"),
    "type": ("incident",),
    "cause": ("data",),
    "contract": ("one", "all"),
}
HOURS = {"day": "08:00-14:00", "late": "12:00-20:00", "early": "08:00-10:00"}
CALENDARS = {
    name: Calendar.from_spec({"timezone": "Europe/Rome", "week": {"mon-sun": hours}}, name=name)
    for name, hours in HOURS.items()
}
TIMES = tuple(time(hour) for hour in (6, 9, 11, 13, 16))
"""One for each set of these that is open: none, two at once, one alone."""
VALIDS = st.none() | st.sampled_from([
    Valid(from_=Day("2026-03-01")), Valid(until=Day("2026-03-01")),
    Valid(from_=Day("2026-03-02"), until=Day("2026-06-01"))])  # fmt: skip
DAYS = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2), date(2026, 6, 2))
"""One day of each period that these make."""
SAID = Text("Said")
TARGETS = {"first_response": Target(within=Duration.parse("1 hour"))}
HELPDESK = Helpdesk(
    name=Text("Desk"),
    languages=("en",),
    timezone=ZoneName("Europe/Rome"),
    site=Url("https://desk.example/"),
    years=Years(first=2026, last=2026),
)
_Entry = TypeVar("_Entry")


def lists(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return lists that a condition may have: none, of one value, or of two."""
    some = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
    return st.just(()) | some.map(tuple)


def numbered(entries: Sequence[_Entry]) -> dict[str, _Entry]:
    return {f"p{number}": each for number, each in enumerate(entries)}


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Draw a catalog whose conditions ask for a few things, and so often for the same."""
    keys = draw(st.lists(st.sampled_from([*VALUES]), min_size=1, max_size=4, unique=True))
    asked: dict[str, st.SearchStrategy[object]] = {key: lists(VALUES[key]) for key in keys}
    if draw(st.booleans()):
        asked["hours"] = st.sampled_from([None, "open", "closed"])
        asked["calendar"] = st.sampled_from([None, *CALENDARS])
    whens: st.SearchStrategy[When] = st.builds(When, **asked)
    unrated = whens.map(lambda when: replace(when, severity=()))
    entries = st.builds(
        Policy,
        name=st.just(SAID),
        when=whens,
        valid=VALIDS,
        targets=st.sampled_from([{}, TARGETS]),
        statement=st.just(SAID),
    )
    rules = st.builds(
        PriorityRule,
        when=unrated,
        valid=VALIDS,
        severity=st.sampled_from([*GRADES]),
        why=st.just(SAID),
    )
    contracts = {
        "one": Contract(customer="One", services=("a1", "b1"), valid=draw(VALIDS)),
        "all": Contract(customer="All", valid=draw(VALIDS)),
    }
    return Catalog(
        helpdesk=HELPDESK,
        calendars=CALENDARS,
        services=SERVICES,
        severities=GRADES,
        contracts=contracts,
        priority=Priority(
            set_by="desk", default="low", rules=numbered(draw(st.lists(rules, max_size=3)))
        ),
        policies=numbered(draw(st.lists(entries, min_size=1, max_size=5))),
        escalations={"late": Escalation(when=draw(whens), target="first_response", statement=SAID)},
    )


class Asked(NamedTuple):
    """A ticket that some condition may tell from the others; its facts with its severity."""

    ticket: Ticket
    day: date
    facts: Facts


def tickets(catalog: Catalog, most_tags: int) -> Iterator[Asked]:
    """Yield every ticket that conditions can tell apart, with at most so many tags of its own."""
    named = {
        key: sorted({value for when in conditions(catalog) for value in getattr(when, key)})
        for key in VALUES
    }
    tags = [each for count in range(most_tags + 1) for each in combinations(named["tag"], count)]
    keys = ("phase", "channel", "type", "cause", "contract")
    times = TIMES if any(when.hours for when in conditions(catalog)) else TIMES[:1]
    for name, day, hour, held, *values in product(
        SERVICES, DAYS, times, tags, *((None, *named[key]) for key in keys)
    ):
        opened = datetime.combine(day, hour)
        ticket = Ticket(name, opened, tags=held, **dict(zip(keys, values, strict=True)))
        facts = facts_of(catalog, ticket, day)
        for severity in catalog.severities_of(SERVICES[name].provider):
            yield Asked(ticket, day, {**facts, "severity": frozenset({severity})})


def found(module: ModuleType, catalog: Catalog, code: str) -> set[str]:
    """Return the policies, rules, escalations or services of which a code is told."""
    grouped = group(catalog)
    problems = [problem for check in getattr(module, "CHECKS", ()) for problem in check(catalog)]
    problems += [problem for check in module.GROUPED_CHECKS for problem in check(catalog, grouped)]
    names: Mapping[str, int] = {"L008": 2}
    return {str(each.path[names.get(code, 1)]) for each in problems if each.code == code}


@given(catalogs())
def test_what_can_never_apply_applies_to_no_ticket(catalog: Catalog) -> None:
    idle = found(never_applies, catalog, "L007") | found(never_applies, catalog, "L004")
    useless = found(priority, catalog, "L008")
    silent = found(escalations, catalog, "L025")
    lacking = set[str]()
    for ticket, day, facts in tickets(catalog, most_tags=2):
        chosen = choose_policy(catalog, facts, day)
        assert chosen.name not in idle
        if chosen.policy is None:
            lacking.add(ticket.service)
        elif chosen.policy.targets:
            assert not any(
                why_unmet(catalog.escalations[name].when, facts) is None for name in silent
            )
        assert choose_severity(catalog, facts, ticket, day).rule not in useless
    assert found(policies, catalog, "L009") <= lacking


@given(catalogs(), st.data())
def test_what_a_policy_stands_before_is_what_its_tickets_get_without_it(
    catalog: Catalog, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([*catalog.policies]))
    grouped = group(catalog)
    told = without(catalog, grouped, grouped.entries(catalog.policies), name)
    contracts = catalog.policies[name].when.contract
    rest = {
        other: policy
        for other, policy in catalog.policies.items()
        if other != name and not (contracts and policy.when.contract)
    }
    others = replace(catalog, policies=rest)
    expected, reached = set[str | None](), False
    for ticket, day, facts in tickets(catalog, most_tags=1):
        # What is for no contract is judged by the tickets without one.
        mine = ticket.contract in (contracts or (None,))
        if mine and choose_policy(catalog, facts, day).name == name:
            reached = True
            expected.add(choose_policy(others, facts, day).name)
    assert (told.reached, {*told.policies}) == (reached, expected - {None})
