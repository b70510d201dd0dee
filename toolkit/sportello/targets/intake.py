"""What the intake of a ticket system has to know: which mail belongs to which mailbox."""

from collections.abc import Iterator
from dataclasses import dataclass

from sportello.routing import RoutingTable


@dataclass(frozen=True, slots=True)
class Intake:
    """The mail of one mailbox as it comes to one destination.

    `tagged` says whether the mail carries the headers of the routing table by then, which only
    the Sieve script sets; without them the delivery address has to do.
    """

    mailbox: str
    address: str
    destination: str
    delivery: str
    tagged: bool
    services: tuple[str, ...]


def intakes(table: RoutingTable, system: str) -> Iterator[Intake]:
    """Yield what comes to the destinations of a ticket system, by mailbox."""
    for name in sorted(table.deliveries):
        for delivery in table.deliveries[name]:
            if table.catalog.destinations[delivery.destination].system == system:
                yield Intake(
                    mailbox=name,
                    address=str(table.catalog.mailboxes[name].address),
                    destination=delivery.destination,
                    delivery=delivery.address,
                    tagged=table.is_scripted(delivery),
                    services=table.services.get(name, ()),
                )
