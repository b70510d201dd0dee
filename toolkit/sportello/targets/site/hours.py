"""When somebody answers, which days are closed, and in which hours clocks run."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sportello.catalog.model import Average, Channel, Policy, PublicCatalog, Target
from sportello.worktime import Calendar, DayPlan


@dataclass(frozen=True)
class CalendarUse:
    """A calendar and what it is used for: only where somebody answers in it does it open anything.

    In it the `services` are answered, those of `accepted` take requests, and the times of
    `policies` and `averages` are counted. `holidays_at` names the first calendar that has the same
    holidays, None if it has none; `years` are the published years whose holidays are known, and
    `moved_days` their worked days and half holidays.
    """

    name: str
    calendar: Calendar
    opens: bool
    services: tuple[str, ...]
    accepted: tuple[str, ...]
    policies: tuple[Policy, ...]
    averages: tuple[Policy, ...]
    holidays_at: str | None
    years: range
    moved_days: tuple[DayPlan, ...]


def calendar_uses(catalog: PublicCatalog) -> tuple[CalendarUse, ...]:
    """Return every calendar with what it is used for, those that open something first."""
    published = catalog.helpdesk.years
    opening = _opening(catalog)
    uses: list[CalendarUse] = []
    for name, calendar in catalog.calendars.items():
        services = _services(catalog, name, "calendar")
        policies = catalog.policies.values()
        years = calendar.known_years(published.first, published.last)
        use = CalendarUse(
            name=name,
            calendar=calendar,
            opens=name in opening,
            services=services,
            accepted=_services(catalog, name, "intake_calendar"),
            policies=tuple(each for each in policies if _counts(each.targets.values(), name)),
            averages=tuple(each for each in policies if _counts(each.averages.values(), name)),
            holidays_at=None,
            years=years,
            moved_days=calendar.moved_days(*_span(years)) if years else (),
        )
        uses.append(use)
    uses.sort(key=lambda use: not use.opens)
    return tuple(_with_holidays(uses))


def _opening(catalog: PublicCatalog) -> Set[str]:
    """Return the calendars in which somebody answers; where any of several will do, in each."""
    found = {name for name in catalog.calendars if _services(catalog, name, "calendar")}
    found |= {each.calendar for each in catalog.contacts.values() if each.calendar}
    to_see = [*found]
    while to_see:
        combined = catalog.calendars[to_see.pop()].combined
        if combined and not combined.needs_all:
            to_see += {*combined.names} - found
            found |= {*combined.names}
    return found


def _span(years: range) -> tuple[date, date]:
    return date(years[0], 1, 1), date(years[-1], 12, 31)


def _with_holidays(uses: Iterable[CalendarUse]) -> Iterator[CalendarUse]:
    seen: list[tuple[object, str]] = []
    for use in uses:
        holidays = use.calendar.holidays_between(*_span(use.years)) if use.years else ()
        at = next((first for known, first in seen if known == (use.years, holidays)), use.name)
        seen.append(((use.years, holidays), at))
        yield replace(use, holidays_at=at if holidays else None)


def _counts(times: Iterable[Target | Average], calendar: str) -> bool:
    return any(each.calendar == calendar for each in times)


def _services(
    catalog: PublicCatalog, calendar: str, key: Literal["calendar", "intake_calendar"]
) -> tuple[str, ...]:
    return tuple(
        name
        for name, service in catalog.services.items()
        if any(getattr(each, key) == calendar for each in (service, *service.channels))
    )


@dataclass(frozen=True)
class Opening:
    """Hours in which somebody answers: for services, by one `channel` of theirs or by any.

    The `contacts` are those that answer in hours of no service.
    """

    calendar: str
    services: tuple[str, ...] = ()
    channel: Channel | None = None
    contacts: tuple[str, ...] = ()


def openings(catalog: PublicCatalog) -> tuple[Opening, ...]:
    """Return when somebody answers, services with the same hours together."""
    services: dict[tuple[str, str, object], list[str]] = {}
    channels: dict[tuple[str, str, object], Channel | None] = {}
    for name, calendar, channel in _answered(catalog):
        key = (calendar, channel.kind if channel else "", channel.name if channel else None)
        services.setdefault(key, []).append(name)
        channels.setdefault(key, channel)
    found = [Opening(key[0], tuple(names), channels[key]) for key, names in services.items()]
    known = {each.calendar for each in found}
    others: dict[str, list[str]] = {}
    for name, contact in catalog.contacts.items():
        if contact.calendar and contact.calendar not in known:
            others.setdefault(contact.calendar, []).append(name)
    found += [Opening(calendar, contacts=tuple(names)) for calendar, names in others.items()]
    return tuple(found)


def _answered(catalog: PublicCatalog) -> Iterator[tuple[str, str, Channel | None]]:
    """Yield services with the calendar of all their channels, and with those of one alone."""
    for name, service in catalog.services.items():
        if service.calendar:
            yield name, service.calendar, None
        for way in service.channels:
            if way.calendar and way.calendar != service.calendar:
                yield name, way.calendar, way


def without_hours(catalog: PublicCatalog) -> tuple[str, ...]:
    """Return the services of which nobody says when somebody answers."""
    answered = {name for name, *_ in _answered(catalog)}
    return tuple(name for name in catalog.services if name not in answered)


@dataclass(frozen=True)
class Holidays:
    """The holidays of `calendar`, on which `services` are closed, and `clocks` stand still."""

    calendar: Calendar
    years: range
    services: tuple[str, ...]
    clocks: tuple[CalendarUse, ...]


def holiday_sets(catalog: PublicCatalog) -> tuple[Holidays, ...]:
    """Return the holidays, each set once."""
    uses = calendar_uses(catalog)
    sets: list[Holidays] = []
    for first in (use for use in uses if use.holidays_at == use.name):
        same = [use for use in uses if use.holidays_at == first.name]
        closed = dict.fromkeys(name for use in same if use.opens for name in use.services)
        clocks = tuple(use for use in same if not use.opens)
        sets.append(Holidays(first.calendar, first.years, tuple(closed), clocks))
    return tuple(sets)
