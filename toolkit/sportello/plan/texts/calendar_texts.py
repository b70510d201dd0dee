"""The texts of calendars, which are compiled and no parts of the model."""

from collections.abc import Iterator, Mapping
from datetime import date

from sportello.catalog.model import Text
from sportello.worktime import Calendar


def calendar_texts(calendar: Calendar) -> Iterator[tuple[str, Text]]:
    """Yield each text of a calendar with what it is of: `why 2026-08-10`."""
    yield "name", _text(calendar.title)
    yield "assumed", _text(calendar.assumed)
    for dated in calendar.exceptions:
        yield f"why {_dates(dated.first, dated.last)}", _text(dated.why)
    for number, ruled in enumerate(calendar.ruled, 1):
        yield f"why of the days by rule {number}", _text(ruled.why)
    for number, season in enumerate(calendar.seasons, 1):
        yield f"why of season {number}", _text(season.why)


def _dates(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


def _text(texts: Mapping[str, str]) -> Text:
    return Text(texts)
