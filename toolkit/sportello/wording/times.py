"""Durations, limits and the hours of calendars in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from sportello.wording.messages import Messages
from sportello.worktime import At, Calendar, Duration, DurationKind, Hours, IfClosed
from sportello.worktime.combined import CombinedRules, Rules
from sportello.worktime.hours import is_full_day


def duration_words(duration: Duration, _: Messages) -> str:
    """Return a duration as people say it: `40 business hours`."""
    if duration.kind is DurationKind.IMMEDIATE:
        return _("at once")
    written, _space, unit = str(duration).partition(" ")
    n = Decimal(written)
    words = {
        "minute": _.counted("{n} minute", "{n} minutes", n),
        "hour": _.counted("{n} hour", "{n} hours", n),
        "calendar day": _.counted("{n} calendar day", "{n} calendar days", n),
        "business minute": _.counted("{n} business minute", "{n} business minutes", n),
        "business hour": _.counted("{n} business hour", "{n} business hours", n),
        "working day": _.counted("{n} working day", "{n} working days", n),
    }
    return words[unit.removesuffix("s")].format(n=_.number(n))


def limit_words(within: Duration, at: At, _: Messages) -> str:
    """Return by when something is promised: `within 2 working days, by 14:00`, or `at once`."""
    if within.kind is DurationKind.IMMEDIATE:
        return duration_words(within, _)
    is_timed = within.kind is DurationKind.WORKING_DAYS and at.clock is not None
    if is_timed and not within.amount:
        return _("by the next {time} of a working day").format(time=at)
    limit = _("within {duration}").format(duration=duration_words(within, _))
    if is_timed:
        by = _("by {time}").format(time=at)
        return f"{limit}, {by}"
    return limit


def rolled_words(if_closed: IfClosed, _: Messages) -> str:
    """Return, in brackets, where days end that end on a closed day; nothing if they stay there."""
    words = {
        "next": _("if that day is closed, on the next one that is open"),
        "previous": _("if that day is closed, on the one before that is open"),
    }
    return f"({words[if_closed]})" if if_closed in words else ""


@lru_cache(maxsize=1024)
def week_words(calendar: Calendar, _: Messages, *, short: bool = False) -> str:
    """Return the hours of a calendar in one line: `Monday to Friday 08:00–18:00`.

    In short `Mon–Fri 8–18`. If it is made of others in several zones, these are named instead.
    """
    if calendar.combined and not calendar.weekly():
        return _combined_words(calendar.combined, _)
    return weekly_words(calendar.weekly(), _, short=short)


def accepted_words(promise: str, hours: str, _: Messages) -> str:
    """Return a promise with the hours in which requests are accepted, as a cut-off has them."""
    return _("{promise}; requests are accepted {hours}").format(promise=promise, hours=hours)


def _combined_words(combined: CombinedRules, _: Messages) -> str:
    parts = _.listed([part_words(part, _) for part in combined.parts])
    if combined.needs_all:
        return _("whenever all of these are open: {calendars}").format(calendars=parts)
    return _("whenever one of these is open: {calendars}").format(calendars=parts)


def part_words(part: Rules, _: Messages) -> str:
    """Return what a calendar that others are made of is called, or its hours."""
    hours = part_hours_words(part, _)
    return _.told(part.title) or (hours if part.week else f"({hours})")


def part_hours_words(part: Rules, _: Messages) -> str:
    """Return the hours of a calendar that others are made of, and by whose clocks.

    `Monday to Friday 09:00–17:30 (London time)`; of one that is made of others in several zones
    itself, these.
    """
    if isinstance(part, CombinedRules) and not part.week:
        return _combined_words(part, _)
    clock = _("{city} time").format(city=_.city(part.zone.key))
    return f"{weekly_words(dict(enumerate(part.week)), _)} ({clock})"


def weekly_words(week: Mapping[int, tuple[Hours, ...]], _: Messages, *, short: bool = False) -> str:
    """Return the hours of a week in one line, 0 being Monday; in short `Mon–Fri 8–18`."""
    if all(is_full_day(week.get(day, ())) for day in range(7)):
        return _("every day, round the clock")
    parts = [
        f"{days_words(days, _, short=short)} {hours_words(hours, _, short=short)}"
        for hours, days in _runs(week)
        if hours
    ]
    return "; ".join(parts) if parts else _("only on the dates listed")


def days_words(days: Sequence[int], _: Messages, *, short: bool = False) -> str:
    """Return a run of weekdays: `Monday to Friday`, `Saturday and Sunday`, in short `Mon–Fri`."""
    if len(days) == 7:
        return _("every day")
    names = [_.weekday(day, "abbreviated" if short else "wide") for day in days]
    if len(days) < 3:
        return _.listed(names)
    if short:
        return f"{names[0]}–{names[-1]}"
    return _("{first} to {last}").format(first=names[0], last=names[-1])


def hours_words(hours: Sequence[Hours], _: Messages, *, short: bool = False) -> str:
    """Return the hours of a day: `08:30–12:30 and 13:30–17:30`, or that it is closed."""
    if not hours:
        return _("closed")
    if is_full_day(hours):
        return _("round the clock")
    shown = _short_time if short else str
    return _.listed([f"{shown(each.opens)}–{shown(each.closes)}" for each in hours])


def _short_time(time: str) -> str:
    """Return a time of day without what says nothing: `8` for 08:00, `8:30` for 08:30."""
    hour, _colon, rest = time.partition(":")
    return str(int(hour)) if rest == "00" else f"{int(hour)}:{rest}"


def _runs(week: Mapping[int, tuple[Hours, ...]]) -> list[tuple[tuple[Hours, ...], list[int]]]:
    """Join neighbouring weekdays that have the same hours."""
    grouped = groupby(range(7), lambda day: week.get(day, ()))
    return [(hours, list(days)) for hours, days in grouped]
