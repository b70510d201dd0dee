"""A deadline as a picture: a row a day, whose bars are its open hours and what of them counts.

This is drawn here for pages and files alike; `site/assets/timeline.js` draws the same where a
script has the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sportello.worktime import Calendar, Explanation
from sportello.worktime.zone import DAY

_MINUTES: Final = DAY // 60
_HEIGHT: Final = 16

Bar = tuple[int, int]
"""A minute of the day, and how many minutes from there."""


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """A row: its date, its open hours, what of them counts, and the minute of the deadline."""

    date: date
    open: tuple[Bar, ...]
    counted: tuple[Bar, ...]
    due: int | None


def timeline_days(calendar: Calendar, explanation: Explanation) -> tuple[TimelineDay, ...]:
    """Return the rows of a deadline, one for each day of its explanation and in that order.

    Days that add nothing have one too: a picture that left days out would have to be explained
    itself.
    """
    due = explanation.due
    return tuple(
        TimelineDay(
            date=day.date,
            open=tuple(_open(calendar, day.date)),
            counted=tuple(
                _bar(_minute(start), _minute(end) if end.date() == day.date else _MINUTES)
                for start, end in day.stretches
            ),
            due=_minute(due) if due.date() == day.date else None,
        )
        for day in explanation.days
    )


def bars_svg(day: TimelineDay, attributes: str) -> str:
    """Return the bars of a day as an SVG element, which is stretched to the place it is given.

    Its classes are `open`, `counted` and `flag`, the deadline. `attributes` are those of the
    element, as they are written.
    """
    bars = [*(("open", each) for each in day.open), *(("counted", each) for each in day.counted)]
    drawn = "".join(
        f'<rect class="{kind}" x="{start}" y="1" width="{length}" height="{_HEIGHT - 2}"/>'
        for kind, (start, length) in bars
    )
    flag = "" if day.due is None else f'<path class="flag" d="M{day.due} 0V{_HEIGHT}"/>'
    view = f'viewBox="0 0 {_MINUTES} {_HEIGHT}" preserveAspectRatio="none"'
    return f"<svg {view} {attributes}>{drawn}{flag}</svg>"


def _open(calendar: Calendar, day: date) -> Iterator[Bar]:
    """Yield the open hours of a date, those that began on the eve included."""
    eve = day - timedelta(days=1)
    if eve >= calendar.known_dates[0]:
        for hours in calendar.day(eve).hours:
            if hours.end > DAY:
                yield _bar(0, hours.end // 60 - _MINUTES)
    for hours in calendar.day(day).hours:
        yield _bar(hours.start // 60, min(hours.end // 60, _MINUTES))


def _bar(first: int, last: int) -> Bar:
    return first, max(last - first, 1)


def _minute(instant: datetime) -> int:
    return instant.hour * 60 + instant.minute
