"""The mailboxes of a catalog, flattened: every public address and where its mail ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sportello.catalog.model import Acknowledgement, Catalog, MessageTest, Text
from sportello.routing.address import domain_of, without_detail
from sportello.routing.alias_domains import addresses_of
from sportello.routing.places import says_promise, with_promise


@dataclass(frozen=True, slots=True)
class Delivery:
    """One copy of a mail: the destination's identifier, and the address with the detail."""

    destination: str
    address: str


@dataclass(frozen=True, slots=True)
class RoutedRule:
    """A message rule with its effects: where a mail that fits goes, and what is answered.

    `deliveries` holds all copies of the mail, those to archives included; `acknowledge` names the
    acknowledgement. A rule that has a text to `refuse` with delivers nothing and answers nothing
    else.
    """

    name: str
    when: MessageTest
    deliveries: tuple[Delivery, ...]
    acknowledge: str | None
    why: Text
    refuse: Text | None = None


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

    `promises` says by when mail to a mailbox is answered, where an acknowledgement of it does: in
    words, which whoever knows the policies puts in.
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
    promises: Mapping[str, Text] = field(default_factory=dict)

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
            for each in addresses_of(self.catalog, self.catalog.mailboxes[name])
            if self.owners[each] == mailbox
        )

    def tags(self, mailbox: str) -> tuple[tuple[str, str], ...]:
        """Return the headers, name and value, that mark a mail to this mailbox."""
        services = self.services.get(mailbox, ())
        tags = (("X-Sportello-Mailbox", mailbox), ("X-Sportello-Service", ", ".join(services)))
        return tags if services else tags[:1]

    def acknowledgements(self, mailbox: str) -> tuple[str, ...]:
        """Return the names of the acknowledgements that a mailbox may send, its usual one first."""
        usual = self.catalog.mailboxes[mailbox].acknowledge
        named = (usual, *(rule.acknowledge for rule in self.rules.get(mailbox, ())))
        return tuple(dict.fromkeys(each for each in named if each is not None))

    def promising(self, mailbox: str) -> tuple[str, ...]:
        """Return the acknowledgements that a mailbox may send and that have a promise to make."""
        known = self.catalog.acknowledgements
        named = self.acknowledgements(mailbox) if self.deliveries.get(mailbox) else ()
        return tuple(each for each in named if each in known and says_promise(known[each]))

    def acknowledgement(self, mailbox: str, name: str) -> Acknowledgement:
        """Return an acknowledgement as a mailbox sends it: with what it promises in its place."""
        answer = self.catalog.acknowledgements[name]
        promise = self.promises.get(mailbox)
        if promise is None:
            return answer
        return with_promise(answer, promise, self.catalog.helpdesk.languages[0])

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
        between, unless a rule leaves a mail to archives alone, or refuses it.
        """
        usual = self.deliveries[mailbox]
        rules = self.rules.get(mailbox, ())
        if all(each in rule.deliveries for rule in rules for each in usual):
            return usual
        first = self.acknowledger(mailbox)
        refuses = any(rule.refuse for rule in rules)
        if not self.is_scripted(first) or (self.is_archive(first) and not refuses):
            return usual
        archives = frozenset(each for each in usual if self.is_archive(each))
        if any(archives.issuperset(rule.deliveries) for rule in rules):
            archives = frozenset()
        return tuple(each for each in usual if each == first or each in archives)

    def redirected(self, mailbox: str, deliveries: Iterable[Delivery]) -> tuple[Delivery, ...]:
        """Return where the script at the acknowledger sends on a mail that goes to `deliveries`."""
        served = self.served(mailbox)
        return tuple(each for each in deliveries if each not in served)

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
