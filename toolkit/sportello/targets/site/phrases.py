"""What only pages say of durations and hours, and the values of the model in words."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from sportello.wording.messages import Messages
from sportello.wording.times import duration_words, part_hours_words, weekly_words
from sportello.worktime import Calendar, Duration, Hours, Season, YearlyDate
from sportello.worktime.combined import Rules
from sportello.worktime.hours import is_full_day


@lru_cache
def labels(_: Messages) -> Mapping[str, str]:
    """Return what the fixed values of the model are called, by the value."""
    return {
        "mail": _("Email"),
        "phone": _("Phone"),
        "portal": _("Portal"),
        "desk": _("Service desk"),
        "chat": _("Chat"),
        "certified-mail": _("Certified email"),
        "mobile": _("Mobile phone"),
        "take_in_charge": _("Picked up"),
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
        "incident": _("Incident"),
        "investigating": _("We are looking for the cause"),
        "identified": _("The cause is known"),
        "monitoring": _("Mended, and being watched"),
        "in-progress": _("Work is under way"),
        "completed": _("Done"),
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


def rhythm_words(duration: Duration, _: Messages) -> str:
    """Return how often something comes again: `every working day`, `every 2 business hours`."""
    return _("every {duration}").format(duration=duration_words(duration, _).removeprefix("1 "))


def part_in_full(part: Rules, _: Messages) -> str:
    """Return a calendar that others are made of: its name and its hours, by whose clocks."""
    title, hours = _.told(part.title), part_hours_words(part, _)
    return f"{title}: {hours}" if title else hours


def season_words(season: Season, _: Messages) -> str:
    """Return from when until when a season lasts: `1 June to 31 August`."""
    first, last = (_end_words(each, _) for each in (season.first, season.last))
    if not (first and last):
        ends = _("from {first}") if first else _("until {last}")
        return ends.format(first=first, last=last)
    return _("from {first} to {last}").format(first=first, last=last)


def _end_words(end: date | YearlyDate | None, _: Messages) -> str:
    if isinstance(end, YearlyDate):
        # A leap year has every day.
        return _.day(date(2000, end.month, end.day))
    return "" if end is None else _.date(end, "long")


def season_week_words(season: Season, _: Messages) -> str:
    """Return the hours of a season in one line, as those of a calendar."""
    return weekly_words(dict(enumerate(season.week)), _)


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
