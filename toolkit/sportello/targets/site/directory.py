"""Whom to write to or to call, by provider."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import (
    Address,
    Phone,
    PublicCatalog,
    PublicContact,
    PublicProvider,
    Text,
    Url,
)
from sportello.directory.ways import Way


@dataclass(frozen=True)
class ProviderContacts:
    """A provider with its `contacts` that can be written to or called, and its services.

    The `elsewhere` are those whose address or number stands in no catalog, but in words where.
    """

    name: str
    provider: PublicProvider
    contacts: tuple[PublicContact, ...]
    elsewhere: tuple[PublicContact, ...]
    services: tuple[str, ...]


def provider_contacts(catalog: PublicCatalog) -> Iterator[ProviderContacts]:
    """Yield the providers that can be reached at all, in the order of the catalog."""
    for name, provider in catalog.providers.items():
        services = tuple(key for key, each in catalog.services.items() if each.provider == name)
        contacts = contacts_of(catalog, name)
        elsewhere = tuple(
            each for each in _of(catalog, name) if each.reachable and not ways_to(catalog, each)
        )
        if services or contacts or elsewhere or provider.website:
            yield ProviderContacts(name, provider, contacts, elsewhere, services)


def contacts_of(catalog: PublicCatalog, provider: str | None) -> tuple[PublicContact, ...]:
    """Return who can be written to or called at a provider; with None those of nobody."""
    return tuple(each for each in _of(catalog, provider) if ways_to(catalog, each))


def _of(catalog: PublicCatalog, provider: str | None) -> Iterator[PublicContact]:
    """Yield the contacts of a provider, its teams' included."""
    for contact in catalog.contacts.values():
        team = catalog.teams[contact.team].provider if contact.team else None
        if (contact.provider or team) == provider:
            yield contact


def ways_to(catalog: PublicCatalog, contact: PublicContact) -> tuple[Address | Phone | Url, ...]:
    """Return the addresses, the number and the link of a contact, each once."""
    mailbox = catalog.mailboxes[contact.mailbox].address if contact.mailbox else None
    return tuple(dict.fromkeys(filter(None, (mailbox, contact.mail, contact.phone, contact.url))))


@dataclass(frozen=True)
class PhoneNumber:
    """A contact with a number, and the services that are reached there."""

    contact: PublicContact
    services: tuple[str, ...]


def phone_numbers(catalog: PublicCatalog) -> tuple[PhoneNumber, ...]:
    """Return every number to call."""
    return tuple(
        PhoneNumber(
            contact,
            tuple(
                key
                for key, service in catalog.services.items()
                if any(way.contact == name for way in service.channels)
            ),
        )
        for name, contact in catalog.contacts.items()
        if contact.phone
    )


@dataclass(frozen=True)
class NumberElsewhere:
    """A way to call whose number is told in words, with the services that say the same of it."""

    way: Way
    services: tuple[str, ...]


def numbers_elsewhere(ways: Mapping[str, Iterable[Way]]) -> tuple[NumberElsewhere, ...]:
    """Return the ways to call that have no number in the catalog."""
    found: dict[Text, list[str]] = {}
    first: dict[Text, Way] = {}
    for name, own in ways.items():
        for way in own:
            if way.kind == "phone" and not way.is_at_hand and way.reachable:
                found.setdefault(way.reachable, []).append(name)
                first.setdefault(way.reachable, way)
    return tuple(NumberElsewhere(first[text], tuple(names)) for text, names in found.items())
