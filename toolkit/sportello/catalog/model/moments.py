"""Ends of what is announced: a day, or a minute that the clock of the desk shows."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Self

from sportello.findings import Invalid
from sportello.worktime import parse_date_or_instant
from sportello.worktime.zones import Zone

_ONE_DAY: Final = timedelta(days=1)
HOW: Final = "write a day like 2026-03-03, or a minute of the desk's clock like 2026-03-03T20:00"


class DayOrMinute:
    """A day (`2026-03-03`, with or without its weekday), or a minute of it (`2026-03-03T20:00`).

    A minute is what the clock of the desk shows: it has neither seconds nor an offset. Raises
    `Invalid` for anything else.
    """

    __slots__ = ("_day", "_time")

    def __init__(self, written: str) -> None:
        found = parse_date_or_instant(written)
        self._day, self._time = found, None
        if isinstance(found, datetime):
            if found.tzinfo is not None:
                raise Invalid(
                    f'"{written[:40]}" has an offset', "write it as the desk's clock shows it"
                )
            if found.second or found.microsecond:
                raise Invalid(f'"{written[:40]}" has seconds', "write whole minutes")
            self._day, self._time = found.date(), found.time()

    @property
    def day(self) -> date:
        """The day, or the one that the minute lies in."""
        return date(self._day.year, self._day.month, self._day.day)

    @property
    def time(self) -> time | None:
        """The minute; None for a whole day."""
        return self._time

    @property
    def first(self) -> datetime:
        """What the desk's clock shows as it begins, without a zone."""
        return datetime.combine(self._day, self._time or time())

    @property
    def last(self) -> datetime:
        """What the desk's clock shows as it is over: the midnight after a day, or the minute."""
        return self.first + _ONE_DAY if self._time is None else self.first

    def begins(self, zone: str) -> datetime:
        """Return the instant from which on something holds that begins with it."""
        return _instant(self.first, zone)

    def ends(self, zone: str) -> datetime:
        """Return the instant from which on something holds no more that ends with it."""
        return _instant(self.last, zone)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DayOrMinute):
            return NotImplemented
        return (self._day, self._time) == (other._day, other._time)

    def __hash__(self) -> int:
        return hash((self._day, self._time))

    def __str__(self) -> str:
        return str(self._day) + (f" {self._time:%H:%M}" if self._time else "")

    def __repr__(self) -> str:
        return f"DayOrMinute({str(self)!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self),)


def _instant(shown: datetime, zone: str) -> datetime:
    """Return when a clock shows something: the first time, or as it skips that."""
    return shown.replace(tzinfo=Zone(zone)).astimezone(UTC).astimezone(Zone(zone))
