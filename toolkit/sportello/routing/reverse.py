"""The question backwards: which addresses reach a service, a queue, a team or a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sportello.catalog.model import Catalog, Channel
from sportello.findings import Invalid, did_you_mean
from sportello.routing.table import Delivery, RoutingTable


@dataclass(frozen=True, slots=True)
class InboundRoute:
    """An address that leads to what was asked for, and how.

    `address` is `@domain` for the catch-all of a domain; `mailbox` is None then.
    """

    address: str
    mailbox: str | None
    why: str


def named(catalog: Catalog) -> frozenset[str]:
    """Return everything that can be asked for: services, destinations, teams and contacts."""
    sections = (catalog.services, catalog.destinations, catalog.teams, catalog.contacts)
    return frozenset(name for section in sections for name in section)


def inbound_routes(table: RoutingTable, name: str) -> tuple[InboundRoute, ...]:
    """Return every address that leads to the service, destination, team or contact of this name.

    If several things have the name, the routes to all of them. Raises Invalid if none has.
    """
    catalog = table.catalog
    if name not in named(catalog):
        message = f'there is no service, destination, team or contact "{name}"'
        raise Invalid(message, did_you_mean(name, named(catalog)))
    mailboxes: dict[str, list[str]] = {}
    for mailbox, why in (
        *_to_service(table, name),
        *_to_team(table, name),
        *_to_contact(table, name),
    ):
        mailboxes.setdefault(mailbox, []).append(why)
    found = [
        InboundRoute(address, mailbox, why)
        for mailbox, reasons in mailboxes.items()
        for why in dict.fromkeys(reasons)
        for address in _addresses(table, mailbox)
    ]
    for destination in _destinations(catalog, name):
        found += _to_destination(table, destination)
    return tuple(dict.fromkeys(found))


def other_channels(catalog: Catalog, name: str) -> tuple[tuple[str, str], ...]:
    """Return how the service of this name is reached beside our mail: kind of channel, and where.

    A name that is no service's has none. Where is told in English.
    """
    service = catalog.services.get(name)
    channels = service.channels if service is not None else ()
    return tuple((each.kind, _where(catalog, each)) for each in channels if each.mailbox is None)


def _where(catalog: Catalog, channel: Channel) -> str:
    contact = catalog.contacts[channel.contact] if channel.contact else None
    steps = [channel.name.says("en"), channel.url, channel.reachable.says("en")]
    if contact is not None:
        phone = contact.phone.shown if contact.phone else ""
        steps += [contact.name.says("en"), contact.mail, phone, contact.url]
        steps.append(contact.reachable.says("en"))
    return ": ".join(step for step in steps if step)


def _addresses(table: RoutingTable, mailbox: str) -> tuple[str, ...]:
    """Return the addresses of a mailbox that takes mail."""
    return table.addresses(mailbox) if table.deliveries.get(mailbox) else ()


def _to_service(table: RoutingTable, name: str) -> Iterator[tuple[str, str]]:
    for mailbox, services in table.services.items():
        if name in services:
            yield mailbox, f'its mailbox "{mailbox}" is that of the service "{name}"'


def _to_team(table: RoutingTable, name: str) -> Iterator[tuple[str, str]]:
    catalog = table.catalog
    teams = _within(catalog, name)
    for mailbox, each in catalog.mailboxes.items():
        if each.owner in teams:
            yield mailbox, f'its mailbox "{mailbox}" belongs to the team "{each.owner}"'
    for mailbox, services in table.services.items():
        for service in services:
            team = catalog.services[service].team
            if team in teams:
                yield mailbox, f'its service "{service}" belongs to the team "{team}"'
    for contact in catalog.contacts.values():
        if contact.team in teams and contact.mailbox is not None:
            yield contact.mailbox, f'it is an address of the team "{contact.team}"'


def _within(catalog: Catalog, name: str) -> frozenset[str]:
    """Return a team and all teams within it, at any depth."""
    found = {name} & catalog.teams.keys()
    size = 0
    while len(found) > size:
        size = len(found)
        found |= {each for each, team in catalog.teams.items() if team.parent in found}
    return frozenset(found)


def _to_contact(table: RoutingTable, name: str) -> Iterator[tuple[str, str]]:
    contact = table.catalog.contacts.get(name)
    if contact is not None and contact.mailbox is not None:
        yield contact.mailbox, f'its mailbox "{contact.mailbox}" is that of the contact "{name}"'


def _destinations(catalog: Catalog, name: str) -> Iterator[str]:
    """Yield the destination of this name, and those that are the address of this contact."""
    if name in catalog.destinations:
        yield name
    contact = catalog.contacts.get(name)
    for each, destination in catalog.destinations.items():
        if contact is not None and destination.address == contact.mail and each != name:
            yield each


def _to_destination(table: RoutingTable, name: str) -> Iterator[InboundRoute]:
    if name in table.mailbox_destinations:
        mailbox = table.mailbox_destinations[name]
        for address in _addresses(table, mailbox):
            yield InboundRoute(
                address, mailbox, f'"{name}" is the address of its mailbox "{mailbox}"'
            )
    for mailbox, deliveries in table.deliveries.items():
        reasons = [f'its mailbox "{mailbox}" delivers to "{name}"'] * _has(deliveries, name)
        reasons += [
            f'the rule "{rule.name}" of its mailbox "{mailbox}" sends some mails to "{name}"'
            for rule in table.rules.get(mailbox, ())
            if not reasons and _has(rule.deliveries, name)
        ]
        for why in reasons:
            yield from (InboundRoute(address, mailbox, why) for address in table.addresses(mailbox))
    for domain, deliveries in table.catch_all.items():
        if _has(deliveries, name):
            yield InboundRoute(
                f"@{domain}", None, f'the catch-all of {domain} delivers to "{name}"'
            )


def _has(deliveries: Iterable[Delivery], name: str) -> bool:
    return any(each.destination == name for each in deliveries)
