"""What happens to a mail: the decision that every mail server target renders."""

from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Acknowledgement, Catalog
from sportello.routing.address import domain_of, parse_address, without_detail
from sportello.routing.message import Message, misses_recipient, silenced_by
from sportello.routing.refusal import Refusal, retirement
from sportello.routing.table import Delivery, RoutingTable, as_of, flatten


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one mail to one address, and why.

    `tags` are the headers to set after removing those of the same name that the sender brought.
    `acknowledgement` is what to answer; if the mailbox has one and it is not sent, `silence`
    says why. Either `deliveries` or `refusal` is given.
    """

    address: str
    mailbox: str | None = None
    deliveries: tuple[Delivery, ...] = ()
    services: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    acknowledgement: Acknowledgement | None = None
    silence: str = ""
    refusal: Refusal | None = None
    why: tuple[str, ...] = ()


_NO_MESSAGE = Message()


def decide(
    catalog: Catalog, address: str, message: Message = _NO_MESSAGE, at: date | None = None
) -> Decision:
    """Return what happens to a mail to `address` on the day `at`.

    Without a day, every retirement that the catalog announces counts as in force. For many
    addresses call `flatten` once and `route` for each. Raises ValueError if `address` is not a
    mail address.
    """
    return route(flatten(catalog if at is None else as_of(catalog, at)), address, message)


def route(table: RoutingTable, address: str, message: Message = _NO_MESSAGE) -> Decision:
    """Return what happens to a mail to `address` by this table. Raises ValueError like `decide`."""
    wanted = parse_address(address)
    why: list[str] = []
    if wanted != address:
        why.append(f"The address is read as {wanted}: case, blanks and < > around it are ignored.")
    domain = domain_of(wanted)
    if domain not in table.catalog.domains:
        why.append(f"{domain} is not one of the mail domains of this catalog.")
        return _refused(address, Refusal(554, "5.7.1", "Relay access denied"), why)
    for candidate in dict.fromkeys((wanted, without_detail(wanted))):
        if candidate != wanted:
            why.append(f"Nothing has {wanted} as it stands, so the +detail is dropped.")
        if candidate in table.owners:
            return _to_mailbox(table, address, candidate, message, why)
        if candidate in table.direct:
            return _to_destination(address, table.direct[candidate], why)
    return _to_catch_all(table, address, domain, why)


def _to_mailbox(
    table: RoutingTable, address: str, found: str, message: Message, why: list[str]
) -> Decision:
    name = table.owners[found]
    mailbox = table.catalog.mailboxes[name]
    alias = "" if found == mailbox.address else f" as an alias of {mailbox.address}"
    why.append(f'{found} belongs to the mailbox "{name}"{alias}.')
    refusal = retirement(table.catalog, mailbox)
    if refusal is not None and mailbox.retired is not None:
        why.append(f'The mailbox "{name}" is retired since {mailbox.retired.since.isoformat()}.')
        return _refused(address, refusal, why, name)
    deliveries = table.deliveries[name]
    if not deliveries:
        why.append(f'The mailbox "{name}" has no destination, so its mail cannot be delivered.')
        return _refused(address, _unknown(), why, name)
    why += [f'A copy goes to "{each.destination}" at {each.address}.' for each in deliveries]
    acknowledgement, silence = _answer(table, name, message)
    if silence:
        why.append(f"No acknowledgement: {silence}.")
    elif acknowledgement is not None:
        sender = table.acknowledger(name).destination
        why.append(
            f'The acknowledgement "{mailbox.acknowledge}" is sent by the destination "{sender}", '
            f"at most once a sender per {acknowledgement.once_per}."
        )
    return Decision(
        address,
        mailbox=name,
        deliveries=deliveries,
        services=table.services.get(name, ()),
        tags=table.tags(name),
        acknowledgement=acknowledgement,
        silence=silence,
        why=tuple(why),
    )


def _answer(
    table: RoutingTable, mailbox: str, message: Message
) -> tuple[Acknowledgement | None, str]:
    wanted = table.catalog.mailboxes[mailbox].acknowledge
    if wanted is None:
        return None, ""
    silence = silenced_by(message, table) or misses_recipient(message, table, mailbox)
    return (None, silence) if silence else (table.catalog.acknowledgements[wanted], "")


def _to_destination(address: str, delivery: Delivery, why: list[str]) -> Decision:
    why.append(
        f'{delivery.address} is the address of the destination "{delivery.destination}" itself, '
        "so it is delivered as it stands."
    )
    return Decision(address, deliveries=(delivery,), why=tuple(why))


def _to_catch_all(table: RoutingTable, address: str, domain: str, why: list[str]) -> Decision:
    deliveries = table.catch_all.get(domain, ())
    if deliveries:
        names = ", ".join(f'"{each.destination}"' for each in deliveries)
        why.append(f"No mailbox has this address; the catch-all of {domain} sends it to {names}.")
        return Decision(address, deliveries=deliveries, why=tuple(why))
    why.append(f"No mailbox has this address and {domain} has no catch-all, so it is refused.")
    if any(domain_of(each) == domain for each in table.direct):
        why.append(
            f"{domain} holds destinations too: addresses that only its mail server knows "
            "are not refused."
        )
    return _refused(address, _unknown(), why)


def _unknown() -> Refusal:
    return Refusal(550, "5.1.1", "User unknown")


def _refused(
    address: str, refusal: Refusal, why: list[str], mailbox: str | None = None
) -> Decision:
    return Decision(address, mailbox=mailbox, refusal=refusal, why=tuple(why))
