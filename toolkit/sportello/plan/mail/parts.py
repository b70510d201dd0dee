"""Which entries of the catalog have a part in what becomes of a mail."""

from collections.abc import Iterable, Iterator

from sportello.catalog.model import ascii_domain
from sportello.findings import KeyPath
from sportello.plan.mail.tables import MailTables
from sportello.plan.sections import WHOLE
from sportello.routing import RoutingTable
from sportello.routing.address import domain_of
from sportello.routing.alias_domains import originals


def of_address(address: str, tables: MailTables) -> tuple[KeyPath, ...]:
    """Return what has a part in mail to an address, before or after."""
    found: dict[KeyPath, None] = {}
    for table in tables.both:
        name = table.owner(address)
        if name is not None:
            found |= dict.fromkeys(of_mailbox(table, name))
        if address in table.direct:
            found["destinations", table.direct[address].destination] = None
        found |= dict.fromkeys(
            ("alias_domains", key)
            for key in table.catalog.alias_domains
            if ascii_domain(key) == domain_of(address)
        )
    return tuple(found)


def of_mailbox(table: RoutingTable, name: str) -> Iterator[KeyPath]:
    """Yield a mailbox, those whose mail it gets for a while, and what its mail passes and bears."""
    catalog = table.catalog
    yield "mailboxes", name
    yield from (("mailboxes", each) for each in table.forwarded.get(name, ()))
    yield from (("services", each) for each in table.services.get(name, ()))
    yield from (("acknowledgements", each) for each in table.acknowledgements(name))
    mailbox = catalog.mailboxes[name]
    ruled = (each for rule in mailbox.rules.values() for each in rule.deliver_to)
    yield from _passed(table, (*mailbox.deliver_to, *ruled))
    successor = table.final_successors.get(name)
    if successor is not None:
        yield "mailboxes", successor


def of_domain(domain: str, tables: MailTables) -> tuple[KeyPath, ...]:
    """Return what has a part in mail to a domain as such, before or after."""
    found: dict[KeyPath, None] = {("domains", WHOLE): None, ("shared_domains", WHOLE): None}
    for table in tables.both:
        catalog = table.catalog
        meant = {domain, originals(catalog).get(domain)}
        for key in catalog.alias_domains:
            if ascii_domain(key) in meant:
                found["alias_domains", key] = None
        for key, listed in catalog.catch_all.items():
            if ascii_domain(key) in meant:
                found["catch_all", key] = None
                found |= dict.fromkeys(_passed(table, listed))
    return tuple(found)


def of_whole_domain(domain: str, table: RoutingTable, tables: MailTables) -> tuple[KeyPath, ...]:
    """Return what has a part in mail to a domain, and the mailboxes that a table has in it."""
    boxes = (
        ("mailboxes", name) for each, name in table.owners.items() if domain_of(each) == domain
    )
    return tuple(dict.fromkeys((*of_domain(domain, tables), *boxes)))


def _passed(table: RoutingTable, listed: Iterable[str]) -> Iterator[KeyPath]:
    """Yield some destinations, and the mailboxes that they lead to, with theirs."""
    seen: set[str] = set()
    waiting = [*listed]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield "destinations", name
        mailbox = table.mailbox_destinations.get(name)
        if mailbox is not None:
            yield "mailboxes", mailbox
            waiting += table.catalog.mailboxes[mailbox].deliver_to
