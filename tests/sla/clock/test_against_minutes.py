"""Random tickets, held against a count of the wall clock one minute at a time."""

import os
from datetime import UTC
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sportello.catalog.model import Catalog
from sportello.catalog.model.notices import Escalation, EscalationStep
from sportello.catalog.model.sla import Contract, OperationalLevel, Policy, Target, When
from sportello.sla.clock import ClockReader, ClockReport
from sportello.sla.events import Event, History
from sportello.sla.ticket import Ticket
from sportello.worktime import At, Duration

from .by_minute import MONDAYS, Happening, Scenario, Spec, clocks, reminders

EXAMPLES = int(os.environ.get("EXAMPLES", "50"))
KINDS = ("take_in_charge", "first_response", "next_update", "resolution")
DAY = 1440
REMINDER = EscalationStep(
    after=Duration.parse("5 business hours"),
    every=Duration.parse("700 business minutes"),
    to=("requester",),
)
CONDITIONS = {
    "gold": When(contract=("gold",)),
    "pump": When(service=("pump",)),
    "high": When(severity=("high",)),
    "low": When(severity=("low",)),
}


def specs(kind: str) -> st.SearchStrategy[Spec]:
    starts = [None, "desk-reply", "requester-message"] if kind == "next_update" else [None]
    pauses = st.none() | st.frozensets(st.sampled_from(["new", "working", "waiting", "hold"]))
    shared = {
        "pauses": pauses,
        "reopen": st.sampled_from(["resume", "restart", "count"]),
        "start": st.sampled_from(starts),
        "stop": st.sampled_from([None, "note"] if kind == "next_update" else [None]),
    }
    named = st.sampled_from(["office", "tokyo", "always"])
    return st.one_of(
        st.builds(Spec, st.just("business"), st.integers(1, 900), named, **shared),
        st.builds(Spec, st.just("elapsed"), st.integers(1, 3000), st.just("always"), **shared),
        st.builds(
            Spec,
            st.just("working"),
            st.integers(1, 3),
            named,
            st.sampled_from(["end_of_day", "same_time", "14:00", "02:30", "20:00"]),
            **shared,
        ),
        st.builds(
            Spec,
            st.just("working"),
            st.just(0),
            named,
            st.sampled_from(["00:00", "12:00", "18:00"]),
            **shared,
        ),
        st.builds(
            Spec,
            st.just("calendar"),
            st.integers(1, 3),
            named,
            if_closed=st.sampled_from(["next", "previous"]),
            **shared,
        ),
    )


def promises() -> st.SearchStrategy[dict[str, dict[str, Spec]]]:
    each = st.fixed_dictionaries({}, optional={kind: specs(kind) for kind in KINDS})
    return st.fixed_dictionaries(dict.fromkeys(CONDITIONS, each))


_STATES = ("working", "waiting", "hold", "resolved", "closed", "merged", "new")


