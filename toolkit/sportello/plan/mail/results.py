"""What becomes of mail to every address on a day, as a routing table or a snapshot has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model.scalars import LONGEST_ADDRESS
from sportello.plan.mail.outcome import MailOutcome, outcome
from sportello.plan.mail.tables import domains_of
from sportello.routing import RoutingTable, route
from sportello.routing.address import domain_of, without_detail
from sportello.routing.alias_domains import addresses_of, originals
from sportello.routing.decision import NO_RELAY

_NOBODY: Final = "nobody-has-this-address-0"
"""The name of an address that stands for all that nobody has."""
_FOREIGN: Final = MailOutcome(refusal=NO_RELAY)


@dataclass(frozen=True, slots=True)
class MailResults:
    """What becomes of mail to each address that somebody has, those of a mailbox together.

    `unknown` says for each domain in which we have addresses what becomes of mail to one that
    nobody has. Of these domains, `shared` are those in which others have addresses too, `originals`
    those that alias domains stand for. Addresses that are made up for the mail of a mailbox are not
    here: they are told with it.
    """

    addresses: Mapping[str, MailOutcome]
    unknown: Mapping[str, MailOutcome]
    shared: frozenset[str]
    originals: Mapping[str, str]

    def of(self, address: str) -> MailOutcome:
        """Return what becomes of mail to any address."""
        for each in (address, without_detail(address)):
            if each in self.addresses:
                return self.addresses[each]
        return self.unknown.get(domain_of(address), _FOREIGN)


def mail_results(table: RoutingTable) -> MailResults:
    """Return what becomes of mail by a routing table."""
    catalog, domains = table.catalog, sorted(domains_of(table))
    boxes = catalog.mailboxes.values()
    held = dict.fromkeys(address for each in boxes for address in addresses_of(catalog, each))
    held |= dict.fromkeys(each for each in sorted(table.intakes) if domain_of(each) in domains)
    stands_for = originals(catalog)
    return MailResults(
        {each: outcome(table, route(table, each)) for each in held},
        {each: outcome(table, route(table, _made_up(each))) for each in domains},
        frozenset(table.shared),
        {each: stands_for[each] for each in domains if each in stands_for},
    )


def _made_up(domain: str) -> str:
    """Return an address that nobody has, its name as long as an address with the domain may be."""
    room = LONGEST_ADDRESS - len(f"@{domain}")
    return f"{_NOBODY[-room:]}@{domain}"
