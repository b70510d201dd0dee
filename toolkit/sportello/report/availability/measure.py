"""How much of the agreed time a service was usable, by whole seconds."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from sportello.catalog.model import Availability, Catalog
from sportello.findings import Finding, Rule
from sportello.report.availability.outages import Downtime, OutageError
from sportello.report.availability.rules import A003, A004, A005
from sportello.report.availability.windows import Window, windows
from sportello.report.report import Doubt, Outage, Place
from sportello.worktime import BeyondKnownHolidays, Calendar
from sportello.worktime.pauses import union
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zones import Zone

_NAMED: Final = 10
"""How many rows are named of each doubt."""


class Measured(NamedTuple):
    """What is known of how available services were, and of what nobody can know it."""

    outages: tuple[Outage, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def availability(
    catalog: Catalog, downtimes: Sequence[Downtime], first_month: str, as_of: int
) -> Measured:
    """Return how available each service was for which that is promised, by windows.

    The windows are those from a month, `2026-01`, to an instant, in epoch seconds, after which
    nothing counts. Outages are a union: what overlaps counts once. Windows to which a calendar does
    not reach are doubts, and so are outages of services of which nothing is promised. Raises
    OutageError if the catalog does not say how to measure it.
    """
    findings = list(_unsaid(catalog, downtimes))
    if findings:
        raise OutageError(findings)
    zone = Zone(catalog.helpdesk.timezone)
    outages: list[Outage] = []
    doubts = [*_unpromised(catalog, downtimes)]
    for promise in catalog.availability.values():
        if promise.window is None:
            continue
        for service in promise.service:
            found = [
                _tried(catalog, promise, service, window, downtimes)
                for window in windows(promise.window, first_month, as_of, zone)
            ]
            outages += (each for each in found if isinstance(each, Outage))
            for is_unknown, stretch in groupby(found, lambda each: isinstance(each, _Unknown)):
                if is_unknown:
                    unknown = [each for each in stretch if isinstance(each, _Unknown)]
                    doubts.append(_doubt(service, unknown, downtimes))
    return Measured(tuple(outages), tuple(doubts))


class _Unknown(NamedTuple):
    """A window of which nobody knows how available a service was."""

    window: Window
    why: BeyondKnownHolidays


def _tried(
    catalog: Catalog,
    promise: Availability,
    service: str,
    window: Window,
    downtimes: Iterable[Downtime],
) -> Outage | _Unknown:
    try:
        return _measured(catalog, promise, service, window, downtimes)
    except BeyondKnownHolidays as error:
        return _Unknown(window, error)


def _doubt(service: str, unknown: Sequence[_Unknown], downtimes: Iterable[Downtime]) -> Doubt:
    """Say of windows in a row that they are not known, and which rows of the list are there."""
    first, last = unknown[0].window.name, unknown[-1].window.name
    when = f"in {first}" if first == last else f"from {first} to {last}"
    message = f'availability of "{service}" {when} is not known'
    rows = [
        each
        for each in downtimes
        if each.service == service and any(_within(window, [each]) for window, _why in unknown)
    ]
    why = unknown[0].why
    return _doubt_of(A004, message, f"{why.message}: {why.hint}", rows)


def _unpromised(catalog: Catalog, downtimes: Sequence[Downtime]) -> Iterator[Doubt]:
    """Yield the services of outages of whose availability nothing is promised."""
    promised = {each for promise in catalog.availability.values() for each in promise.service}
    for service in sorted({each.service for each in downtimes} - promised):
        message = f'no availability of "{service}" is promised'
        hint = 'add it to "availability:" in sla.yaml, or correct the service of the row'
        yield _doubt_of(A005, message, hint, [e for e in downtimes if e.service == service])


def _doubt_of(rule: Rule, message: str, hint: str, rows: Sequence[Downtime]) -> Doubt:
    places = tuple(Place(Path(each.place.file).name, each.place.line) for each in rows[:_NAMED])
    return Doubt(rule.code, message, hint, len(rows), counted=False, places=places)


def _unsaid(catalog: Catalog, downtimes: Sequence[Downtime]) -> Iterator[Finding]:
    """Find the promises by which outages are to be measured, and that do not say how."""
    for name, promise in catalog.availability.items():
        rows = [each for each in downtimes if each.service in promise.service]
        announced = [each for each in rows if each.kind == "maintenance"]
        if rows and promise.window is None:
            message = f'availability "{name}" does not say over how long it is measured'
            yield _finding(message, rows, 'add "window: month", quarter or year to it')
        if announced and promise.maintenance is None:
            message = f'availability "{name}" does not say what maintenance does'
            hint = (
                'add "maintenance: remove" to it if its time is taken out of the agreed hours, '
                '"maintenance: forgive" if it only is no failure'
            )
            yield _finding(message, announced, hint)


def _finding(message: str, rows: Sequence[Downtime], hint: str) -> Finding:
    first, *others = (each.place for each in rows)
    return A003.finding(message, first, hint, tuple(others))


def _measured(
    catalog: Catalog,
    promise: Availability,
    service: str,
    window: Window,
    downtimes: Iterable[Downtime],
) -> Outage:
    hours = None if promise.hours is None else catalog.calendars[promise.hours]
    of_service = [each for each in downtimes if each.service == service]
    announced = _within(window, (each for each in of_service if each.kind == "maintenance"))
    down = _seconds(hours, _within(window, of_service))
    excluded = _seconds(hours, announced)
    agreed = _seconds(hours, [(window.start, window.end)])
    if promise.maintenance == "remove":
        agreed -= excluded
    # What is announced lies within what is down: the list says of both that the service was not up.
    down -= excluded
    is_kept = 100 * (agreed - down) >= Fraction(str(promise.percent)) * agreed
    return Outage(service, window.name, agreed, down, excluded, promise.percent, is_kept=is_kept)


def _within(window: Window, downtimes: Iterable[Downtime]) -> tuple[EpochInterval, ...]:
    """Return when it was down within a window: a union, in which nothing counts twice."""
    cut = (
        (
            max(each.start, window.start),
            min(window.end if each.end is None else each.end, window.end),
        )
        for each in downtimes
    )
    return union((start, end) for start, end in cut if start < end)


def _seconds(hours: Calendar | None, intervals: Sequence[EpochInterval]) -> int:
    """Return how many seconds of some hours, else of all, lie in intervals that do not overlap."""
    if hours is None:
        return sum(end - start for start, end in intervals)
    starts, ends = ([each[n] for each in intervals] for n in (0, 1))
    return int(hours.elapsed_many(starts, ends).sum()) if intervals else 0
