"""Which calendars the services of some providers are kept in."""

from collections.abc import Collection

from sportello.catalog.model import Catalog, Part, When
from sportello.catalog.model.publishing import references, with_parts
from sportello.sla.conditions import SECTIONS, may_fit, service_facts


def calendars_used(
    catalog: Catalog, providers: Collection[str], services: Collection[str]
) -> frozenset[str]:
    """Return the calendars of services, and of all that providers have.

    Those that a sheet names, itself or by a contact, those of contacts and rotas, and those in
    which promises and availability are counted; of what is made of others, these too.
    """
    chosen = {
        name: each
        for name, each in catalog.services.items()
        if name in services or each.provider in providers
    }
    known = [service_facts(name, service) for name, service in chosen.items()]

    def fits(when: When) -> bool:
        return any(may_fit(when, facts) for facts in known)

    parts: list[Part] = [*chosen.values()]
    parts += [each for each in catalog.contacts.values() if each.provider in providers]
    parts += [each for each in catalog.rotas.values() if each.provider in providers]
    parts += [
        each
        for section in SECTIONS
        for each in getattr(catalog, section).values()
        if fits(each.when)
    ]
    if catalog.priority:
        parts += [each.when for each in catalog.priority.rules.values() if fits(each.when)]
    parts += [each for each in catalog.availability.values() if chosen.keys() & {*each.service}]
    named = {each for part in parts for each in references(part)}
    contacts = [catalog.contacts.get(name) for section, name in named if section == "contacts"]
    named |= {each for contact in contacts if contact for each in references(contact)}
    calendars = (name for section, name in named if section == "calendars")
    return frozenset(with_parts(catalog.calendars, calendars))
