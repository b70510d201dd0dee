"""The catalog in the groups in which pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Policy, PublicCatalog, PublicContact
from sportello.worktime import Calendar


@dataclass(frozen=True)
class Group:
    """Services of one family, or those of a provider that stand in none."""

    provider: str
    family: str | None
    services: tuple[str, ...]


def groups(catalog: PublicCatalog) -> Iterator[Group]:
    """Yield all services in groups, by provider, each provider's families first."""
    for provider in catalog.providers:
        families = [name for name, each in catalog.families.items() if each.provider == provider]
        for family in (*families, None):
            services = tuple(
                name
                for name, service in catalog.services.items()
                if service.family == family and (family is not None or service.provider == provider)
            )
            if services:
                yield Group(provider, family, services)


def contacts_of(catalog: PublicCatalog, provider: str | None) -> tuple[PublicContact, ...]:
    """Return the contacts of a provider, its teams' included; with None those of nobody."""
    return tuple(
        contact
        for contact in catalog.contacts.values()
        if (contact.provider or (contact.team and catalog.teams[contact.team].provider)) == provider
    )


@dataclass(frozen=True)
class CalendarUse:
    """A calendar, the services and policies that name it, and where its holidays are shown.

    `holidays_at` names the first calendar that has the same holidays, None if it has none.
    """

    name: str
    calendar: Calendar
    services: tuple[str, ...]
    policies: tuple[Policy, ...]
    holidays_at: str | None


def calendar_uses(catalog: PublicCatalog) -> Iterator[CalendarUse]:
    """Yield every calendar with what it is used for."""
    years = catalog.helpdesk.years
    span = date(years.first, 1, 1), date(years.last, 12, 31)
    seen: list[tuple[object, str]] = []
    for name, calendar in catalog.calendars.items():
        holidays = calendar.holidays_between(*span)
        at = next((first for known, first in seen if known == holidays), name)
        seen.append((holidays, at))
        yield CalendarUse(
            name=name,
            calendar=calendar,
            services=_services(catalog, name),
            policies=tuple(
                policy
                for policy in catalog.policies.values()
                if any(target.calendar == name for target in policy.targets.values())
            ),
            holidays_at=at if holidays else None,
        )


def _services(catalog: PublicCatalog, calendar: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, service in catalog.services.items()
        if calendar
        in (
            service.calendar,
            service.intake_calendar,
            *(channel.calendar for channel in service.channels),
        )
    )
