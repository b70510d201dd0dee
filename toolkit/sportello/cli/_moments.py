"""Dates and instants on the command line: how they are written, and how they are shown."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sportello.worktime import Reason

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_REASONS = {
    "after_due": "not needed",
    "before_start": "closed before the ticket came",
    "closed": "closed",
    "exception": "exception",
    "half_day": "half day",
    "holiday": "holiday",
    "pause": "paused",
    "rolled": "due here, as the last day is closed",
    "season": "seasonal hours",
    "start_date": "the day it came does not count",
    "weekend": "weekend",
    "worked": "moved working day",
}


class _Date(click.ParamType[date]):
    """A date that calendars reach, with or without its weekday, which is then checked."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from sportello.worktime import parse_date
        from sportello.worktime.dates import check_years

        try:
            day = value if isinstance(value, date) else parse_date(value)
            check_years(day)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return day


class _Moment(click.ParamType[datetime]):
    """An ISO 8601 date and time, with or without an offset."""

    name = "moment"

    def get_missing_message(self, *_: object, **_named: object) -> str:
        return "Write an instant like 2026-01-05T17:30"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        from sportello.worktime import parse_instant

        try:
            return parse_instant(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


DATE = _Date()
MOMENT = _Moment()


def full_instant(moment: datetime) -> str:
    """Return an instant for people: `Monday 5 January 2026 17:30`."""
    seconds = f":{moment:%S}" if moment.second else ""
    return f"{full_date(moment)} {moment:%H:%M}{seconds}"


def full_date(day: date) -> str:
    """Return a date for people: `Monday 5 January 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def length_in_words(seconds: int) -> str:
    """Return a length of time as hours and minutes: `9:30`."""
    minutes, rest = divmod(seconds, 60)
    tail = f":{rest:02}" if rest else ""
    return f"{minutes // 60}:{minutes % 60:02}{tail}"


def reason_in_words(reason: "Reason") -> str:
    """Return why a day has other hours or does not count: `holiday: Epiphany`."""
    from sportello.worktime import in_language

    text = in_language(reason.text, "en")
    return f"{_REASONS[reason.kind]}: {text}" if text else _REASONS[reason.kind]
