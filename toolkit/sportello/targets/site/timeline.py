"""A deadline as a picture: a row a day, its open hours and what of them counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sportello.wording.messages import Messages
from sportello.worktime import Calendar, ExplainedDay, Explanation

_DAY = 24 * 60

Bar = tuple[int, int]
"""A minute of the day, and how many minutes from there."""


@dataclass(frozen=True)
class TimelineDay:
    """A row: its date, its bars, what it adds in words, and the minute of the deadline."""

    date: date
    open: tuple[Bar, ...]
    counted: tuple[Bar, ...]
    adds: str
    due: int | None


def timeline(calendar: Calendar, explanation: Explanation, _: Messages) -> tuple[TimelineDay, ...]:
    """Return the rows of a deadline, of the dates from the start to the due instant."""
    due = explanation.due
    return tuple(
        TimelineDay(
            date=day.date,
            open=tuple(_open(calendar, day.date)),
            counted=tuple(
                _bar(_minute(start), _minute(end) if end.date() == day.date else _DAY)
                for start, end in day.stretches
            ),
            adds=adds_words(day, _),
            due=_minute(due) if due.date() == day.date else None,
        )
        for day in explanation.days
    )


def _open(calendar: Calendar, day: date) -> Iterator[Bar]:
    """Yield the open hours of a date, those that began on the eve included."""
    eve = day - timedelta(days=1)
    if eve >= calendar.known_dates[0]:
        for hours in calendar.day(eve).hours:
            if hours.end > _DAY * 60:
                yield _bar(0, hours.end // 60 - _DAY)
    for hours in calendar.day(day).hours:
        yield _bar(hours.start // 60, min(hours.end // 60, _DAY))


def _bar(first: int, last: int) -> Bar:
    return first, max(last - first, 1)


def _minute(instant: datetime) -> int:
    return instant.hour * 60 + instant.minute


def adds_words(day: ExplainedDay, _: Messages) -> str:
    """Return what a day adds, or why it adds nothing."""
    if day.seconds:
        return length_words(day.seconds)
    if day.working_day is not None:
        return _("working day {n}").format(n=day.working_day)
    if day.skipped is None:
        return ""
    return _.told(day.skipped.text) or reasons(_).get(day.skipped.kind, "")


def reasons(_: Messages) -> dict[str, str]:
    """Return why a day adds nothing, by the kind of the reason."""
    return {
        "weekend": _("weekend"),
        "closed": _("closed"),
        "holiday": _("holiday"),
        "start_date": _("the day itself does not count"),
        "before_start": _("already closed"),
        "rolled": _("the next open day"),
    }


def length_words(seconds: int) -> str:
    """Return a length as pictures have room for: `8 h 30 min`."""
    hours, minutes = divmod(seconds // 60, 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours))
