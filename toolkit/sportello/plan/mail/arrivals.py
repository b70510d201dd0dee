"""Instants at which calendars are open or closed, before and after: mails may arrive at each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sportello.catalog.model import Catalog
from sportello.plan.period import Period
from sportello.routing.hours import OpenOrClosed, intervals_of
from sportello.worktime.timeline import common

_STATES: Final[tuple[tuple[OpenOrClosed, OpenOrClosed, str], ...]] = (
    ("open", "open", "is open"),
    ("closed", "closed", "is closed"),
    ("open", "closed", "is closed now and was open"),
    ("closed", "open", "is open now and was closed"),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An instant, and what it is an example of, in words; "" for any instant."""

    said: str
    at: datetime


def arrivals(
    calendars: Iterable[str], before: Catalog, after: Catalog, period: Period
) -> tuple[Arrival, ...]:
    """Return an instant for each state of each calendar, before and after; one if there is none."""
    found = [each for name in calendars for each in _states(name, before, after, period)]
    return (*found,) or (Arrival("", _instant(period.instants[0])),)


def _states(name: str, before: Catalog, after: Catalog, period: Period) -> Iterator[Arrival]:
    sides = [each for each in (before, after) if name in each.calendars]
    old, new = sides[0], sides[-1]
    for was, is_, said in _STATES:
        both = common(intervals_of(old, name, was), intervals_of(new, name, is_))
        first = next(iter(common(both, (period.instants,))), None)
        if first is not None:
            yield Arrival(f"while {name} {said}", _instant(first[0]))


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
