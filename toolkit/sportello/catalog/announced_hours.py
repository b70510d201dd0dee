"""The exceptions that announcements make in a calendar: of whole days, and of parts of one.

A day as an end means the hours that belong to it, those past its midnight too; a minute cuts hours
at what the clock shows. So a day of which a part is announced keeps its usual hours in the rest.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sportello.catalog.model import Text
from sportello.catalog.model.moments import DayOrMinute
from sportello.findings import Problem
from sportello.worktime import DatedHours, Hours
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.day_rules import W004
from sportello.worktime.exceptions import read_exceptions
from sportello.worktime.hours import read_hours
from sportello.worktime.pauses import without
from sportello.worktime.problems import SpecProblems
from sportello.worktime.special import until
from sportello.worktime.zone import DAY
from sportello.worktime.zones import Zone

Made = tuple[str, dict[str, Any]]
"""An announcement, and an exception that it makes."""
_Span = tuple[int, int]
_FAR: Final = 3 * DAY
"""Beyond the hours of any day, which end before its second midnight."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which an announcement changes a calendar, by what the calendar's clock shows.

    `title` is None for one that is internal: that must not reach what is published.
    """

    name: str
    begin: datetime
    end: datetime
    begins_with_day: bool
    ends_with_day: bool
    hours: tuple[Hours, ...]
    working: bool
    written: Mapping[str, Any]
    title: Any

    @property
    def days(self) -> _Span:
        """The first and the last day that it touches, as ordinals."""
        return self.begin.toordinal(), (self.end - timedelta(microseconds=1)).toordinal()

    @property
    def partial_days(self) -> dict[int, str]:
        """The days of which it may change a part, each with the key that says so."""
        found = {} if self.begins_with_day else {self.begin.toordinal(): "from"}
        return found if self.ends_with_day else {self.end.toordinal(): "until", **found}

    def on(self, day: int) -> _Span | None:
        """Return which seconds after the midnight of a day it covers; None if none of its hours."""
        midnight = datetime.combine(date.fromordinal(day), time())
        first, last = self.days
        low = 0 if self.begins_with_day else _seconds(self.begin - midnight)
        high = _FAR if self.ends_with_day else _seconds(self.end - midnight)
        if (self.begins_with_day and day < first) or (self.ends_with_day and day > last):
            return None
        return (max(low, 0), min(high, _FAR)) if max(low, 0) < min(high, _FAR) else None


def windows_of(
    calendar: str, zone: str, announcements: Mapping[str, Any], desk: str
) -> tuple[Window, ...]:
    """Return what announcements change in a calendar of a `zone`; `desk` is the desk's zone.

    One that ends before it begins is told by the rules.
    """
    windows = []
    for name, each in announcements.items():
        changes = each.get("closed") or each.get("open")
        if calendar not in each.get("calendars", ()) or not changes:
            continue
        problems = SpecProblems()
        closed = bool(each.get("closed"))
        hours = () if closed else read_hours([*each["open"]], (), problems)
        first, last = DayOrMinute(each["from"]), DayOrMinute(each.get("ended", each["until"]))
        # Hours that are not right are told of whole days.
        begins_with_day = bool(problems.found) or first.time is None
        ends_with_day = bool(problems.found) or last.time is None
        window = Window(
            name,
            first.first if begins_with_day else _shown(first.begins(desk), zone, first.first),
            last.last if ends_with_day else _shown(last.ends(desk), zone, last.last),
            begins_with_day,
            ends_with_day,
            tuple(each for each, _ in hours),
            each.get("days") == "working",
            {
                **({"closed": True} if closed else {"open": each["open"]}),
                **({"days": each["days"]} if each.get("days") else {}),
            },
            None if each.get("visibility") == "internal" else each["title"],
        )
        if window.begin < window.end:
            windows.append(window)
    return tuple(windows)


def made_exceptions(
    windows: Sequence[Window], own: Sequence[_Span], rules: CalendarRules | None
) -> Iterator[Made]:
    """Yield the exceptions that announcements make, by announcement.

    A time has one exception: that of the calendar's `own` days, else that of the first
    announcement; the rules tell where two contradict each other. `rules` are those of the calendar
    without announcements; without them, parts of days count as whole ones.
    """
    parts = _days_in_part(windows, own, rules) if rules else {}
    taken = [*own, *((day, day) for day in parts)]
    for each in windows:
        for first, last in _free(*each.days, sorted(taken)):
            span = {"from": str(date.fromordinal(first)), "to": str(date.fromordinal(last))}
            why = {} if each.title is None else {"why": each.title}
            yield each.name, {**span, **each.written, **why}
        taken.append(each.days)
    for day, part in parts.items():
        yield part.by, {"date": str(date.fromordinal(day)), **part.written}


def excepted_in_part(windows: Sequence[Window], own: Sequence[_Span]) -> Iterator[Problem]:
    """Tell days of which an announcement changes a part, and the calendar has an exception."""
    for window in windows:
        for day, key in window.partial_days.items():
            if window.on(day) and any(first <= day <= last for first, last in own):
                yield W004.problem(
                    ("announcements", window.name, key),
                    f"{date.fromordinal(day)} has an exception in the calendar, which holds",
                    "write the hours of this day into that exception",
                )


def excepted(calendar: str, specs: Mapping[str, Any]) -> list[_Span]:
    """Return the days of a calendar's dated exceptions, inherited ones too, as ordinals."""
    found: list[_Span] = []
    seen: set[str] = set()
    while calendar in specs and calendar not in seen and isinstance(specs[calendar], dict):
        seen.add(calendar)
        written = read_exceptions(specs[calendar].get("exceptions", []), SpecProblems())
        dated = (each for each in written if isinstance(each, DatedHours))
        found += [(each.first.toordinal(), each.last.toordinal()) for each in dated]
        calendar = str(specs[calendar].get("extends"))
    return sorted(found)


