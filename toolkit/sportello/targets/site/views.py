"""The catalog in the groups in which pages show it."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from unicodedata import combining, normalize

from sportello.catalog.model import (
    Average,
    Policy,
    PublicAnnouncement,
    PublicCatalog,
    PublicContact,
    Target,
)
from sportello.worktime import Calendar, DayPlan


@dataclass(frozen=True)
class ServiceGroup:
    """Services of one family, or those of a provider that stand in none."""

    provider: str
    family: str | None
    services: tuple[str, ...]


def service_groups(catalog: PublicCatalog) -> Iterator[ServiceGroup]:
    """Yield all services in groups, by provider, those in no family first."""
    for provider in catalog.providers:
        families = [name for name, each in catalog.families.items() if each.provider == provider]
        for family in (None, *families):
            services = tuple(
                name
                for name, service in catalog.services.items()
                if service.family == family and (family is not None or service.provider == provider)
            )
            if services:
                yield ServiceGroup(provider, family, services)


def by_name(catalog: PublicCatalog, language: str, services: Iterable[str]) -> list[str]:
    """Return services by their names in a language, whatever their capitals and accents."""
    return sorted(services, key=lambda name: spelt(catalog.services[name].name.says(language)))


def spelt(text: str) -> str:
    """Return a text without capitals and accents, as lists are ordered."""
    split = normalize("NFKD", text)
    return "".join(sign for sign in split if not combining(sign)).casefold()


def contacts_of(catalog: PublicCatalog, provider: str | None) -> tuple[PublicContact, ...]:
    """Return the contacts of a provider, its teams' included; with None those of nobody."""
    return tuple(
        contact
        for contact in catalog.contacts.values()
        if (contact.provider or (contact.team and catalog.teams[contact.team].provider)) == provider
    )


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


def announced(catalog: PublicCatalog, *, past: bool) -> tuple[PublicAnnouncement, ...]:
    """Return the announcements that reach the published years, or with `past` those over before."""
    first = date(catalog.helpdesk.years.first, 1, 1)
    return tuple(each for each in catalog.announcements.values() if (each.until < first) is past)
