"""What happens to a mail: the decision that every mail server target renders."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sportello.catalog.model import Acknowledgement, Catalog, Text, readable
from sportello.routing.address import domain_of, parse_address, without_detail
from sportello.routing.alias_domains import addresses_of, original_of
from sportello.routing.announced import announced_answers, answers_at, with_announced
from sportello.routing.answer import answer_subject, filled
from sportello.routing.flattening import flatten
from sportello.routing.matching import first_match
from sportello.routing.message import Message, recipient_reason, suppression_reason
from sportello.routing.refusal import Refusal, retirement, rule_refusal
from sportello.routing.retirement import as_of
from sportello.routing.table import Delivery, RoutedRule, RoutingTable
from sportello.worktime.zones import Zone

UNKNOWN_USER = Refusal(550, "5.1.1", "User unknown")
NO_RELAY = Refusal(554, "5.7.1", "Relay access denied")


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one mail to one address, and why.

    `rule` is the message rule of the mailbox that holds for it. `tags` are the headers to set after
    removing those of the same name that the sender brought. `acknowledgement` is what to answer;
    if the mailbox has one and it is not sent, `suppression_reason` says why. Its subject as it is
    sent is `answer_subject`. Either `deliveries` or
    `refusal` is given, unless the address is `external`: then the domain is shared, and only its
    own server knows whether somebody has it. What a `rule` refuses is accepted by the mail server,
    and sent back by the Sieve script.
    """

    address: str
    mailbox: str | None = None
    rule: str | None = None
    deliveries: tuple[Delivery, ...] = ()
    services: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    acknowledgement: Acknowledgement | None = None
    answer_subject: str = ""
    suppression_reason: str = ""
    refusal: Refusal | None = None
    external: bool = False
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail on its way through a table, and what was told about it so far."""

    table: RoutingTable
    address: str
    message: Message | None
    at: date | None
    why: list[str] = field(default_factory=list)

    def tell(self, step: str) -> None:
        self.why.append(readable(step))

    def delivered(self, *deliveries: Delivery) -> Decision:
        return Decision(self.address, deliveries=deliveries, why=tuple(self.why))

    def refused(self, refusal: Refusal, mailbox: str | None = None) -> Decision:
        return Decision(self.address, mailbox, refusal=refusal, why=tuple(self.why))


@dataclass(frozen=True, slots=True)
class _Answer:
    """An acknowledgement and its subject, or why there is none."""

    acknowledgement: Acknowledgement | None = None
    subject: str = ""
    suppression_reason: str = ""


def decide(
    catalog: Catalog, address: str, message: Message | None = None, at: date | None = None
) -> Decision:
    """Return what happens to a mail to `address` that arrives at `at`, an instant or a day.

    Without a message, it is what the mail server does with the address, before any message rule.
    An instant's day is that of the desk's zone; a naive one is read in the zone of whoever asks,
    the desk or a calendar. Without a day, every retirement and forward that the catalog announces
    counts as in force. What an acknowledgement promises is left open: this knows no policies.
    Raises Invalid if `address` is not a mail address, or if a message rule asks whether a calendar
    is open and `at` is no instant.
    """
    return route(table_at(catalog, at), address, message, at)


def table_at(catalog: Catalog, at: date | None) -> RoutingTable:
    """Return the table that `decide` follows at an instant or on a day."""
    if at is None:
        return flatten(catalog)
    day = at
    if isinstance(at, datetime):
        zone = Zone(catalog.helpdesk.timezone)
        day = (at if at.tzinfo is None else at.astimezone(zone)).date()
    return flatten(as_of(catalog, day))


def route(
    table: RoutingTable, address: str, message: Message | None = None, at: date | None = None
) -> Decision:
    """Return what happens to a mail to `address` by this table.

    For many addresses this is `decide` with the table made once. `at` matters to message rules
    alone: the table is that of its day. Raises ValueError like
    `decide`.
    """
    recipient = parse_address(address)
    mail = _Mail(table, address, message, at)
    if address not in {recipient, readable(recipient)}:
        mail.tell(
            f"The address is read as {recipient}: case, blanks and < > around it are ignored."
        )
    domain = domain_of(recipient)
    if readable(domain) != domain:
        mail.why.append(f"To mail servers the domain {readable(domain)} is {domain}.")
    if domain not in table.domains and domain not in table.shared:
        mail.tell(f"{domain} is not one of the mail domains of this catalog.")
        return mail.refused(NO_RELAY)
    for candidate in dict.fromkeys((recipient, without_detail(recipient))):
        if candidate != recipient:
            mail.tell(f"Nothing has {recipient} as it stands, so the +detail is dropped.")
        if candidate in table.owners:
            return _to_mailbox(mail, candidate)
        if candidate in table.direct:
            return _to_destination(mail, table.direct[candidate])
    return _to_catch_all(mail, domain)


def _to_mailbox(mail: _Mail, found: str) -> Decision:
    table = mail.table
    name = table.owners[found]
    mailbox = table.catalog.mailboxes[name]
    for step in _belonging(table, found, name):
        mail.tell(step)
    refusal = retirement(table.catalog, name, table.final_successors)
    if refusal is not None and mailbox.retired is not None:
        mail.tell(f'The mailbox "{name}" is retired since {mailbox.retired.since.isoformat()}.')
        return mail.refused(refusal, name)
    if not table.deliveries[name]:
        mail.tell(f'The mailbox "{name}" has no destination, so its mail cannot be delivered.')
        return mail.refused(UNKNOWN_USER, name)
    rule = _rule(mail, name)
    if rule is not None and rule.refuse:
        return _sent_back(mail, name, rule.name, rule.refuse)
    deliveries = table.deliveries[name] if rule is None else rule.deliveries
    for each in deliveries:
        mail.tell(f'A copy goes to "{each.destination}" at {each.address}.')
    return _accepted(mail, name, rule, deliveries, _answer(mail, name, rule))


def _to_destination(mail: _Mail, delivery: Delivery) -> Decision:
    table = mail.table
    itself = f'{delivery.address} is the address of the destination "{delivery.destination}" itself'
    name = table.mailbox_at(delivery)
    if name is None:
        mail.tell(f"{itself}, so it is delivered as it stands.")
        return mail.delivered(delivery)
    mail.tell(f'{itself}; it counts as mail to the mailbox "{name}", which delivers there.')
    if delivery != table.acknowledger(name):
        # The script does nothing but tag it.
        return _accepted(mail, name, None, (delivery,), _Answer())
    rule = _rule(mail, name)
    if rule is not None and rule.refuse:
        return _sent_back(mail, name, rule.name, rule.refuse)
    chosen = table.deliveries[name] if rule is None else rule.deliveries
    stays = (delivery,) if delivery in chosen else ()
    deliveries = (*stays, *table.redirected(name, chosen))
    for each in deliveries:
        mail.tell(f'A copy goes to "{each.destination}" at {each.address}.')
    return _accepted(mail, name, rule, deliveries, _answer(mail, name, rule))


def _accepted(
    mail: _Mail,
    name: str,
    rule: RoutedRule | None,
    deliveries: tuple[Delivery, ...],
    answer: _Answer,
) -> Decision:
    return Decision(
        mail.address,
        mailbox=name,
        rule=None if rule is None else rule.name,
        deliveries=deliveries,
        services=mail.table.services.get(name, ()),
        tags=mail.table.tags(name),
        acknowledgement=answer.acknowledgement,
        answer_subject=answer.subject,
        suppression_reason=answer.suppression_reason,
        why=tuple(mail.why),
    )


def _sent_back(mail: _Mail, name: str, rule: str, text: Text) -> Decision:
    """Return the decision about a mail that a rule refuses."""
    sender = mail.table.acknowledger(name)
    mail.tell(
        f'The destination "{sender.destination}" sends it back with the text of the rule, and '
        "delivers it nowhere."
    )
    refusal = rule_refusal(text, mail.table.catalog.helpdesk.languages)
    return Decision(mail.address, name, rule, refusal=refusal, why=tuple(mail.why))


def _rule(mail: _Mail, name: str) -> RoutedRule | None:
    rules = mail.table.rules.get(name, ())
    if mail.message is not None:
        return first_match(mail.table.catalog, rules, mail.message, mail.at, mail.tell)
    if rules:
        names = ", ".join(f'"{rule.name}"' for rule in rules)
        mail.tell(f'The mailbox "{name}" has rules for some mails: {names}.')
    return None


def _answer(mail: _Mail, name: str, rule: RoutedRule | None) -> _Answer:
    """Return what to answer, or why nothing, and tell it."""
    table, message = mail.table, mail.message or Message()
    mailbox = table.catalog.mailboxes[name]
    acknowledged = (rule or mailbox).acknowledge
    if rule is not None and acknowledged is None and mailbox.acknowledge is not None:
        return _silent(mail, f'the rule "{rule.name}" says that there is none')
    if acknowledged is None:
        return _Answer()
    sender = table.acknowledger(name)
    reason = suppression_reason(message, table) or recipient_reason(message, table, name)
    if not table.is_scripted(sender):
        reason = "none of its destinations is on a server that runs the Sieve script"
    if reason:
        return _silent(mail, reason)
    answer = table.acknowledgement(name, acknowledged)
    mail.tell(
        f'The acknowledgement "{acknowledged}" is sent by the destination "{sender.destination}", '
        f"at most once a sender per {answer.once_per}."
    )
    announced = announced_answers(table, name)
    holding = answers_at(announced, _instant(mail))
    for each in holding:
        mail.tell(f'It begins with what the announcement "{each.name}" says.')
    for each in announced if _instant(mail) is None else ():
        mail.tell(f'While the announcement "{each.name}" holds, it begins with its text.')
    answer = with_announced(answer, holding, table.catalog.helpdesk.languages)
    if name in table.promises and acknowledged in table.promising(name):
        mail.tell(f"It promises an answer {table.promises[name].says('en')}.")
    subject = answer_subject(answer, table.catalog.helpdesk.languages)
    return _Answer(answer, filled(subject, message))


def _instant(mail: _Mail) -> datetime | None:
    """Return the instant at which a mail comes; a naive one is read in the desk's zone."""
    if not isinstance(mail.at, datetime):
        return None
    zone = Zone(mail.table.catalog.helpdesk.timezone)
    return mail.at if mail.at.tzinfo else mail.at.replace(tzinfo=zone)


