"""The mailboxes of a catalog, flattened: every public address and where its mail ends."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sportello.catalog.model import Catalog, Mailbox, MessageTest, Service, Text
from sportello.routing.address import domain_of, with_detail, without_detail
from sportello.routing.retirement import final_successors, forwarded


@dataclass(frozen=True, slots=True)
class Delivery:
    """One copy of a mail: the destination's identifier, and the address with the detail."""

    destination: str
    address: str


@dataclass(frozen=True, slots=True)
class RoutedRule:
    """A message rule with its effects: where a mail that fits goes, and what is answered.

    `deliveries` holds all copies of the mail, those to archives included; `acknowledge` names the
    acknowledgement.
    """

    name: str
    when: MessageTest
    deliveries: tuple[Delivery, ...]
    acknowledge: str | None
    why: Text


@dataclass(frozen=True, slots=True)
class RoutingTable:
    """What a mail server has to know, with no alias left that leads to an alias.

    `owners` gives the mailbox of each address written in the catalog, `deliveries` the final
    deliveries of each mailbox in use, `catch_all` those of the domains that refuse nothing,
    `mailbox_destinations` the mailbox of each destination that is one itself, and `direct` the
    addresses within our own domains that belong to a destination and not to a mailbox. Addresses
    are in lower case and sorted.

    A mail server sends every mail of a mailbox to those of its `deliveries` that are `served`; the
    script there follows the `rules` of the mailbox. `domains` are those that hold our addresses
    alone, `shared` those where others have theirs too, so that an unknown address is not ours to
    refuse. `forwarded` names the retired mailboxes whose mail a mailbox gets for a while: `owners`
    gives their addresses to that one. `final_successors` gives the first mailbox in use along the
    line of successors of each retired one. `intakes` are the addresses of all destinations.
    """

    catalog: Catalog
    owners: Mapping[str, str]
    deliveries: Mapping[str, tuple[Delivery, ...]]
    catch_all: Mapping[str, tuple[Delivery, ...]]
    mailbox_destinations: Mapping[str, str]
    direct: Mapping[str, Delivery]
    services: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, tuple[RoutedRule, ...]]
    domains: tuple[str, ...]
    shared: tuple[str, ...]
    forwarded: Mapping[str, tuple[str, ...]]
    final_successors: Mapping[str, str]
    intakes: frozenset[str]

    def owner(self, address: str) -> str | None:
        """Return the mailbox of an address in lower case, with or without `+detail`."""
        return self.owners.get(address) or self.owners.get(without_detail(address))

    def is_ours(self, address: str) -> bool:
        """Tell whether mail to an address in lower case comes to a mailbox or a destination."""
        plain = without_detail(address)
        return (
            self.owner(address) is not None
            or plain in self.intakes
            or address in self.intakes
            or domain_of(address) in self.catch_all
        )

    def addresses(self, mailbox: str) -> tuple[str, ...]:
        """Return the address of a mailbox and its aliases, as far as they lead to it."""
        names = (mailbox, *self.forwarded.get(mailbox, ()))
        return tuple(
            each
            for name in names
            for each in addresses_of(self.catalog.mailboxes[name])
            if self.owners[each] == mailbox
        )

    def tags(self, mailbox: str) -> tuple[tuple[str, str], ...]:
        """Return the headers, name and value, that mark a mail to this mailbox."""
        services = self.services.get(mailbox, ())
        tags = (("X-Sportello-Mailbox", mailbox), ("X-Sportello-Service", ", ".join(services)))
        return tags if services else tags[:1]

    def acknowledger(self, mailbox: str) -> Delivery:
        """Return the one delivery that sends the acknowledgement, so that only one is sent.

        It is the first that the script knows and that is no archive, else the first that it
        knows, else the first. Raises ValueError if the mailbox has no delivery.
        """
        return min(
            self.deliveries[mailbox],
            key=lambda each: (not self.is_scripted(each), self.is_archive(each)),
        )

    def is_scripted(self, delivery: Delivery) -> bool:
        """Tell whether the Sieve script handles the mails of a mailbox that come here."""
        destination = self.catalog.destinations[delivery.destination]
        return destination.sieve and destination.detail

    def is_archive(self, delivery: Delivery) -> bool:
        """Tell whether a delivery is a copy to an archive, which no rule takes away."""
        return self.catalog.destinations[delivery.destination].kind == "archive"

    def served(self, mailbox: str) -> tuple[Delivery, ...]:
        """Return the deliveries of a mailbox that the mail server makes.

        It makes all of them, unless a rule takes mail away from one. Then the script decides, at
        the acknowledger, and sends the mail on from there: a script that dropped its copy at each
        of the others would have to know that every other one got the mail, and judges it by the
        same rules at the same second. Archives get theirs from the server, so that nothing stands
        between, unless a rule leaves a mail to archives alone.
        """
        usual = self.deliveries[mailbox]
        rules = self.rules.get(mailbox, ())
        if all(each in rule.deliveries for rule in rules for each in usual):
            return usual
        first = self.acknowledger(mailbox)
        if self.is_archive(first) or not self.is_scripted(first):
            return usual
        archives = frozenset(each for each in usual if self.is_archive(each))
        if any(archives.issuperset(rule.deliveries) for rule in rules):
            archives = frozenset()
        return tuple(each for each in usual if each == first or each in archives)

    def redirected(self, mailbox: str, wanted: Iterable[Delivery]) -> tuple[Delivery, ...]:
        """Return where the script at the acknowledger sends on a mail that is to go to `wanted`."""
        served = self.served(mailbox)
        return tuple(each for each in wanted if each not in served)

    def scripted_deliveries(self, mailbox: str) -> tuple[Delivery, ...]:
        """Return where the script meets mail of a mailbox, also after a rule has sent it on."""
        found = dict.fromkeys(self.deliveries[mailbox])
        for rule in self.rules.get(mailbox, ()):
            found |= dict.fromkeys(rule.deliveries)
        return tuple(each for each in found if self.is_scripted(each))

    def mailbox_at(self, delivery: Delivery) -> str | None:
        """Return the mailbox for whose mail the script takes all that comes to a delivery."""
        name = delivery.address.rpartition("@")[0].rpartition("+")[2]
        return (
            name
            if self.deliveries.get(name) and delivery in self.scripted_deliveries(name)
            else None
        )


