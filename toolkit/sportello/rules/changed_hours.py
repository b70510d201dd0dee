"""What changes the hours of calendars on some days: exceptions and announcements."""

from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from sportello.catalog.model import Announcement
from sportello.findings import KeyPath
from sportello.worktime import DatedHours

_ONE_DAY: Final = timedelta(days=1)


class ChangedHours(NamedTuple):
    """Hours that something gives a calendar in a time, and what it is called.

    `begin` and `end` are what the clock shows, without a zone.
    """

    path: KeyPath
    name: str
    begin: datetime
    end: datetime
    hours: tuple[str, ...]
    working: bool
    """Whether only days open that have hours anyway."""

    @property
    def first(self) -> date:
        """Its first day."""
        return self.begin.date()

    @property
    def last(self) -> date:
        """Its last day, of which it may be a part."""
        return (self.end - timedelta(microseconds=1)).date()

    def differs(self, other: "ChangedHours") -> bool:
        """Return whether the two give some time different hours."""
        shared = self.begin < other.end and other.begin < self.end
        return shared and (self.hours, self.working) != (other.hours, other.working)

    def says(self, calendar: str) -> str:
        """Return what this does to a calendar."""
        if not self.hours:
            return f'closes "{calendar}"'
        days = " on working days" if self.working else ""
        return f'opens "{calendar}" {", ".join(self.hours)}{days}'


def announced_hours(name: str, each: Announcement) -> ChangedHours:
    """Return the hours that an announcement gives its calendars."""
    path = ("announcements", name, "open" if each.open else "closed")
    working = each.days == "working"
    begin, end = each.from_.first, each.end.last
    return ChangedHours(path, f'the announcement "{name}"', begin, end, each.open, working)


def written_hours(calendar: str, dated: DatedHours) -> ChangedHours:
    """Return the hours that an exception of a calendar gives it."""
    path = ("calendars", calendar, *(dated.place or ("extends",)))
    hours = tuple(str(each) for each in dated.hours)
    working = dated.days == "working"
    begin, end = datetime.combine(dated.first, time()), datetime.combine(dated.last, time())
    return ChangedHours(path, f"the exception {dated}", begin, end + _ONE_DAY, hours, working)


def shared_time(one: ChangedHours, other: ChangedHours) -> str:
    """Return in words the time that two changes share: days, or minutes where one has some."""
    begin, end = max(one.begin, other.begin), min(one.end, other.end)
    if begin.time() == end.time() == time():
        first, last = begin.date(), (end - _ONE_DAY).date()
        return f"on {first}" if first == last else f"from {first} to {last}"
    return f"from {begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"


def is_made_by(written: ChangedHours, announced: ChangedHours) -> bool:
    """Return whether an announcement has made an exception of the calendar.

    One of the calendar itself on a day that is announced in part is told with the calendars.
    """
    if written.first == written.last and written.first in _partial_days(announced):
        return True
    within = announced.first <= written.first and written.last <= announced.last
    same = (written.hours, written.working) == (announced.hours, announced.working)
    return within and same


def _partial_days(announced: ChangedHours) -> set[date]:
    """Return the days of which an announcement may change a part, those of its nights too."""
    cut = [each for each in (announced.begin, announced.end) if each.time() != time()]
    return {(each + days * _ONE_DAY).date() for each in cut for days in (-1, 0, 1)}
