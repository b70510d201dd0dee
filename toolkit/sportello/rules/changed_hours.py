"""What changes the hours of calendars on some days: exceptions and announcements."""

from datetime import date
from typing import NamedTuple

from sportello.catalog.model import Announcement
from sportello.findings import KeyPath
from sportello.worktime import DatedHours


class ChangedHours(NamedTuple):
    """Hours that something gives a calendar on some days, and what it is called."""

    path: KeyPath
    name: str
    first: date
    last: date
    hours: tuple[str, ...]
    working: bool
    """Whether only days open that have hours anyway."""

    def differs(self, other: "ChangedHours") -> bool:
        """Return whether the two give some day different hours."""
        shared = self.first <= other.last and other.first <= self.last
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
    return ChangedHours(
        path, f'the announcement "{name}"', each.from_, each.until, each.open, working
    )


def written_hours(calendar: str, dated: DatedHours) -> ChangedHours:
    """Return the hours that an exception of a calendar gives it."""
    path = ("calendars", calendar, *(dated.place or ("extends",)))
    hours = tuple(str(each) for each in dated.hours)
    working = dated.days == "working"
    return ChangedHours(path, f"the exception {dated}", dated.first, dated.last, hours, working)


def is_made_by(written: ChangedHours, announced: ChangedHours) -> bool:
    """Return whether an announcement has made an exception of the calendar."""
    within = announced.first <= written.first and written.last <= announced.last
    same = (written.hours, written.working) == (announced.hours, announced.working)
    return within and same