def flatten(catalog: Catalog) -> RoutingTable:
    """Follow every alias and destination to its end and drop duplicates.

    Every retirement and forward that the catalog announces counts as in force, whatever its day:
    see `as_of`. A destination that leads back into a mailbox on its way adds nothing (`problems`
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
        for domain, each in sorted((key.lower(), each) for key, each in catalog.catch_all.items())
    }
    ruled = (rule.deliveries for found in rules.values() for rule in found)
    shared = frozenset(catalog.shared_domains)
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
        domains=tuple(sorted(frozenset(catalog.domains) - shared)),
        shared=tuple(sorted(shared)),
        forwarded=moved,
        final_successors=successors,
        intakes=frozenset(each.address for each in catalog.destinations.values()),
    )


def addresses_of(mailbox: Mailbox) -> Iterator[str]:
    """Yield the address of a mailbox and its aliases, each once."""
    yield from dict.fromkeys((mailbox.address, *mailbox.aliases))


def _owners(catalog: Catalog, forwarded: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the mailbox of every address and alias; of two mailboxes the first one has it."""
    goes_to = {name: successor for successor, names in forwarded.items() for name in names}
    owners: dict[str, str] = {}
    for name, mailbox in catalog.mailboxes.items():
        for address in addresses_of(mailbox):
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
    catalog: Catalog, mailbox_destinations: Mapping[str, str], wanted: Iterable[str], detail: str
) -> tuple[Delivery, ...]:
    """Return where mail to some destinations ends, in the order of the catalog, one an address.

    `detail` is the mailbox whose mail it is; a way back to it adds nothing.
    """
    found: dict[str, Delivery] = {}
    seen = {detail}
    waiting = list(wanted)[::-1]
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
        own = final_deliveries(catalog, mailbox_destinations, rule.deliver_to, name)
        taken = {each.address for each in own}
        kept = [each for each in archives if each.address not in taken]
        deliveries = (*own, *kept) if own else usual
        acknowledge = rule.acknowledge or mailbox.acknowledge
        found.append(RoutedRule(key, rule.when, deliveries, acknowledge, rule.why))
    return tuple(found)


def _direct(
    catalog: Catalog,
    mailbox_destinations: Mapping[str, str],
    finals: Iterable[tuple[Delivery, ...]],
) -> dict[str, Delivery]:
    ours = frozenset(catalog.domains) | frozenset(catalog.shared_domains)
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
