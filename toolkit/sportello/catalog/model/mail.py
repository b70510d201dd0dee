"""mailboxes.yaml: addresses and where their mail goes."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

from sportello.catalog.model.domains import with_ascii_domains
from sportello.catalog.model.scalars import NO_TEXT, Address, Day, Text
from sportello.catalog.model.values import (
    AcknowledgementOrNone,
    AcknowledgementRef,
    CalendarRef,
    Claim,
    DestinationRef,
    Id,
    MailboxRef,
    Part,
    TeamRef,
)
from sportello.worktime import Duration


class Destination(Claim, frozen=True, kw_only=True):
    """Where mail ends: the intake of a ticket desk, a team or an archive."""

    name: Text
    """What the desk calls it. Example: `{it: Banco, en: Ticket desk}`"""
    kind: Literal["ticket-desk", "team", "archive"]
    """What takes the mail in. Example: `ticket-desk`"""
    address: Address
    """Where mail is delivered; it is never published."""
    detail: bool = True
    """Whether its server takes `name+detail@domain` for `name@domain`, so that the mailbox can
    travel with the mail.
    """
    sieve: bool = True
    """Whether its server runs the Sieve script, which sets tags, acknowledges and follows message
    rules.
    """
    system: Literal["jira", "freshdesk", "zammad", "znuny", "glpi", "osticket", "other"] | None = (
        None
    )
    """The ticket system behind it. Example: `zammad`"""
    note: str = ""
    """A note of the desk, which is never published. Example: `Ask the provider for access`"""


class Acknowledgement(Part, frozen=True, kw_only=True):
    """The automatic answer to a mail, at most once a sender and period (RFC 3834)."""

    subject: Text
    """The subject of the answer; `{subject}` in it is that of the mail.

    Example: `{it: "Ricevuto: {subject}", en: "We have your message: {subject}"}`
    """
    text: Text
    """The answer itself; `{promise}` in it is the time in which a mail to the mailbox is answered.

    Example: `{it: "Grazie, rispondiamo {promise}.", en: "Thank you. We answer {promise}."}`
    """
    once_per: Duration = msgspec.field(default_factory=lambda: Duration.parse("1 calendar day"))
    """How long a sender gets no second one."""


class Retired(Part, frozen=True, kw_only=True):
    """A mailbox out of use since a day: mail is refused with the successor or a text.

    Until the day `forward_until`, itself included, mail still goes where the successor's does.
    """

    since: Day
    """The first day on which the address is out of use."""
    successor: MailboxRef | None = None
    """The mailbox to write to instead."""
    forward_until: Day | None = None
    """The last day on which mail still goes where the successor's does."""
    text: Text = NO_TEXT
    """What senders are told, where there is no successor.

    Example: `{it: Servizio chiuso, en: The service has ended}`
    """


Words = Annotated[tuple[Annotated[str, Meta(pattern=r"\S")], ...], Meta(min_length=1)]
HeaderName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]+$")]


class TextTest(Part, frozen=True, kw_only=True):
    """What a text must be: all that is written must hold, each with any of its words.

    Upper and lower case are the same (`sportello.routing.words`).
    """

    contains: Words = ()
    """One of these words is in it. Example: `[urgent]`"""
    is_: Words = msgspec.field(name="is", default=())
    """It is one of these. Example: `[invoice]`"""
    starts: Words = ()
    """It starts with one of these. Example: `["Re:"]`"""
    ends: Words = ()
    """It ends in one of these. Example: `["@bank.example"]`"""


class MessageConditions(Part, frozen=True, kw_only=True):
    """What a mail must be: all that is written must hold."""

    subject: TextTest | None = None
    """What the subject must be."""
    from_: TextTest | None = msgspec.field(name="from", default=None)
    """What the address in the header From must be, without the name."""
    header: Mapping[HeaderName, TextTest] = {}
    """What other headers must be, by their names. Example: `{X-Priority: {is: ["1"]}}`"""
    hours: Literal["open", "closed"] | None = None
    """Whether `calendar` is open or closed when the mail arrives. Example: `closed`"""
    calendar: CalendarRef | None = None
    """The calendar that `hours` asks."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.from_ is not None:
            force_setattr(self, "from_", _in_ascii(self.from_))


def _in_ascii(test: TextTest) -> TextTest:
    """Return a test of addresses with its domains as they stand in a header."""
    tests = {name: getattr(test, name) for name in TextTest.__struct_fields__}
    return TextTest(**{name: tuple(map(_word_in_ascii, words)) for name, words in tests.items()})


def _word_in_ascii(word: str) -> str:
    is_domain = "@" not in word and "." in word
    return (
        with_ascii_domains(f"@{word}").removeprefix("@") if is_domain else with_ascii_domains(word)
    )


class MessageTest(MessageConditions, frozen=True, kw_only=True):
    """What a mail must be for a rule: all that is written must hold."""

    not_: MessageConditions | None = msgspec.field(name="not", default=None)
    """What it must not be: a mail of which all of this holds does not fit.

    Example: `{from: {ends: ["@acme.example"]}}`
    """


class MessageRule(Part, frozen=True, kw_only=True):
    """A rule for some mails of a mailbox, and why."""

    when: MessageTest
    """Which mails it is for."""
    deliver_to: tuple[DestinationRef, ...] = ()
    """Where these go instead; copies to the mailbox's archives stay. Unless written, as in the
    mailbox.
    """
    acknowledge: AcknowledgementOrNone | None = None
    """The acknowledgement for these, or `none`. Unless written, that of the mailbox."""
    refuse: Text = NO_TEXT
    """What senders are told: these are not delivered, but go back with this text.

    Example: `{it: Scrivi dal modulo del sito., en: Please use the form on our site.}`
    """
    why: Text
    """The reason, for whoever reads the rule later. Example: `Invoices go to the accountants`"""


class PublicMailbox(Part, frozen=True, kw_only=True):
    """An address to write to."""

    address: Address
    """The address that people write to: in any case, with any `+detail`."""
    acknowledge: AcknowledgementRef | None = None
    """The automatic answer that senders get."""
    retired: Retired | None = None
    """Since when the address is out of use, and what comes instead."""


class Mailbox(PublicMailbox, frozen=True, kw_only=True):
    """An address with its aliases and the destinations of its mail."""

    aliases: tuple[Address, ...] = ()
    """Other addresses whose mail goes the same way."""
    deliver_to: tuple[DestinationRef, ...] = ()
    """Where its mail goes."""
    rules: Mapping[Id, MessageRule] = {}
    """Exceptions for some mails, by name: the first that fits a mail holds.

    Example: `{night: {when: {hours: closed, calendar: office}, deliver_to: [desk], why: At night}}`
    """
    owner: TeamRef | None = None
    """The team that cares for it."""
    visibility: Literal["public", "internal"] = "public"
    """Whether the public sees it."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Moved in 2024`"""
