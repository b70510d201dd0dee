"""From when on a promise is counted."""

from datetime import datetime

from sportello.worktime import Calendar, Duration, DurationKind


def counted_from(calendar: Calendar, within: Duration, opened: datetime) -> datetime:
    """Return from when on a promise to a ticket is counted: from its opening.

    What is promised at once is promised for as soon as somebody is there: while the calendar is
    closed, for its next opening.
    """
    if within.kind is DurationKind.IMMEDIATE and not calendar.is_open(opened):
        return calendar.next_opening(opened)
    return opened