def happenings(minute: int) -> st.SearchStrategy[list[Happening]]:
    """What may happen at once; an answer may come with a change of state, in any order."""
    state = st.builds(
        Happening,
        st.just(minute),
        st.just("state"),
        st.sampled_from(_STATES),
        st.sampled_from(["desk", "requester", "system"]),
    )
    answer = Happening(minute, "reply", None, "desk")
    single = st.one_of(
        state,
        state,
        st.sampled_from(
            [
                answer,
                Happening(minute, "reply", None, "requester"),
                Happening(minute, "note", None, "desk"),
                Happening(minute, "note", None, "requester"),
                Happening(minute, "priority", "high", "desk"),
                Happening(minute, "priority", "low", "desk"),
                Happening(minute, "priority", "high", "requester"),
                Happening(minute, "service", "pump", "desk"),
                Happening(minute, "service", "wiki", "desk"),
                Happening(minute, "contract", "gold", "desk"),
                Happening(minute, "contract", None, "desk"),
                Happening(minute, "assigned", "a"),
                Happening(minute, "assigned", "b"),
                Happening(minute, "reopened"),
                Happening(minute, "closed", None, "desk"),
                Happening(minute, "closed", None, "requester"),
                Happening(minute, "closed", None, "system"),
            ]
        ),
    )
    return single.map(lambda one: [one]) | state.map(lambda one: [answer, one])


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    opened = draw(st.integers(0, 3 * DAY))
    # Many at the edges of hours, where the conventions decide.
    edge = st.integers(opened // 30 + 1, opened // 30 + 9 * 48).map(lambda half: half * 30)
    times = draw(
        st.lists(edge | st.integers(opened + 1, opened + 9 * DAY), max_size=9, unique=True)
    )
    events = [Happening(opened, "opened")]
    for minute in times:
        events += draw(happenings(minute))
    draw(st.randoms()).shuffle(events)
    now = draw(st.integers(opened, opened + 9 * DAY) | st.just(opened + 9 * DAY))
    return Scenario(
        draw(st.sampled_from(MONDAYS)),
        tuple(events),
        now,
        draw(promises()),
        draw(promises()),
        draw(st.sampled_from([None, "intake", "tokyo", "always"])),
    )


def history(scenario: Scenario) -> History:
    events = sorted(
        (
            Event(scenario.instant(each.minute), each.kind, each.value, each.by)  # type: ignore[arg-type]  # drawn from what is allowed
            for each in scenario.happenings
        ),
        key=lambda event: event.at,
    )
    return History("1", Ticket("wiki", events[0].at, severity="low"), tuple(events))


def target(spec: Spec) -> Target:
    unit = {
        "business": "business minutes",
        "elapsed": "minutes",
        "working": "working days",
        "calendar": "calendar days",
    }
    return Target(
        within=Duration.parse(f"{spec.amount} {unit[spec.unit]}"),
        calendar=spec.calendar,
        at=At(spec.at),
        if_closed=spec.if_closed,  # type: ignore[arg-type]  # drawn from what is allowed
        start=spec.start,  # type: ignore[arg-type]  # the same
        stop=spec.stop,  # type: ignore[arg-type]  # the same
        pauses=None if spec.pauses is None else tuple(sorted(spec.pauses)),
        reopen=spec.reopen,  # type: ignore[arg-type]  # the same
    )


def with_promises(catalog: Catalog, scenario: Scenario) -> Catalog:
    name = catalog.services["wiki"].name
    policies = {
        key: Policy(
            name=name,
            when=when,
            targets={
                kind: target(spec)  # type: ignore[misc]  # KINDS
                for kind, spec in scenario.promises[key].items()
            },
        )
        for key, when in CONDITIONS.items()
    }
    levels = {
        key: OperationalLevel(
            name=name,
            team="b",
            when=when,
            targets={
                kind: target(spec)  # type: ignore[misc]  # KINDS
                for kind, spec in scenario.ola[key].items()
            },
        )
        for key, when in CONDITIONS.items()
    }
    contracts = {"gold": Contract(customer="ACME")}
    wiki = replace(catalog.services["wiki"], intake_calendar=scenario.intake)
    return replace(
        catalog,
        services={**catalog.services, "wiki": wiki},
        policies=policies,
        operational_levels=levels,
        contracts=contracts,
        escalations={"silence": Escalation(in_="waiting", steps=(REMINDER,), statement=name)},
    )


Shown = dict[tuple[str | None, str], list[dict[str, Any]]]


def shown(report: ClockReport) -> Shown:
    names = ("state", "start", "stop", "end", "used", "remaining")
    # In an hour that comes twice, Python takes no instants of two zones for equal.
    return {
        (clock.team, clock.kind): [
            {name: getattr(cycle, name) for name in names} | {"due": cycle.due.astimezone(UTC)}
            for cycle in clock.cycles
        ]
        for clock in report.clocks
    }


@settings(max_examples=EXAMPLES)
@given(scenario=scenarios())
def test_every_clock_shows_what_the_wall_clock_counts(catalog: Catalog, scenario: Scenario) -> None:
    reader = ClockReader(with_promises(catalog, scenario))
    report = reader.read(history(scenario), scenario.instant(scenario.now))
    assert shown(report) == clocks(scenario)
    fired = [[step.at.astimezone(UTC) for step in each.steps] for each in report.escalations]
    assert fired == reminders(scenario, "waiting", after=300, every=700)
    for clock in report.clocks:
        for cycle in clock.cycles:
            assert sum(cycle.by_team.values()) in {0, cycle.used}
            assert cycle.left == (cycle.remaining if cycle.state in {"running", "paused"} else 0)
