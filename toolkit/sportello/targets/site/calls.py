"""Whom to call now: what a script needs to say it as `sportello who` does."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sportello.catalog.model import PublicCatalog, PublicContact
from sportello.directory.stand_ins import stand_ins
from sportello.directory.ways import contact_way
from sportello.directory.who import sources
from sportello.targets.site.answers import tells_now
from sportello.wording.messages import Messages
from sportello.worktime.zone import midnight
from sportello.worktime.zones import Zone


def calls_data(catalog: PublicCatalog, _: Messages) -> dict[str, Any]:
    """Return the contacts that can be called or send on, and whom the services name for that.

    Of a contact: its name and number, the instants from and until which it is there, its calendar,
    and who stands in. Of a service: its contacts in their order, each with the calendar that holds
    there.
    """
    services = {name: [*service_calls(catalog, name)] for name in catalog.services}
    named = {name for name, each in catalog.contacts.items() if each.out_of_hours}
    named |= {contact for calls in services.values() for contact, _hours in calls}
    named |= {other for name in named for other in stand_ins(catalog.contacts, name)}
    contacts = {name: _contact(catalog, name, _) for name in catalog.contacts if name in named}
    called = {name: each for name, each in services.items() if each}
    return {"contacts": contacts, "services": called}


def service_calls(catalog: PublicCatalog, name: str) -> Iterator[tuple[str, str | None]]:
    """Yield the contacts to call about a service, themselves or those who stand in, with hours."""
    _, ways = next(sources(catalog, name))
    for way in ways:
        line = stand_ins(catalog.contacts, way.contact_name)
        if way.contact_name and (way.phone or any(catalog.contacts[each].phone for each in line)):
            yield way.contact_name, way.hours


def tells_call(catalog: PublicCatalog, service: str) -> bool:
    """Tell whether a page may say whom to call now about a service that is always offered."""
    calls = [] if catalog.services[service].valid else [*service_calls(catalog, service)]
    return bool(calls) and all(tells_call_of(catalog, *each) for each in calls)


def tells_call_of(catalog: PublicCatalog, contact: str, hours: str | None) -> bool:
    """Tell whether a page may say who answers now for a contact: if all hours are confirmed."""
    line = (catalog.contacts[each].calendar for each in stand_ins(catalog.contacts, contact))
    return hours is not None and all(tells_now(catalog, each) for each in (hours, *line) if each)


def name_of(catalog: PublicCatalog, contact: PublicContact) -> str:
    """Return the identifier of a contact of the catalog."""
    return next(name for name, each in catalog.contacts.items() if each is contact)


def _contact(catalog: PublicCatalog, name: str, _: Messages) -> dict[str, Any]:
    contact, zone = catalog.contacts[name], Zone(catalog.helpdesk.timezone)
    valid = contact.valid
    begins, ends = (valid.from_, valid.until) if valid else (None, None)
    return {
        "name": contact.name.says(_.language),
        "phone": contact.phone,
        "shown": contact.phone and contact.phone.shown,
        "from": begins and midnight(begins, zone),
        "until": ends and midnight(date.fromordinal(ends.toordinal() + 1), zone),
        "hours": contact.calendar,
        "instead": [
            other
            for other in stand_ins(catalog.contacts, name)
            if (way := contact_way(catalog, other)).is_at_hand or way.reachable
        ],
    }