class _Part(NamedTuple):
    by: str
    written: dict[str, Any]


def _days_in_part(
    windows: Sequence[Window], own: Sequence[_Span], rules: CalendarRules
) -> dict[int, _Part]:
    """Return the days of which a part is announced, each with its hours."""
    waiting = {day for each in windows for day in each.partial_days if each.on(day)}
    # Hours past midnight may be cut on the morning after.
    nights = {day - 1 for each in windows for day in each.partial_days} - waiting
    waiting |= {day for day in nights if _reaches_past_midnight(day, windows, rules)}
    found: dict[int, _Part] = {}
    carried: dict[int, list[_Span]] = {}
    while waiting:
        day = min(waiting)
        waiting.remove(day)
        if any(first <= day <= last for first, last in own) or not _is_known(day, rules):
            continue
        hours, used = _hours_on(day, windows, rules)
        if not used and day not in carried:
            continue
        rest = _merged([*hours, *carried.get(day, ())])
        carried[day + 1] = [(start - DAY, end - DAY) for start, end in rest if start >= DAY]
        if carried[day + 1]:
            waiting.add(day + 1)
        shown = [str(Hours(*each)) for each in rest if each[0] < DAY]
        by = used[0].name if used else next(iter(found.values())).by
        titles = [each.title for each in used if each.title is not None]
        why = {"why": _joined(titles)} if titles else {}
        found[day] = _Part(by, {**({"open": shown} if shown else {"closed": True}), **why})
    return found


def _hours_on(
    day: int, windows: Sequence[Window], rules: CalendarRules
) -> tuple[list[_Span], list[Window]]:
    """Return the hours of a day, and the announcements that change them, the first ones first."""
    at = date.fromordinal(day)
    special = rules.special_days(at.year)
    usual = rules.usual_hours(at, special)
    hours: list[_Span] = [(each.start, each.end) for each in usual]
    done: list[_Span] = []
    used: list[Window] = []
    for window in windows:
        span = window.on(day)
        if span is None or (window.working and not usual):
            continue
        given = until(window.hours, special.closings.get(at)) if window.working else window.hours
        for start, end in [*without(*span, sorted(done))]:
            hours = [piece for each in hours for piece in without(*each, [(start, end)])]
            hours += [
                (max(each.start, start), min(each.end, end))
                for each in given
                if each.start < end and start < each.end
            ]
        done.append(span)
        used.append(window)
    return hours, used


def _reaches_past_midnight(day: int, windows: Sequence[Window], rules: CalendarRules) -> bool:
    if not _is_known(day, rules):
        return False
    usual = rules.usual_hours(date.fromordinal(day), rules.special_days(date.fromordinal(day).year))
    announced = (each for window in windows if window.on(day) for each in window.hours)
    return any(each.end > DAY for each in (*usual, *announced))


def _is_known(day: int, rules: CalendarRules) -> bool:
    return rules.first_year <= date.fromordinal(day).year <= rules.last_year


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    found: list[_Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _joined(titles: Sequence[Any]) -> Any:
    """Return the titles of several announcements as one text."""
    if len(titles) == 1:
        return titles[0]
    texts = [Text(each) for each in titles]
    languages = dict.fromkeys(tag for text in texts for tag in text if tag)
    if not languages:
        return "; ".join(map(str, titles))
    return {tag: "; ".join(text.says(tag) for text in texts) for tag in languages}


def _free(first: int, last: int, taken: Iterable[_Span]) -> Iterator[_Span]:
    """Yield the stretches of days from first to last that are in none of the sorted spans."""
    for begin, end in taken:
        if first <= end and begin <= last:
            if first < begin:
                yield first, begin - 1
            first = end + 1
    if first <= last:
        yield first, last


def _shown(instant: datetime, zone: str, as_written: datetime) -> datetime:
    """Return what a clock of a zone shows at an instant; what is written, if that is the zone."""
    shown = instant.astimezone(Zone(zone)).replace(tzinfo=None)
    return as_written if str(instant.tzinfo) == zone else shown


def _seconds(length: timedelta) -> int:
    return length.days * DAY + length.seconds
