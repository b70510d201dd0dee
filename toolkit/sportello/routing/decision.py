"""What happens to a mail: the decision that every mail server target renders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sportello.catalog.model import Acknowledgement, Catalog
from sportello.routing.address import domain_of, parse_address, without_detail
from sportello.routing.matching import first_match
from sportello.routing.message import Message, misses_recipient, silenced_by
from sportello.routing.refusal import Refusal, retirement
from sportello.routing.retirement import as_of
from sportello.routing.table import Delivery, RoutedRule, RoutingTable, addresses_of, flatten


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one mail to one address, and why.

    `rule` is the message rule of the mailbox that holds for it. `tags` are the headers to set after
    removing those of the same name that the sender brought. `acknowledgement` is what to answer;
    if the mailbox has one and it is not sent, `silence` says why. Either `deliveries` or `refusal`
    is given, unless the address is `elsewhere`: then the domain is shared, and only its own server
    knows whether somebody has it.
    """

    address: str
    mailbox: str | None = None
    rule: str | None = None
    deliveries: tuple[Delivery, ...] = ()
    services: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    acknowledgement: Acknowledgement | None = None
    silence: str = ""
    refusal: Refusal | None = None
    elsewhere: bool = False
    why: tuple[str, ...] = ()


def decide(
    catalog: Catalog, address: str, message: Message | None = None, at: date | None = None
) -> Decision:
    """Return what happens to a mail to `address` that arrives at `at`, an instant or a day.

    Without a message, it is what the mail server does with the address, before any message rule.
    An instant's day is that of the desk's zone; a naive one is read in the zone of whoever asks,
    the desk or a calendar. Without a day, every retirement and forward that the catalog announces
    counts as in force. For many addresses call `flatten` once and `route` for each. Raises
    ValueError if `address` is not a mail address, or if a message rule asks whether a calendar is
    open and `at` is no instant.
    """
    if at is None:
        return route(flatten(catalog), address, message)
    day = at
    if isinstance(at, datetime):
        zone = ZoneInfo(catalog.helpdesk.timezone)
        day = (at if at.tzinfo is None else at.astimezone(zone)).date()
    return route(flatten(as_of(catalog, day)), address, message, at)


def route(
    table: RoutingTable, address: str, message: Message | None = None, at: date | None = None
) -> Decision:
    """Return what happens to a mail to `address` by this table.

    `at` matters to message rules alone: the table is that of its day. Raises ValueError like
    `decide`.
    """
    wanted = parse_address(address)
    why: list[str] = []
    if wanted != address:
        why.append(f"The address is read as {wanted}: case, blanks and < > around it are ignored.")
    domain = domain_of(wanted)
    if domain not in table.domains and domain not in table.shared:
        why.append(f"{domain} is not one of the mail domains of this catalog.")
        return _refused(address, Refusal(554, "5.7.1", "Relay access denied"), why)
    for candidate in dict.fromkeys((wanted, without_detail(wanted))):
        if candidate != wanted:
            why.append(f"Nothing has {wanted} as it stands, so the +detail is dropped.")
        if candidate in table.owners:
            return _to_mailbox(table, address, candidate, (message, at), why)
        if candidate in table.direct:
            return _to_destination(address, table.direct[candidate], why)
    return _to_catch_all(table, address, domain, why)


def _to_mailbox(
    table: RoutingTable,
    address: str,
    found: str,
    mail: tuple[Message | None, date | None],
    why: list[str],
) -> Decision:
    name = table.owners[found]
    mailbox = table.catalog.mailboxes[name]
    why += _belonging(table, found, name)
    refusal = retirement(table.catalog, mailbox)
    if refusal is not None and mailbox.retired is not None:
        why.append(f'The mailbox "{name}" is retired since {mailbox.retired.since.isoformat()}.')
        return _refused(address, refusal, why, name)
    if not table.deliveries[name]:
        why.append(f'The mailbox "{name}" has no destination, so its mail cannot be delivered.')
        return _refused(address, _unknown(), why, name)
    message, at = mail
    rule = _rule(table, name, message, at, why)
    deliveries = table.deliveries[name] if rule is None else rule.deliveries
    why += [f'A copy goes to "{each.destination}" at {each.address}.' for each in deliveries]
    wanted = mailbox.acknowledge if rule is None else rule.acknowledge
    acknowledgement, silence = _answer(table, name, wanted, message or Message(), why)
    return Decision(
        address,
        mailbox=name,
        rule=None if rule is None else rule.name,
        deliveries=deliveries,
        services=table.services.get(name, ()),
        tags=table.tags(name),
        acknowledgement=acknowledgement,
        silence=silence,
        why=tuple(why),
    )


def _rule(
    table: RoutingTable, name: str, message: Message | None, at: date | None, why: list[str]
) -> RoutedRule | None:
    rules = table.rules.get(name, ())
    if message is not None:
        return first_match(table.catalog, rules, message, at, why.append)
    if rules:
        names = ", ".join(f'"{rule.name}"' for rule in rules)
        why.append(f'The mailbox "{name}" has rules for some mails: {names}.')
    return None


def _belonging(table: RoutingTable, found: str, name: str) -> Iterator[str]:
    """Yield how an address that was found leads to a mailbox."""
    mailboxes = table.catalog.mailboxes
    former = [
        (each, retired)
        for each in table.forwarded.get(name, ())
        if found in addresses_of(mailboxes[each])
        and found not in addresses_of(mailboxes[name])
        and (retired := mailboxes[each].retired) is not None
    ]
    written = former[0][0] if former else name
    address = mailboxes[written].address
    alias = "" if found == address else f" as an alias of {address}"
    yield f'{found} belongs to the mailbox "{written}"{alias}.'
    for each, retired in former[:1]:
        yield (
            f'The mailbox "{each}" is retired since {retired.since.isoformat()}; until '
            f'{retired.forward_until} its mail goes to the mailbox "{name}".'
        )


def _answer(
    table: RoutingTable, mailbox: str, wanted: str | None, message: Message, why: list[str]
) -> tuple[Acknowledgement | None, str]:
    """Return what to answer, or why nothing, and tell it."""
    if wanted is None:
        return None, ""
    sender = table.acknowledger(mailbox)
    silence = silenced_by(message, table) or misses_recipient(message, table, mailbox)
    if not table.is_scripted(sender):
        silence = "none of its destinations is on a server that runs the Sieve script"
    if silence:
        why.append(f"No acknowledgement: {silence}.")
        return None, silence
    answer = table.catalog.acknowledgements[wanted]
    why.append(
        f'The acknowledgement "{wanted}" is sent by the destination "{sender.destination}", '
        f"at most once a sender per {answer.once_per}."
    )
    return answer, ""


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
    if domain in table.shared:
        why.append(f"No mailbox has this address, and {domain} is shared: its own server decides.")
        return Decision(address, elsewhere=True, why=tuple(why))
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
