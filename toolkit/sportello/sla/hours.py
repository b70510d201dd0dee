"""Which calendars conditions ask about, and which of them are open at the same time."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby, product
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

from sportello.catalog.model import Catalog
from sportello.sla.conditions import conditions, may_fit, service_facts
from sportello.worktime import BeyondKnownHolidays
from sportello.worktime.zone import new_year
from sportello.worktime.zones import Zone

HoursAt: TypeAlias = Mapping[str, Literal["open", "closed"]]
"""What calendars are at an instant; what is not known is left out."""


class Moment(NamedTuple):
    """The instants at which the same calendars are open, and the first of them.

    None stands for an instant that does not matter, or is not known.
    """

    hours: HoursAt
    first: datetime | None


def asked_calendars(catalog: Catalog, name: str) -> tuple[str, ...]:
    """Return the calendars that conditions ask about for tickets of a service."""
    service = catalog.services[name]
    facts = service_facts(name, service)
    asked = {
        when.calendar or service.calendar
        for when in conditions(catalog)
        if when.hours and may_fit(when, facts)
    }
    return tuple(sorted(each for each in asked if each is not None))


def hours_at(catalog: Catalog, calendars: tuple[str, ...], at: datetime) -> HoursAt:
    """Return which calendars are open at an instant (aware)."""
    found: dict[str, Literal["open", "closed"]] = {}
    for name in calendars:
        calendar = catalog.calendars.get(name)  # what could not be read is not known either
        with suppress(BeyondKnownHolidays):
            if calendar is not None:
                found[name] = "open" if calendar.is_open(at) else "closed"
    return found


def moments(catalog: Catalog, calendars: tuple[str, ...]) -> tuple[Moment, ...]:
    """Return what calendars are at the same time in the published years.

    Where one is not known in all of these years, each may be open or closed.
    """
    if not calendars:
        return (Moment({}, None),)
    known = _known_moments(catalog, calendars)
    if known:
        return known
    states: tuple[Literal["open", "closed"], ...] = ("open", "closed")
    return tuple(
        Moment(dict(zip(calendars, each, strict=True)), None)
        for each in product(states, repeat=len(calendars))
    )


def _closed(calendars: tuple[str, ...], opened: frozenset[str]) -> list[bool]:
    return [name not in opened for name in calendars]


def _known_moments(catalog: Catalog, calendars: tuple[str, ...]) -> tuple[Moment, ...]:
    years = catalog.helpdesk.years
    found = {name: catalog.calendars[name] for name in calendars if name in catalog.calendars}
    known = [each.known_years(years.first, years.last) for each in found.values()]
    first = max((each.start for each in known), default=years.first)
    last = min((each.stop for each in known), default=years.last) - 1
    if len(found) < len(calendars) or last < first:
        return ()
    zones = [Zone(each.timezone) for each in found.values()]
    begin = max(new_year(first, zone) for zone in zones)
    end = min(new_year(last + 1, zone) for zone in zones)
    edges = sorted(
        (edge, name)
        for name, calendar in found.items()
        for interval in calendar.timeline(first, last)
        for edge in interval
    )
    opened = frozenset[str]()
    seen: dict[frozenset[str], int] = {}
    for instant, at_once in groupby([(begin, ""), *edges], key=itemgetter(0)):
        opened ^= {name for _, name in at_once if name}
        if begin <= instant < end:
            seen.setdefault(opened, instant)
    return tuple(
        Moment(
            {name: "open" if name in names else "closed" for name in calendars},
            datetime.fromtimestamp(instant, UTC),
        )
        for names, instant in sorted(seen.items(), key=lambda item: _closed(calendars, item[0]))
    )
