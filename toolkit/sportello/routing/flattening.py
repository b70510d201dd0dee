"""How the mailboxes of a catalog are flattened: where the mail of each address ends."""

from collections.abc import Iterable, Mapping

from sportello.catalog.model import Catalog, Service
from sportello.catalog.model.values import NOTHING
from sportello.routing.address import domain_of, with_detail, without_detail
from sportello.routing.alias_domains import (
    addresses_of,
    caught_domains,
    own_domains,
    shared_domains,
)
from sportello.routing.retirement import final_successors, forwarded
from sportello.routing.table import Delivery, RoutedRule, RoutingTable


def flatten(catalog: Catalog) -> RoutingTable:
    """Follow every alias and destination to its end and drop duplicates.

    Every retirement and forward that the catalog announces counts as in force, whatever its day:
    see `as_of`. A destination that leads back into a mailbox on its way adds nothing (M002
    reports it).
    """
    successors = final_successors(catalog)
    moved = forwarded(catalog, successors)
    owners = _owners(catalog, moved)
    mailbox_destinations = _mailbox_destinations(catalog, owners)
    in_use = {name: each for name, each in catalog.mailboxes.items() if each.retired is None}
    deliveries = {
        name: final_deliveries(catalog, mailbox_destinations, each.deliver_to, name)
        for name, each in in_use.items()
    }
    rules = {
        name: _rules(catalog, mailbox_destinations, name, deliveries[name])
        for name, each in in_use.items()
        if each.rules
    }
    catch_all = {
        domain: final_deliveries(catalog, mailbox_destinations, each, "")
        for domain, each in caught_domains(catalog).items()
    }
    ruled = (rule.deliveries for found in rules.values() for rule in found)
    return RoutingTable(
        catalog,
        owners=dict(sorted(owners.items())),
        deliveries=deliveries,
        catch_all=catch_all,
        mailbox_destinations=mailbox_destinations,
        direct=_direct(
            catalog, mailbox_destinations, [*deliveries.values(), *catch_all.values(), *ruled]
        ),
        services=_services(catalog.services),
        rules=rules,
        domains=tuple(sorted(own_domains(catalog))),
        shared=tuple(sorted(shared_domains(catalog))),
        forwarded=moved,
        final_successors=successors,
        intakes=frozenset(each.address for each in catalog.destinations.values()),
    )


def _owners(catalog: Catalog, forwarded: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the mailbox of every address and alias; of two mailboxes the first one has it."""
    goes_to = {name: successor for successor, names in forwarded.items() for name in names}
    owners: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for address in addresses_of(catalog, mailbox):
            owners.setdefault(address, goes_to.get(name, name))
    return owners


def _mailbox_destinations(catalog: Catalog, owners: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, destination in catalog.destinations.items():
        address = destination.address
        mailbox = owners.get(address) or owners.get(without_detail(address))
        if mailbox is not None:
            found[name] = mailbox
    return found


def final_deliveries(
    catalog: Catalog, mailbox_destinations: Mapping[str, str], listed: Iterable[str], detail: str
) -> tuple[Delivery, ...]:
    """Return where mail to some destinations ends, in the order of the catalog, one an address.

    `detail` is the mailbox whose mail it is; a way back to it adds nothing.
    """
    found: dict[str, Delivery] = {}
    seen = {detail}
    waiting = list(listed)[::-1]
    while waiting:
        destination = waiting.pop()
        if destination not in catalog.destinations:
            continue  # a dangling reference, which the reader of the catalog reports
        further = mailbox_destinations.get(destination)
        if further is None:
            intake = catalog.destinations[destination]
            address = str(intake.address)
            final = with_detail(address, detail) if detail and intake.detail else address
            found.setdefault(final, Delivery(destination, final))
        elif further not in seen:
            seen.add(further)
            mailbox = catalog.mailboxes[further]
            waiting += mailbox.deliver_to[::-1] if mailbox.retired is None else ()
    return tuple(found.values())


def _rules(
    catalog: Catalog,
    mailbox_destinations: Mapping[str, str],
    name: str,
    usual: tuple[Delivery, ...],
) -> tuple[RoutedRule, ...]:
    """Return the rules of a mailbox whose usual deliveries are given."""
    mailbox = catalog.mailboxes[name]
    archives = [each for each in usual if catalog.destinations[each.destination].kind == "archive"]
    found = []
    for key, rule in mailbox.rules.items():
        if rule.refuse:
            found.append(RoutedRule(key, rule.when, (), None, rule.why, rule.refuse))
            continue
        own = final_deliveries(catalog, mailbox_destinations, rule.deliver_to, name)
        taken = {each.address for each in own}
        kept = [each for each in archives if each.address not in taken]
        deliveries = (*own, *kept) if own else usual
        acknowledge = rule.acknowledge or mailbox.acknowledge
        if acknowledge == NOTHING:
            acknowledge = None
        found.append(RoutedRule(key, rule.when, deliveries, acknowledge, rule.why))
    return tuple(found)


def _direct(
    catalog: Catalog,
    mailbox_destinations: Mapping[str, str],
    finals: Iterable[tuple[Delivery, ...]],
) -> dict[str, Delivery]:
    ours = own_domains(catalog) | shared_domains(catalog)
    plain = [
        Delivery(name, str(each.address))
        for name, each in catalog.destinations.items()
        if name not in mailbox_destinations
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
