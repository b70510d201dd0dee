"""What each day adds to a deadline or to a span of time, for people and for programs."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sportello.cli._common import aligned
from sportello.cli._moments import full_date, length_in_words, reason_in_words

if TYPE_CHECKING:
    from sportello.worktime import Calendar, ExplainedDay


def day_line(day: "ExplainedDay") -> str:
    """Return a day as one line: its date, the hours that counted and the total, or why none."""
    if day.skipped is not None or not day.seconds:
        return f"{date_in_words(day)}  {adds(day)}".rstrip()
    hours = f"{counted_hours(day):<24} {length_in_words(day.seconds):>6}"
    return f"{date_in_words(day)}  {hours}   total {length_in_words(day.total)}"


def table(
    calendar: "Calendar", days: "Iterable[ExplainedDay]", *, with_hours: bool = True
) -> Iterator[str]:
    """Yield the lines of a table that tells the open hours of every day too, unless none count."""
    opened_too = ("open",) if with_hours else ()
    rows = [("day", *opened_too, "counted", "hours", "total", "why not")]
    for day in days:
        opened = ", ".join(map(str, calendar.day(day.date).hours)) or "closed"
        why = reason_in_words(day.skipped) if day.skipped else ""
        hours = length_in_words(day.seconds) if day.seconds else ""
        cells = (counted_hours(day), hours, length_in_words(day.total), why)
        rows.append((date_in_words(day), *((opened,) if with_hours else ()), *cells))
    head, *lines = aligned(rows, gap="   ")
    rule = "─" * (max(map(len, (head, *lines))) + 2)
    yield from (f"  {head}", f" {rule}", *(f"  {line}" for line in lines), "")


def date_in_words(day: "ExplainedDay") -> str:
    """Return the date of a day: `Mon  5 Jan 2026`."""
    return f"{day.date:%a} {day.date.day:>2} {day.date:%b %Y}"


def adds(day: "ExplainedDay") -> str:
    """Return what a day adds, or why it adds nothing."""
    if day.skipped is not None:
        return reason_in_words(day.skipped)
    return length_in_words(day.seconds) if day.seconds else counted_hours(day)


def counted_hours(day: "ExplainedDay") -> str:
    """Return the hours of a day that counted, or its number among the working days."""
    if day.working_day and not day.seconds:
        return f"day {day.working_day}"
    return ", ".join(f"{start:%H:%M}-{_end(end)}" for start, end in day.stretches)


def rolled_in_words(last: date, found: date) -> str:
    """Return why a promise is due on another day than that on which its calendar days end."""
    other = "the next open day" if found > last else "the open day before it"
    return f"{full_date(last)} is closed, so it is {other}"


def plain_days(days: "Iterable[ExplainedDay]") -> list[dict[str, Any]]:
    """Return days as plain data for JSON."""
    return [
        {
            "date": day.date.isoformat(),
            "stretches": [[a.isoformat(), b.isoformat()] for a, b in day.stretches],
            "seconds": day.seconds,
            "total": day.total,
            "working_day": day.working_day,
            "skipped": asdict(day.skipped) if day.skipped else None,
        }
        for day in days
    ]


def _end(instant: datetime) -> str:
    return "24:00" if instant.time() == time(0) else f"{instant:%H:%M}"
