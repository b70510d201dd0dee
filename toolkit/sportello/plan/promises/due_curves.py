"""When tickets of one kind fall due, whenever they are opened in a period."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from sportello.catalog.model import Catalog, Target
from sportello.plan.change import DueFigures
from sportello.plan.period import Period
from sportello.plan.promises.tickets import TicketKind, known
from sportello.sla.bulk.choices import Choice, Chooser
from sportello.sla.bulk.due import due_seconds, received
from sportello.sla.bulk.openings import MICRO
from sportello.worktime import Calendar, WorktimeError
from sportello.worktime.zones import Zone

Ints = NDArray[np.int64]
Curves = Mapping[str, Ints]
"""When each promise is due, by when a ticket is opened: every quarter of an hour of a period."""
STEP = 15 * 60
"""Seconds between two openings that are looked at."""
NEVER = -1
"""Stands for no deadline: nothing is promised, or it is not known."""
_FAR = np.iinfo(np.int64).max


def openings(period: Period) -> Ints:
    """Return every quarter of an hour of a period, in epoch seconds."""
    begin, end = period.instants
    return np.arange(begin, end, STEP, dtype=np.int64)


def due_curves(catalog: Catalog, service: str, kind: TicketKind, opened: Ints) -> Curves:
    """Return when each promise to tickets opened at some instants is due, in epoch seconds.

    `NEVER` where nothing is promised, or nothing is known. A promise that counts from something
    later than the opening is taken to count from the opening.
    """
    said = known(catalog, service, kind).attributes
    chooser = Chooser(catalog, [{"service": service, "severity_by": "desk", **said}])
    numbers = chooser.numbers(np.zeros(len(opened), np.int64), opened)
    found: dict[str, Ints] = {}
    for number in np.unique(numbers).tolist():
        choice = chooser.choice(number)
        if not isinstance(choice, Choice):
            continue
        places = np.flatnonzero(numbers == number)
        for name, due in _due_by_choice(choice, opened[places]):
            found.setdefault(name, np.full(len(opened), NEVER, np.int64))[places] = due
    return found


def _due_by_choice(choice: Choice, opened: Ints) -> Iterator[tuple[str, Ints]]:
    """Yield the promises of a choice, each with when it is due to tickets opened at instants."""
    unknown: list[int] = []

    def not_known(place: int, _: WorktimeError) -> None:
        unknown.append(place)

    came = received(choice.intake, opened * MICRO, not_known)
    for name, (target, calendar) in (*choice.targets.items(), *choice.awaiting.items()):
        due, _ = due_seconds(calendar, target, came, not_known)
        due[unknown] = NEVER
        yield name, due


def fire_curve(calendar: Calendar, target: Target, opened: Ints, *, waits: bool) -> Ints:
    """Return when a time from the opening is over, counted in a calendar, in epoch seconds.

    Who `waits` does so for the next opening of the calendar. `NEVER` where nothing is known.
    """
    unknown: list[int] = []

    def not_known(place: int, _: WorktimeError) -> None:
        unknown.append(place)

    due, _ = due_seconds(calendar, target, opened * MICRO, not_known)
    if waits:
        due = received(calendar, due * MICRO, not_known) // MICRO
    due[unknown] = NEVER
    return due


def due_difference(before: Ints, after: Ints, opened: Ints, zone: str) -> DueFigures | None:
    """Return how two deadlines differ over openings, None if they do not.

    Where some openings are worse off, the example is the worst of them, else the best.
    """
    if not (before != after).any():
        return None
    old, new = (np.where(each == NEVER, _FAR, each) for each in (before, after))
    later, earlier = new > old, new < old
    concerned = np.flatnonzero(later if later.any() else earlier)
    place = concerned[np.argmax(np.abs(new - old)[concerned])]
    opened_at, was, now = (int(each[place]) for each in (opened, before, after))
    return DueFigures(
        float(later.mean()),
        float(earlier.mean()),
        _instant(opened_at, zone),
        None if was == NEVER else _instant(was, zone),
        None if now == NEVER else _instant(now, zone),
    )


def _instant(second: int, zone: str) -> datetime:
    return datetime.fromtimestamp(second, UTC).astimezone(Zone(zone))
