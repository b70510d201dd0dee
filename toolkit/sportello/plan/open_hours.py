"""When calendars are open in a period, as intervals, and how that differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Final

from sportello.plan.change import Change, OpenFigures
from sportello.plan.impact import Impact
from sportello.plan.period import Period
from sportello.worktime import Calendar
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zones import Zone

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FEW: Final = 10
_KINDS: Final = {Impact.WEAKER: "hours-less", Impact.STRONGER: "hours-more"}


@dataclass(frozen=True, slots=True)
class OpenHours:
    """When a calendar of a zone is open, in epoch seconds; `week` is its usual week in words.

    `known` is the part of a period in which its holidays are known, and all that is said is about
    it. The intervals are sorted.
    """

    zone: str
    week: str
    known: EpochInterval
    open: tuple[EpochInterval, ...]


def open_hours(calendar: Calendar, period: Period) -> OpenHours:
    """Return when a calendar is open in a period."""
    begin, end = period.instants
    first, last = (each.year for each in calendar.known_dates)
    years = range(max(first, period.day.year), min(last, period.end.year) + 1)
    week = week_in_words(calendar)
    if not years:
        return OpenHours(calendar.timezone, week, (begin, begin), ())
    zone = Zone(calendar.timezone)
    known = (
        max(begin, _midnight(years[0], zone)) if years[0] > period.day.year else begin,
        min(end, _midnight(years[-1] + 1, zone)) if years[-1] < period.end.year else end,
    )
    return OpenHours(
        calendar.timezone, week, known, _cut(calendar.timeline(years[0], years[-1]), known)
    )


def week_in_words(calendar: Calendar) -> str:
    """Return the hours of a usual week, as they are written in a catalog."""
    days = ((day, ", ".join(map(str, spans))) for day, spans in sorted(calendar.weekly().items()))
    said = []
    for hours_of, found in groupby(((day, each) for day, each in days if each), key=itemgetter(1)):
        names = [_DAYS[day] for day, _ in found]
        said.append(f"{names[0]}-{names[-1]} {hours_of}" if names[1:] else f"{names[0]} {hours_of}")
    return "; ".join(said)


def hours_changes(
    before: Mapping[str, OpenHours], after: Mapping[str, OpenHours]
) -> Iterator[Change]:
    """Yield the calendars of both that are open at other times."""
    for name, now in after.items():
        figures = open_difference(before[name], now) if name in before else None
        if figures is None:
            continue
        impact = hours_impact(figures)
        kind = _KINDS.get(impact, "hours-moved")
        weeks = [(each.week,) if each.week else () for each in (before[name], now)]
        if weeks[0] != weeks[1]:
            yield Change(kind, impact, name, weeks[0], weeks[1], figures=figures)
        else:
            yield Change(kind, impact, name, part=_few_dates(figures), figures=figures)


def open_difference(before: OpenHours, after: OpenHours) -> OpenFigures | None:
    """Return how two calendars differ; None if they are open at the same instants.

    What lies beyond the known holidays of one of them does not count.
    """
    known = max(before.known[0], after.known[0]), min(before.known[1], after.known[1])
    old, new = (_cut(each.open, known) for each in (before, after))
    less, more = without(old, new), without(new, old)
    if not less and not more:
        return None
    zone = Zone(after.zone)
    dates = sorted({_date(start, zone) for start, _ in (*less, *more)})
    return OpenFigures(_minutes(less), _minutes(more), tuple(dates))


def hours_impact(figures: OpenFigures) -> Impact:
    """Return whether other hours are fewer, more, or other ones."""
    if not figures.minutes_more:
        return Impact.WEAKER
    return Impact.MIXED if figures.minutes_less else Impact.STRONGER


def without(
    one: tuple[EpochInterval, ...], other: tuple[EpochInterval, ...]
) -> list[EpochInterval]:
    """Return what of some sorted intervals lies in none of the others."""
    found: list[EpochInterval] = []
    waiting = iter(other)
    taken = next(waiting, None)
    for start, end in one:
        at = start
        while taken is not None and taken[0] < end:
            if taken[1] > at:
                if taken[0] > at:
                    found.append((at, taken[0]))
                at = taken[1]
            if taken[1] > end:
                break
            taken = next(waiting, None)
        if at < end:
            found.append((at, end))
    return found


def _few_dates(figures: OpenFigures) -> str:
    """Return the dates that differ where these are few; figures say how many others are."""
    return "" if len(figures.dates) > _FEW else ", ".join(map(str, figures.dates))


def _cut(intervals: tuple[EpochInterval, ...], known: EpochInterval) -> tuple[EpochInterval, ...]:
    begin, end = known
    return tuple(
        (max(start, begin), min(stop, end))
        for start, stop in intervals
        if start < end and stop > begin
    )


def _midnight(year: int, zone: Zone) -> int:
    return int(datetime.combine(date(year, 1, 1), time(), zone).timestamp())


def _minutes(intervals: list[EpochInterval]) -> int:
    return sum(end - start for start, end in intervals) // 60


def _date(instant: int, zone: Zone) -> date:
    return datetime.fromtimestamp(instant, UTC).astimezone(zone).date()