def _silent(mail: _Mail, reason: str) -> _Answer:
    mail.tell(f"No acknowledgement: {reason}.")
    return _Answer(suppression_reason=reason)


def _to_catch_all(mail: _Mail, domain: str) -> Decision:
    table = mail.table
    deliveries = table.catch_all.get(domain, ())
    if deliveries:
        names = ", ".join(f'"{each.destination}"' for each in deliveries)
        mail.tell(f"No mailbox has this address; the catch-all of {domain} sends it to {names}.")
        return mail.delivered(*deliveries)
    if domain in table.shared:
        mail.tell(f"No mailbox has this address, and {domain} is shared: its own server decides.")
        return Decision(mail.address, external=True, why=tuple(mail.why))
    mail.tell(f"No mailbox has this address and {domain} has no catch-all, so it is refused.")
    if any(domain_of(each) == domain for each in table.direct):
        mail.tell(
            f"{domain} holds destinations too: addresses that only its mail server knows "
            "are not refused."
        )
    return mail.refused(UNKNOWN_USER)


def _belonging(table: RoutingTable, found: str, name: str) -> Iterator[str]:
    """Yield how an address that was found leads to a mailbox."""
    mailboxes = table.catalog.mailboxes
    former = [
        (each, retired)
        for each in table.forwarded.get(name, ())
        if found in addresses_of(table.catalog, mailboxes[each])
        and found not in addresses_of(table.catalog, mailboxes[name])
        and (retired := mailboxes[each].retired) is not None
    ]
    written = former[0][0] if former else name
    mailbox = mailboxes[written]
    address = mailbox.address
    if found not in {address, *mailbox.aliases}:
        found, twin = original_of(table.catalog, found), found
        yield f"{domain_of(twin)} has the addresses of {domain_of(found)}: {twin} is {found}."
    alias = "" if found == address else f" as an alias of {address}"
    yield f'{found} belongs to the mailbox "{written}"{alias}.'
    for each, retired in former[:1]:
        yield (
            f'The mailbox "{each}" is retired since {retired.since.isoformat()}; until '
            f'{retired.forward_until} its mail goes to the mailbox "{name}".'
        )
