"""Expectations about clocks: where the promises to a ticket stand after what happened to it."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import asdict

from sportello.catalog.model import Catalog
from sportello.expectations.model import ClockCase, Clocks, ExpectedClock, TicketFacts
from sportello.expectations.verdict import (
    Mismatch,
    Verdict,
    as_written,
    no_answer,
    unanswered,
)
from sportello.findings import KeyPath, Location
from sportello.sla import TicketError
from sportello.sla.clock import ClockReader
from sportello.sla.clock.report import Clock
from sportello.sla.events.check_ticket import Checker
from sportello.sla.events.event import History
from sportello.sla.events.raw import Locate, RawTicket
from sportello.worktime import WorktimeError, parse_instant
from sportello.worktime.zones import Zone


def check_clocks(catalog: Catalog, case: ClockCase, locate: Locate) -> Verdict:
    """Return what is other than expected about the clocks of a ticket.

    `locate` tells where a part of the expectation stands.
    """
    read = _history(catalog, case, locate)
    if isinstance(read, Verdict):
        return read
    zone = Zone(catalog.helpdesk.timezone)
    at = parse_instant(case.at)
    try:
        now = at if at.tzinfo else at.replace(tzinfo=zone)
        report = ClockReader(catalog).read(read, now)
    except (TicketError, WorktimeError) as error:
        return no_answer(("ticket",), error)
    clocks = {each.kind: each for each in report.clocks if each.team is None}
    expected = {kind: shown for kind, shown in asdict(case.shows or Clocks()).items() if shown}
    mismatches = tuple(
        mismatch
        for kind, shown in expected.items()
        for mismatch in _mismatches(kind, shown, clocks.get(kind))
    )
    if not expected and clocks:
        mismatches = (Mismatch(("shows",), "no time promised", ", ".join(clocks)),)
    wrong = dict.fromkeys(str(each.path[1]) for each in mismatches if each.path[1:])
    steps = [step for kind in wrong if kind in clocks for step in _steps(clocks[kind], zone)]
    return Verdict(mismatches, (*report.terms.steps, *steps))


def _history(catalog: Catalog, case: ClockCase, locate: Locate) -> History | Verdict:
    """Return what happened to the ticket, or what is wrong with it."""
    facts = {name: value for name, value in _plain(case.ticket).items() if value}
    opened = {"at": facts.pop("opened"), "event": "opened", "by": case.opened_by}
    happened = [
        {name: value for name, value in asdict(event).items() if value} for event in case.events
    ]
    standing: dict[Location, KeyPath] = {}

    def place(asked: KeyPath) -> Location:
        path = _path(asked)
        where = locate(path)
        standing[where] = path
        return where

    raw = RawTicket(1, {**facts, "events": [opened, *happened]}, place)
    history, findings = Checker(catalog).history(raw)
    if history is not None:
        return history
    return Verdict(
        tuple(
            unanswered(standing[each.where], each.message, each.hint)
            for each in findings
            if each.where is not None
        )
    )


def _plain(ticket: TicketFacts) -> dict[str, object]:
    return {**asdict(ticket), "tags": list(ticket.tags)}


def _path(asked: KeyPath) -> KeyPath:
    """Return where a part of the ticket stands in the expectation."""
    match asked:
        case ("events", 0, *_):
            return ("ticket", "opened")
        case ("events", int(number), *rest):
            return ("events", number - 1, *rest)
    return ("ticket", *asked)


def _mismatches(kind: str, expected: ExpectedClock, clock: Clock | None) -> Iterator[Mismatch]:
    path = ("shows", kind)
    if clock is None:
        yield Mismatch(path, "a clock", "no such promise")
        return
    cycle = clock.cycles[-1] if clock.cycles else None
    if expected.state is not None and expected.state != clock.state:
        yield Mismatch((*path, "state"), expected.state, clock.state)
    if expected.due is not None:
        due, came = parse_instant(expected.due), _due(clock)
        if came is not None and due.tzinfo is None:
            came = came.replace(tzinfo=None)
        if came != due:
            yield Mismatch((*path, "due"), as_written(due), as_written(came))
    lengths = {"used": expected.used, "left": expected.left}
    for key, length in lengths.items():
        if length is None:
            continue
        seconds: int | None = getattr(cycle, key, None)
        if length.seconds is None:
            why = f'"{length}" has no fixed length'
            yield unanswered((*path, key), why, "write business hours")
        elif length.seconds != seconds:
            yield Mismatch((*path, key), str(length), _length(seconds))


def _due(clock: Clock) -> datetime | None:
    """Return when a promise is due, in the zone of its calendar."""
    if not clock.cycles:
        return None
    return clock.cycles[-1].due.astimezone(Zone(clock.calendar.timezone))


def _length(seconds: int | None) -> str:
    if seconds is None:
        return "nothing"
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((hours, "hours"), (minutes, "minutes"), (rest, "seconds"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 hours"


def _steps(clock: Clock, zone: Zone) -> Iterator[str]:
    yield f"{clock.kind}: {clock.target.within}, calendar {clock.calendar.name}"
    for cycle in clock.cycles:
        for step in cycle.steps:
            value = "" if step.value is None else f" ({step.value})"
            until = "" if step.until is None else f", until {_shown(step.until, zone)}"
            yield f"{clock.kind}: {step.kind}{value} {_shown(step.at, zone)}{until}"


def _shown(at: datetime, zone: Zone) -> str:
    return as_written(at.astimezone(zone).replace(tzinfo=None))
