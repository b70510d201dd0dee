"""Durations, hours and the values of the model in words."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from sportello.targets.site.messages import Messages
from sportello.worktime import Calendar, Duration, DurationKind, Hours, in_language
from sportello.worktime.combined import CombinedRules, Rules
from sportello.worktime.hours import is_full_day


def labels(_: Messages) -> Mapping[str, str]:
    """Return what the fixed values of the model are called, by the value."""
    return {
        "mail": _("Mail"),
        "phone": _("Phone"),
        "portal": _("Portal"),
        "desk": _("Service desk"),
        "chat": _("Chat"),
        "certified-mail": _("Certified mail"),
        "mobile": _("Mobile phone"),
        "take_in_charge": _("Taken in charge"),
        "first_response": _("First contact"),
        "next_update": _("Next update"),
        "resolution": _("Resolution"),
        "handling": _("Handled"),
        "requester": _("The requester"),
        "staff": _("Staff"),
        "lead": _("The team lead"),
        "management": _("Management"),
        "system": _("The ticket system"),
        "new": _("New"),
        "open": _("In progress"),
        "waiting": _("Waiting"),
        "resolved": _("Resolved"),
        "closed": _("Closed"),
        "cancelled": _("Cancelled"),
        "opened": _("A ticket is opened"),
        "comment": _("Somebody comments"),
        "suspended": _("A ticket is suspended"),
        "reopened": _("A ticket is reopened"),
        "breached": _("A deadline has passed"),
        "month": _("of each month"),
        "quarter": _("of each quarter"),
        "year": _("of each year"),
        "extraordinary-cover": _("Extraordinary cover"),
        "closure": _("Closure"),
        "go-live": _("Go-live"),
        "maintenance": _("Maintenance"),
        "provider": _("Provider"),
        "family": _("Group"),
        "service": _("Service"),
        "tag": _("Feature"),
        "phase": _("Phase"),
        "channel": _("Channel"),
        "severity": _("Priority"),
        "type": _("Kind of ticket"),
        "cause": _("Cause"),
        "contract": _("Contract"),
    }


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


def rhythm_words(duration: Duration, _: Messages) -> str:
    """Return how often something comes again: `every working day`, `every 2 business hours`."""
    return _("every {duration}").format(duration=duration_words(duration, _).removeprefix("1 "))


def week_words(calendar: Calendar, _: Messages) -> str:
    """Return the hours of a calendar in one line: `Monday to Friday 08:00–18:00`.

    If it is made of others in several zones, these are named instead.
    """
    if calendar.combined and not calendar.weekly():
        return _combined_words(calendar.combined, _)
    return _weekly_words(calendar.weekly(), _)


def _combined_words(combined: CombinedRules, _: Messages) -> str:
    parts = _.listed([part_words(part, _) for part in combined.parts])
    if combined.needs_all:
        return _("whenever all of these are open: {calendars}").format(calendars=parts)
    return _("whenever one of these is open: {calendars}").format(calendars=parts)


def part_words(part: Rules, _: Messages) -> str:
    """Return what a calendar that others are made of is called, or its hours and their zone."""
    week = dict(enumerate(part.week))
    hours = _weekly_words(week, _) if week else part.name
    return in_language(part.title, _.language) or f"{hours} ({part.zone.key})"


def _weekly_words(week: Mapping[int, tuple[Hours, ...]], _: Messages) -> str:
    if all(is_full_day(week.get(day, ())) for day in range(7)):
        return _("every day, round the clock")
    parts = [
        f"{days_words(days, _)} {hours_words(hours, _)}" for hours, days in _runs(week) if hours
    ]
    return "; ".join(parts) if parts else _("only on the dates listed")


def cutoff_words(intake: Calendar, _: Messages) -> str:
    """Return what a request counts as that comes while a calendar takes in none.

    `What is written after 16:00 counts as written tomorrow`; nothing if it never closes. Where not
    every day closes at the same time, there is no hour to name.
    """
    week = {day: hours for day, hours in intake.weekly().items() if hours}
    if len(week) == 7 and all(map(is_full_day, week.values())):
        return ""
    closings = {tuple(each.end for each in hours) for hours in week.values()}
    last = [day for day in week if (day + 1) % 7 not in week]
    is_regular = len(closings) == 1 and len(last) < 2 and not intake.seasons
    if not is_regular or len(end := closings.pop()) > 1 or end[0] >= 86_400:
        return _("What is written at other times counts as written when these hours begin again.")
    words = [_after_closing(week, _)]
    if intake.rules.holidays:
        words.append(_("Holidays are skipped."))
    return " ".join(words)


def _after_closing(week: Mapping[int, tuple[Hours, ...]], _: Messages) -> str:
    time = next(iter(week.values()))[0].closes
    last = next((day for day in week if (day + 1) % 7 not in week), None)
    if last is None:
        return _("What is written after {time} counts as written tomorrow.").format(time=time)
    first = next(day for day in week if (day - 1) % 7 not in week)
    return _(
        "What is written after {time} counts as written tomorrow; "
        "after {time} on {last}, as written on {first}."
    ).format(time=time, last=_.weekday(last), first=_.weekday(first))


def days_words(days: Sequence[int], _: Messages) -> str:
    """Return a run of weekdays: `Monday to Friday`, `Saturday and Sunday`, `Monday`."""
    if len(days) == 7:
        return _("every day")
    if len(days) > 2:
        ends = {"first": _.weekday(days[0]), "last": _.weekday(days[-1])}
        return _("{first} to {last}").format(**ends)
    return _.listed([_.weekday(day) for day in days])


def hours_words(hours: Sequence[Hours], _: Messages) -> str:
    """Return the hours of a day: `08:30–12:30 and 13:30–17:30`, or that it is closed."""
    if not hours:
        return _("closed")
    if is_full_day(hours):
        return _("round the clock")
    return _.listed([f"{each.opens}–{each.closes}" for each in hours])


def _runs(week: Mapping[int, tuple[Hours, ...]]) -> list[tuple[tuple[Hours, ...], list[int]]]:
    """Join neighbouring weekdays that have the same hours."""
    grouped = groupby(range(7), lambda day: week.get(day, ()))
    return [(hours, list(days)) for hours, days in grouped]
