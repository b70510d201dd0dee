"""Tickets, turns and cycles from the truth, one ticket at a time; the clock alone is the program's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from sportello.catalog.model import Catalog
from sportello.sla.clock import Clock, ClockReader, ClockReport, Cycle
from sportello.sla.events import Event

from .generator.histories import Made
from .generator.told import Told

_ENDED: Final = ("resolved", "closed", "cancelled")
Groups = Mapping[str, str | None]


@dataclass(frozen=True)
class TicketRow:
    """A ticket; `resolved` is its first resolution, instants are aware."""

    groups: Groups
    reference: str
    opened: datetime
    resolved: datetime | None
    reopened: int | None
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
    due: datetime
    stopped: datetime | None
    is_over: bool
    used: int
    used_at_least: int
    margin: int
    decided: datetime | None


class ChangedRow(NamedTuple):
    """A decision of a month as it stood when that was over, and how it stands now."""

    reference: str
    target: str | None
    month: str
    before: str
    after: str
    after_month: str | None


@dataclass(frozen=True)
class Rows:
    """What figures count, of one desk at one instant."""

    zone: ZoneInfo
    as_of: datetime
    tickets: tuple[TicketRow, ...]
    turns: tuple[TurnRow, ...]
    cycles: tuple[CycleRow, ...]
    changed: frozenset[ChangedRow]


def rows_of(catalog: Catalog, made: Sequence[Made], as_of: datetime) -> Rows:
    """Return what the truth about tickets with events is at an instant."""
    return _rows(catalog, [(each, None) for each in made], as_of)


def rows_of_told(catalog: Catalog, told: Sequence[Told], as_of: datetime) -> Rows:
    """Return the same where rows alone are known: D18."""
    return _rows(catalog, [(_from_row(catalog, each), each) for each in told], as_of)


def _rows(catalog: Catalog, known: Sequence[tuple[Made, Told | None]], as_of: datetime) -> Rows:
    reader = ClockReader(catalog)
    tickets: list[TicketRow] = []
    turns: list[TurnRow] = []
    cycles: list[CycleRow] = []
    changed: list[ChangedRow] = []
    for made, told in known:
        report = reader.read(made.history, as_of)
        groups = groups_of(catalog, made, report.terms.severity.severity)
        own = [*_turns(catalog, made, as_of)]
        is_counted = made.excluded is None
        reopened = sum(kind == "reopened" for kind, _ in own)
        tickets.append(
            TicketRow(
                groups=groups,
                reference=made.reference,
                opened=made.history.ticket.opened,
                resolved=next((at for kind, at in own if kind == "resolved"), None),
                reopened=reopened if told is None else told.reopened,
                is_open=own[-1][0] in {"opened", "reopened"},
                excluded=made.excluded,
                vote=made.vote,
                voted=made.voted,
                is_promised=is_counted and any(clock.cycles for clock in report.clocks),
            )
        )
        if is_counted:
            turns += [TurnRow(groups, kind, at) for kind, at in own]
            promised = {clock.kind for clock in report.clocks}
            for clock, cycle, exact in _cycles(report, made, groups, as_of):
                row = exact if told is None else _guessed(catalog, told, clock, cycle, exact)
                is_unknown = told is not None and _may_be_updated(promised, clock, cycle)
                cycles.append(_unknown(row) if is_unknown else row)
            if reopened:
                changed += _changed(catalog, reader, made, groups, as_of)
    zone = ZoneInfo(catalog.helpdesk.timezone)
    return Rows(zone, as_of, tuple(tickets), tuple(turns), tuple(cycles), frozenset(changed))


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
        if event.kind not in {"state", "reopened"}:
            continue
        is_state = event.kind == "state"
        category = catalog.lifecycle.states[event.value or ""].category if is_state else "open"
        if category in _ENDED and not is_over:
            yield "removed" if category == "cancelled" else "resolved", event.at
        elif category not in _ENDED and is_over:
            yield "reopened", event.at
        is_over = category in _ENDED


def _cycles(
    report: ClockReport, made: Made, groups: Groups, as_of: datetime
) -> Iterator[tuple[Clock, Cycle, CycleRow]]:
    for clock in report.clocks:
        own = {
            "policy": report.terms.policy.name,
            "target": clock.kind,
            "calendar": clock.calendar.name,
        }
        for cycle in clock.cycles:
            decided = cycle.stop if cycle.state == "met" else None
            if cycle.state == "breached":
                decided = _first_late(cycle, cycle.stop or cycle.end or as_of)
            yield (
                clock,
                cycle,
                CycleRow(
                    groups={**groups, **own},
                    reference=made.reference,
                    opened=made.history.ticket.opened,
                    state=cycle.state,
                    exactness="exact",
                    due=cycle.due,
                    stopped=cycle.stop,
                    is_over=cycle.is_over,
                    used=cycle.used,
                    used_at_least=cycle.used,
                    margin=cycle.remaining,
                    decided=decided,
                ),
            )


def _changed(
    catalog: Catalog, reader: ClockReader, made: Made, groups: Groups, as_of: datetime
) -> Iterator[ChangedRow]:
    """Yield the decisions of months that were over and are others now (D2, D7)."""
    zone = ZoneInfo(catalog.helpdesk.timezone)

    def decisions(until: datetime) -> dict[tuple[str | None, int], tuple[str, str | None]]:
        found: dict[tuple[str | None, int], tuple[str, str | None]] = {}
        rows = _cycles(reader.read(made.history, until), made, groups, until)
        for _, _, row in rows:
            target = row.groups["target"]
            number = sum(kind == target for kind, _ in found)
            month = row.decided.astimezone(zone).strftime("%Y-%m") if row.decided else None
            found[target, number] = row.state, month
        return found

    now = decisions(as_of)
    opened = made.history.ticket.opened.astimezone(zone)
    year, month = opened.year, opened.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        end = datetime(year, month, 1, tzinfo=zone)
        if end > as_of:
            return
        name = (end - timedelta(days=1)).strftime("%Y-%m")
        for key, (state, decided) in decisions(end - timedelta(seconds=1)).items():
            after, after_month = now.get(key, ("cancelled", None))
            if decided == name and (state, decided) != (after, after_month):
                yield ChangedRow(made.reference, key[0], name, state, after, after_month)


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


def _from_row(catalog: Catalog, told: Told) -> Made:
    """Return a ticket as its row tells it: nothing paused it, and it was resolved once."""
    assert catalog.lifecycle is not None
    states = catalog.lifecycle.states
    category = states[told.state].category
    names: dict[str, str] = {each.category: name for name, each in reversed(list(states.items()))}
    opening = told.made.history.events[0]
    is_live = told.made.history.ticket.channel in {"phone", "chat"}
    events = [Event(told.opened, "opened", None, told.opened_by)]
    end = min((each for each in (told.resolved, told.closed) if each), default=None)
    if end is None and category in _ENDED:
        end = told.updated
    if told.taken and not (end and told.taken > end):
        events.append(Event(told.taken, "state", names["open"], "desk"))
    if told.replied and not (is_live and opening.by in {"desk", None}):
        events.append(Event(told.replied, "reply", None, "desk"))
    if end:
        ending = "cancelled" if category == "cancelled" else "resolved"
        events.append(Event(end, "state", names[ending], "desk"))
    events.sort(key=lambda each: (each.at, each.kind != "opened", each.kind))
    history = replace(told.made.history, events=tuple(events))
    return replace(told.made, history=history)


def _guessed(catalog: Catalog, told: Told, clock: Clock, cycle: Cycle, row: CycleRow) -> CycleRow:
    """D18: what was paused lies between bounds; if they straddle the promise, nobody can tell."""
    assert catalog.lifecycle is not None
    states = catalog.lifecycle.states.items()
    pausing = clock.target.pauses
    if pausing is None:
        pausing = tuple(name for name, each in states if clock.kind in each.pauses)
    was_reopened = bool(told.reopened) and clock.target.reopen != "count"
    least, most = _paused(told, clock, cycle.used) if pausing else (0, 0)
    most = cycle.used if was_reopened else most
    margin = cycle.remaining
    state: str = cycle.state
    decided = None
    if margin + most < 0:
        state, decided = "breached", _after(clock, _after(clock, cycle.due, least), 1)
    elif margin + least < 0:
        state = "undecidable"
    elif cycle.stop is not None:
        state, decided = "met", cycle.stop
    elif cycle.end is not None:
        state = "cancelled"
    else:
        state = "paused" if told.state in pausing else "running"
    return replace(
        row,
        state=state,
        exactness="approximate" if pausing or was_reopened else "exact",
        due=_after(clock, cycle.due, least),
        used=cycle.used - least,
        used_at_least=cycle.used - most,
        margin=margin + least,
        decided=decided,
    )


def _may_be_updated(promised: set[str], clock: Clock, cycle: Cycle) -> bool:
    """Tell whether an update is owed since a reply: rows know no reply but the first."""
    return clock.kind == "next_update" and (
        "first_response" in promised
        or clock.target.start == "desk-reply"
        or cycle is not clock.cycles[0]
    )


def _unknown(row: CycleRow) -> CycleRow:
    return replace(
        row,
        state="undecidable" if row.state == "breached" else row.state,
        exactness="approximate",
        used_at_least=0,
        decided=None,
    )


def _paused(told: Told, clock: Clock, used: int) -> tuple[int, int]:
    """Return what was paused of the time used, at least and at most."""
    if told.paused is None:
        return 0, used
    paused = min(told.paused, used)
    counts_all = clock.target.within.kind.is_day_and_night
    if told.paused_in == "business time":
        return paused, used if counts_all else paused
    return paused if counts_all else 0, paused


def _after(clock: Clock, at: datetime, seconds: int) -> datetime:
    if clock.target.within.kind.is_day_and_night:
        return at + timedelta(seconds=seconds)
    return clock.calendar.due(at, timedelta(seconds=seconds))
