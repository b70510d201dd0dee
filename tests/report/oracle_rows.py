"""Tickets, turns and cycles from the truth, one ticket at a time; the clock alone is the program's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog
from sportello.sla.clock import Clock, ClockReader, Cycle

from .generator.histories import Made

_ENDED: Final = ("resolved", "closed", "cancelled")
Groups = Mapping[str, str | None]


@dataclass(frozen=True)
class TicketRow:
    """A ticket; `resolved` is its first resolution, instants are aware."""

    groups: Groups
    reference: str
    opened: datetime
    resolved: datetime | None
    reopened: int
    is_open: bool
    excluded: str | None
    vote: str | None
    voted: datetime | None
    is_promised: bool


@dataclass(frozen=True)
class TurnRow:
    """A turn of a ticket's life: opened, resolved, reopened or removed."""

    groups: Groups
    kind: str
    at: datetime


@dataclass(frozen=True)
class CycleRow:
    """A cycle; `decided` is when it was met, or the first second of business time after due."""

    groups: Groups
    reference: str
    opened: datetime
    state: str
    exactness: str
    stopped: datetime | None
    is_over: bool
    used: int
    used_at_least: int
    margin: int
    decided: datetime | None


@dataclass(frozen=True)
class Rows:
    """What figures count, of one desk at one instant."""

    zone: ZoneInfo
    as_of: datetime
    tickets: tuple[TicketRow, ...]
    turns: tuple[TurnRow, ...]
    cycles: tuple[CycleRow, ...]


def rows_of(catalog: Catalog, made: Sequence[Made], as_of: datetime) -> Rows:
    """Return what the truth about tickets with events is at an instant."""
    reader = ClockReader(catalog)
    tickets: list[TicketRow] = []
    turns: list[TurnRow] = []
    cycles: list[CycleRow] = []
    for each in made:
        report = reader.read(each.history, as_of)
        groups = groups_of(catalog, each, report.terms.severity.severity)
        own = [*_turns(catalog, each, as_of)]
        is_counted = each.excluded is None
        tickets.append(
            TicketRow(
                groups=groups,
                reference=each.reference,
                opened=each.history.ticket.opened,
                resolved=next((at for kind, at in own if kind == "resolved"), None),
                reopened=sum(kind == "reopened" for kind, _ in own),
                is_open=own[-1][0] in {"opened", "reopened"},
                excluded=each.excluded,
                vote=each.vote,
                voted=each.voted,
                is_promised=is_counted and any(clock.cycles for clock in report.clocks),
            )
        )
        if is_counted:
            turns += [TurnRow(groups, kind, at) for kind, at in own]
            policy = report.terms.policy
            shared = {**groups, "policy": policy.name}
            for clock in report.clocks:
                cycles += [_cycle(catalog, shared, each, clock, one, as_of) for one in clock.cycles]
    zone = ZoneInfo(catalog.helpdesk.timezone)
    return Rows(zone, as_of, tuple(tickets), tuple(turns), tuple(cycles))


def groups_of(catalog: Catalog, made: Made, severity: str | None) -> Groups:
    """Return by what a ticket can be parted."""
    ticket = made.history.ticket
    service = catalog.services[ticket.service]
    return {
        "service": ticket.service,
        "family": service.family,
        "provider": service.provider,
        "customer": made.customer,
        "contract": ticket.contract,
        "channel": ticket.channel,
        "severity": severity,
        "type": ticket.type,
    }


def _turns(catalog: Catalog, made: Made, as_of: datetime) -> Iterator[tuple[str, datetime]]:
    assert catalog.lifecycle is not None
    is_over = False
    for event in made.history.events:
        if event.at > as_of:
            break
        if event.kind == "opened":
            yield "opened", event.at
        if event.kind != "state":
            continue
        category = catalog.lifecycle.states[event.value or ""].category
        if category in _ENDED and not is_over:
            yield "removed" if category == "cancelled" else "resolved", event.at
        elif category not in _ENDED and is_over:
            yield "reopened", event.at
        is_over = category in _ENDED


def _cycle(
    catalog: Catalog, shared: Groups, made: Made, clock: Clock, cycle: Cycle, as_of: datetime
) -> CycleRow:
    decided = cycle.stop if cycle.state == "met" else None
    if cycle.state == "breached":
        decided = _first_late(cycle, cycle.stop or cycle.end or as_of)
    calendar = next(
        (name for name, each in catalog.calendars.items() if each is clock.calendar), None
    )
    return CycleRow(
        groups={**shared, "target": clock.kind, "calendar": calendar},
        reference=made.reference,
        opened=made.history.ticket.opened,
        state=cycle.state,
        exactness="exact",
        stopped=cycle.stop,
        is_over=cycle.is_over,
        used=cycle.used,
        used_at_least=cycle.used,
        margin=cycle.remaining,
        decided=decided,
    )


def _first_late(cycle: Cycle, last: datetime) -> datetime:
    """Return the first second at which nothing was left of the time promised, and more was used."""
    early, late = int(cycle.start.timestamp()), int(last.timestamp())
    while late - early > 1:
        middle = (early + late) // 2
        if cycle.elapsed.remaining(datetime.fromtimestamp(middle, UTC)) < 0:
            late = middle
        else:
            early = middle
    return datetime.fromtimestamp(early, UTC) + timedelta(seconds=1)
