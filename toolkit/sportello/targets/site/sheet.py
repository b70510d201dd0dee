"""What a service sheet says: how to reach it, and what is promised for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sportello.catalog.model import (
    Address,
    Availability,
    Phase,
    Phone,
    Policy,
    PublicCatalog,
    PublicContact,
    PublicMailbox,
    PublicService,
    Text,
    Url,
    When,
)
from sportello.directory.ways import channel_link
from sportello.sla.conditions import Facts, depends_on, may_fit, service_facts

Policies: TypeAlias = Mapping[str, tuple[tuple[str, Policy], ...]]
"""By service, the policies that can apply to its tickets, with their names, in their order."""


@dataclass(frozen=True)
class ContactPoints:
    """The ways to reach a service, each once, the preferred first."""

    mailboxes: tuple[PublicMailbox, ...]
    mails: tuple[Address, ...]
    phones: tuple[Phone, ...]
    portals: tuple[tuple[Text, Url], ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The mail addresses in use."""
        in_use = (each.address for each in self.mailboxes if each.retired is None)
        return tuple(dict.fromkeys((*in_use, *self.mails)))


def contact_points(catalog: PublicCatalog, service: PublicService) -> ContactPoints:
    """Return how a service is reached: by its own mailbox, then by its channels."""
    contacts = [catalog.contacts[way.contact] for way in service.channels if way.contact]
    boxes = [service.mailbox, *(way.mailbox for way in service.channels)]
    boxes += [contact.mailbox for contact in contacts]
    return ContactPoints(
        mailboxes=tuple(catalog.mailboxes[name] for name in dict.fromkeys(boxes) if name),
        mails=tuple(dict.fromkeys(contact.mail for contact in contacts if contact.mail)),
        phones=tuple(dict.fromkeys(contact.phone for contact in contacts if contact.phone)),
        portals=tuple(
            (way.name, url)
            for way in service.channels
            if way.kind != "mail" and (url := channel_link(catalog, way))
        ),
    )


def channel_names(catalog: PublicCatalog, when: When, kind: str) -> tuple[Text, ...]:
    """Return what the channels of a kind are called at the services that a condition can fit.

    None if one of them has no name: the kind says more than the names of the others.
    """
    names = {
        way.name: None
        for name, service in catalog.services.items()
        if _can_fit(when, service, told_facts(name, service))
        for way in service.channels
        if way.kind == kind
    }
    return tuple(names) if all(names) else ()


def policies_for(catalog: PublicCatalog, name: str) -> Iterator[tuple[str, Policy]]:
    """Yield the policies that can apply to a service's tickets, in their order.

    A policy that holds for all of its tickets at all times hides those behind it.
    """
    service = catalog.services[name]
    facts = told_facts(name, service)
    for key, policy in catalog.policies.items():
        if _can_fit(policy.when, service, facts):
            yield key, policy
            if policy.valid is None and not depends_on(policy.when, facts):
                return


def all_policies(catalog: PublicCatalog) -> Policies:
    """Return the policies that can apply to the tickets of each service, for what asks of all."""
    return {name: tuple(policies_for(catalog, name)) for name in catalog.services}


def availability_for(catalog: PublicCatalog, name: str) -> Mapping[str, Availability]:
    """Return the promises of availability that name a service."""
    return {
        key: promise for key, promise in catalog.availability.items() if name in promise.service
    }


def other_contacts(catalog: PublicCatalog, name: str) -> tuple[PublicContact, ...]:
    """Return the contacts of a service that are no way to reach it."""
    service = catalog.services[name]
    ways = {way.contact for way in service.channels}
    return tuple(catalog.contacts[each] for each in service.contacts if each not in ways)


def whom_to_ask(catalog: PublicCatalog, name: str) -> PublicContact | None:
    """Return the first contact of a service that still stands when the site's years begin."""
    first = date(catalog.helpdesk.years.first, 1, 1)
    contacts = (catalog.contacts[each] for each in catalog.services[name].contacts)
    return next(
        (
            each
            for each in contacts
            if not (each.valid and each.valid.until and each.valid.until < first)
        ),
        None,
    )


def told_phases(catalog: PublicCatalog, name: str) -> tuple[tuple[Phase, tuple[Text, ...]], ...]:
    """Return the phases of a service of which a rule for the priority says what they mean."""
    service = catalog.services[name]
    rules = catalog.priority.rules.values() if catalog.priority else ()
    facts = told_facts(name, service)
    fitting = [each for each in rules if each.why and _can_fit(each.when, service, facts)]
    told = (
        (phase, tuple(each.why for each in fitting if phase.phase in each.when.phase))
        for phase in service.phases
    )
    return tuple(each for each in told if each[1])


def told_facts(name: str, service: PublicService) -> Facts:
    """Return what pages tell of a service's tickets: those without a tag of their own."""
    return {**service_facts(name, service), "tag": frozenset(service.tags)}


def _can_fit(when: When, service: PublicService, facts: Facts) -> bool:
    phases = (each.phase for each in service.phases)
    return may_fit(when, facts) and (not when.phase or not set(when.phase).isdisjoint(phases))
