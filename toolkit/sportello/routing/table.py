"""The mailboxes of a catalog, flattened: every public address and where its mail ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from sportello.catalog.model import Catalog, Mailbox, Service
from sportello.routing.address import domain_of, with_detail, without_detail


@dataclass(frozen=True, slots=True)
class Delivery:
    """One copy of a mail: the destination's identifier, and the address with the detail."""

    destination: str
    address: str


@dataclass(frozen=True, slots=True)
class RoutingTable:
    """What a mail server has to know, with no alias left that leads to an alias.

    `owners` gives the mailbox of each address written in the catalog, `deliveries` the final
    deliveries of each mailbox in use, `catch_all` those of the domains that refuse nothing,
    `onward` the mailbox of each destination that is one itself, and `direct` the addresses within
    our own domains that belong to a destination and not to a mailbox. Addresses are in lower case
    and sorted.
    """

    catalog: Catalog
    owners: Mapping[str, str]
    deliveries: Mapping[str, tuple[Delivery, ...]]
    catch_all: Mapping[str, tuple[Delivery, ...]]
    onward: Mapping[str, str]
    direct: Mapping[str, Delivery]
    services: Mapping[str, tuple[str, ...]]

    def owner(self, address: str) -> str | None:
        """Return the mailbox of an address in lower case, with or without `+detail`."""
        return self.owners.get(address) or self.owners.get(without_detail(address))

    def addresses(self, mailbox: str) -> tuple[str, ...]:
        """Return the address of a mailbox and its aliases, as far as they lead to it."""
        return tuple(
            each
            for each in addresses_of(self.catalog.mailboxes[mailbox])
            if self.owners[each] == mailbox
        )

    def tags(self, mailbox: str) -> tuple[tuple[str, str], ...]:
        """Return the headers, name and value, that mark a mail to this mailbox."""
        services = self.services.get(mailbox, ())
        tags = (("X-Sportello-Mailbox", mailbox), ("X-Sportello-Service", ", ".join(services)))
        return tags if services else tags[:1]

    def acknowledger(self, mailbox: str) -> Delivery:
        """Return the one delivery that sends the acknowledgement, so that only one is sent.

        It is the first that is no archive, else the first. Raises IndexError if the mailbox has
        no delivery.
        """
        deliveries = self.deliveries[mailbox]
        kinds = self.catalog.destinations
        read = [each for each in deliveries if kinds[each.destination].kind != "archive"]
        return (read or list(deliveries))[0]


def as_of(catalog: Catalog, day: date) -> Catalog:
    """Return the catalog without the retirements that begin after `day`."""
    return replace(
        catalog,
        mailboxes={
            name: replace(each, retired=None)
            if each.retired is not None and each.retired.since > day
            else each
            for name, each in catalog.mailboxes.items()
        },
    )


def flatten(catalog: Catalog) -> RoutingTable:
    """Follow every alias and destination to its end and drop duplicates.

    Every retirement that the catalog announces counts as in force, whatever its day: see `as_of`.
    A destination that leads back into a mailbox on its way adds nothing (`problems` reports it).
    """
    owners = _owners(catalog)
    onward = _onward(catalog, owners)
    deliveries = {
        name: _deliveries(catalog, onward, each.deliver_to, name)
        for name, each in catalog.mailboxes.items()
        if each.retired is None
    }
    catch_all = {
        domain: _deliveries(catalog, onward, each, "")
        for domain, each in sorted((key.lower(), each) for key, each in catalog.catch_all.items())
    }
    return RoutingTable(
        catalog,
        owners=dict(sorted(owners.items())),
        deliveries=deliveries,
        catch_all=catch_all,
        onward=onward,
        direct=_direct(catalog, onward, [*deliveries.values(), *catch_all.values()]),
        services=_services(catalog.services),
    )


def addresses_of(mailbox: Mailbox) -> Iterator[str]:
    """Yield the address of a mailbox and its aliases, each once."""
    yield from dict.fromkeys((mailbox.address, *mailbox.aliases))


def _owners(catalog: Catalog) -> dict[str, str]:
    """Return the mailbox of every address and alias; of two mailboxes the first one has it."""
    owners: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for address in addresses_of(mailbox):
            owners.setdefault(address, name)
    return owners


def _onward(catalog: Catalog, owners: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, destination in catalog.destinations.items():
        address = destination.address
        mailbox = owners.get(address) or owners.get(without_detail(address))
        if mailbox is not None:
            found[name] = mailbox
    return found


def _deliveries(
    catalog: Catalog, onward: Mapping[str, str], wanted: Iterable[str], detail: str
) -> tuple[Delivery, ...]:
    """Return the final deliveries in the order of the catalog, one an address."""
    found: dict[str, Delivery] = {}
    seen = {detail}
    waiting = list(wanted)[::-1]
    while waiting:
        destination = waiting.pop()
        if destination not in catalog.destinations:
            continue  # a dangling reference, which the reader of the catalog reports
        further = onward.get(destination)
        if further is None:
            address = str(catalog.destinations[destination].address)
            final = with_detail(address, detail) if detail else address
            found.setdefault(final, Delivery(destination, final))
        elif further not in seen:
            seen.add(further)
            mailbox = catalog.mailboxes[further]
            waiting += mailbox.deliver_to[::-1] if mailbox.retired is None else ()
    return tuple(found.values())


def _direct(
    catalog: Catalog, onward: Mapping[str, str], finals: Iterable[tuple[Delivery, ...]]
) -> dict[str, Delivery]:
    ours = frozenset(catalog.domains)
    plain = [
        Delivery(name, str(each.address))
        for name, each in catalog.destinations.items()
        if name not in onward
    ]
    found: dict[str, Delivery] = {}
    for delivery in (*plain, *(each for group in finals for each in group)):
        if domain_of(delivery.address) in ours:
            found.setdefault(delivery.address, delivery)
    return dict(sorted(found.items()))


def _services(services: Mapping[str, Service]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, service in services.items():
        channels = (channel.mailbox for channel in service.channels)
        for mailbox in dict.fromkeys((service.mailbox, *channels)):
            if mailbox is not None:
                found.setdefault(mailbox, []).append(name)
    return {mailbox: tuple(names) for mailbox, names in found.items()}
