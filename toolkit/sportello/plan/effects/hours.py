"""When calendars are open: minutes and dates over the period, and who uses them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.publishing import references, with_parts
from sportello.findings import KeyPath
from sportello.plan.change import Change, OpenFigures, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.period import Period
from sportello.plan.sections import entries_of
from sportello.worktime import Calendar
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zones import Zone

SECTIONS: Final = frozenset({"announcements", "calendars"})
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FEW: Final = 10


def hours(comparison: Comparison) -> Iterator[Change]:
    """Yield the calendars, in use before and after, that are open at other times."""
    before, after = comparison.before.calendars, comparison.after.calendars
    for name in after:
        if name not in before or before[name].rules == after[name].rules:
            continue
        figures = open_difference(before[name], after[name], comparison.period)
        if figures is None:
            continue
        impact = hours_impact(figures)
        about = (("calendars", name), *users(comparison.after, name))
        kind = _kind(before[name], after[name], impact)
        words = week_in_words(before[name]), week_in_words(after[name])
        if words[0] != words[1]:
            yield Change(kind, impact, name, *words, about=about, figures=figures)
        else:
            dates = _few_dates(figures)
            yield Change(kind, impact, name, part=dates, about=about, figures=figures)


def week_in_words(calendar: Calendar) -> Words:
    """Return the hours of a usual week, as they are written in a catalog."""
    days = ((day, ", ".join(map(str, spans))) for day, spans in sorted(calendar.weekly().items()))
    said = []
    for hours_of, found in groupby(((day, each) for day, each in days if each), key=itemgetter(1)):
        names = [_DAYS[day] for day, _ in found]
        said.append(f"{names[0]}-{names[-1]} {hours_of}" if names[1:] else f"{names[0]} {hours_of}")
    return ("; ".join(said),) if said else ()


def _few_dates(figures: OpenFigures) -> str:
    """Return the dates that differ where these are few; figures say how many others are."""
    return "" if len(figures.dates) > _FEW else ", ".join(map(str, figures.dates))


def open_difference(before: Calendar, after: Calendar, period: Period) -> OpenFigures | None:
    """Return how two calendars differ in a period; None if they are open at the same instants.

    What lies beyond the known holidays of one of them does not count.
    """
    begin, end = period.instants
    limits = [(each.known_dates[0].year, each.known_dates[1].year) for each in (before, after)]
    first, last = max(low for low, _ in limits), min(high for _, high in limits)
    years = range(max(first, period.day.year), min(last, period.end.year) + 1)
    if not years:
        return None
    old, new = (_cut(each.timeline(years[0], years[-1]), begin, end) for each in (before, after))
    less, more = without(old, new), without(new, old)
    if not less and not more:
        return None
    zone = Zone(after.timezone)
    dates = sorted({_date(start, zone) for start, _ in (*less, *more)})
    return OpenFigures(_minutes(less), _minutes(more), tuple(dates))


def users(catalog: Catalog, calendar: str) -> tuple[KeyPath, ...]:
    """Return the entries that count or answer in a calendar, or in one made of it."""
    made_of_it = {
        name for name in catalog.calendars if calendar in with_parts(catalog.calendars, (name,))
    }
    return tuple(
        (section, name)
        for section in Catalog.__struct_fields__
        if section != "calendars"
        for name, entry in entries_of(catalog, section).items()
        if any(kind == "calendars" and named in made_of_it for kind, named in references(entry))
    )


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


def _cut(intervals: tuple[EpochInterval, ...], begin: int, end: int) -> tuple[EpochInterval, ...]:
    return tuple(
        (max(start, begin), min(stop, end))
        for start, stop in intervals
        if start < end and stop > begin
    )


def _minutes(intervals: list[EpochInterval]) -> int:
    return sum(end - start for start, end in intervals) // 60


def _date(instant: int, zone: Zone) -> date:
    return datetime.fromtimestamp(instant, UTC).astimezone(zone).date()


def hours_impact(figures: OpenFigures) -> Impact:
    """Return whether other hours are fewer, more, or other ones."""
    if not figures.minutes_more:
        return Impact.WEAKER
    return Impact.MIXED if figures.minutes_less else Impact.STRONGER


def _kind(before: Calendar, after: Calendar, impact: Impact) -> str:
    """Return what kind of change it is, by what of the calendar was written otherwise."""
    if before.combined is None and after.combined is None and before.timezone == after.timezone:
        parts = {
            "holidays": before.rules.holidays != after.rules.holidays,
            "closure": (before.exceptions, before.ruled) != (after.exceptions, after.ruled),
            "season": before.seasons != after.seasons,
            "": before.weekly() != after.weekly(),
        }
        changed = [name for name, differs in parts.items() if differs]
        if changed == ["closure"]:
            return "opening" if impact is Impact.STRONGER else "closure"
        if len(changed) == 1 and changed[0]:
            return changed[0]
    return {Impact.WEAKER: "hours-less", Impact.STRONGER: "hours-more"}.get(impact, "hours-moved")


EFFECTS = (Effect(SECTIONS, hours),)
