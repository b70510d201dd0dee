"""The days that a plan looks at: today, and each on which something dated begins or ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from sportello.catalog.model import Catalog, Retired, Valid
from sportello.rules.walk import walk
from sportello.sla.validity import boundaries
from sportello.worktime.zones import Zone


@dataclass(frozen=True)
class Period:
    """Twelve months from `day` on, by the clock of a desk in `zone`.

    `dates` are the days to come on which something that one of the catalogs dates begins or is
    over, sorted.
    """

    day: date
    zone: str
    dates: tuple[date, ...]

    @property
    def end(self) -> date:
        """The first day after the period."""
        return _a_year_after(self.day)

    @property
    def days(self) -> tuple[date, ...]:
        """The day of the plan, and the dates after it."""
        return (self.day, *self.dates)

    @property
    def instants(self) -> tuple[int, int]:
        """The begin and the end in epoch seconds, by the clock of the desk."""
        begin, end = (
            datetime.combine(each, time(), Zone(self.zone)) for each in (self.day, self.end)
        )
        return int(begin.timestamp()), int(end.timestamp())

    def since(self, day: date) -> date | None:
        """Return a day to come; None for the day of the plan."""
        return day if day > self.day else None


def period_of(day: date, *catalogs: Catalog) -> Period:
    """Return the twelve months from a day on, with what these catalogs date in them.

    The clock is that of the last one.
    """
    end = _a_year_after(day)
    dated = {each for catalog in catalogs for each in _dates(catalog) if day < each < end}
    return Period(day, catalogs[-1].helpdesk.timezone, tuple(sorted(dated)))


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def _dates(catalog: Catalog) -> Iterator[date]:
    found = [each for _, each in walk(catalog, (), (Valid, Retired))]
    yield from boundaries(each for each in found if isinstance(each, Valid))
    lasts: list[date] = []
    for retired in found:
        if isinstance(retired, Retired):
            yield retired.since
            lasts += [retired.forward_until] if retired.forward_until else []
    for each in catalog.announcements.values():
        yield from (each.from_.day, each.end.last.date())
    yield from (date.fromordinal(last.toordinal() + 1) for last in lasts if last < date.max)
