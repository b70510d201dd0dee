"""mailboxes.yaml: addresses and where their mail goes."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Address, Day, Text
from sportello.catalog.model.values import (
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
    """Where mail ends: the intake of a ticket desk, a team or an archive.

    `detail` says whether its server takes name+detail@domain for name@domain, so that the mailbox
    can travel with the mail; `sieve` whether that server runs the Sieve script, which sets tags,
    acknowledges and follows message rules.
    """

    name: Text
    kind: Literal["ticket-desk", "team", "archive"]
    address: Address
    detail: bool = True
    sieve: bool = True
    system: Literal["jira", "freshdesk", "zammad", "znuny", "glpi", "osticket", "other"] | None = (
        None
    )
    note: str = ""


class Acknowledgement(Part, frozen=True, kw_only=True):
    """The automatic answer to a mail, at most once a sender and period (RFC 3834)."""

    subject: Text
    text: Text
    once_per: Duration = msgspec.field(default_factory=lambda: Duration.parse("1 calendar day"))


class Retired(Part, frozen=True, kw_only=True):
    """A mailbox out of use since a day: mail is refused with the successor or a text.

    Until the day `forward_until`, itself included, mail still goes where the successor's does.
    """

    since: Day
    successor: MailboxRef | None = None
    forward_until: Day | None = None
    text: Text = NO_TEXT


Words = Annotated[tuple[Annotated[str, Meta(pattern=r"\S")], ...], Meta(min_length=1)]
HeaderName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]+$")]


class TextTest(Part, frozen=True, kw_only=True):
    """What a text must be: all that is written must hold, each with any of its words.

    Upper and lower case are the same (`sportello.routing.words`).
    """

    contains: Words = ()
    is_: Words = msgspec.field(name="is", default=())
    starts: Words = ()
    ends: Words = ()


class MessageTest(Part, frozen=True, kw_only=True):
    """What a mail must be for a rule: all that is written must hold.

    `from` is the address in the header From, without the name; `header` has the tests of other
    headers by their names; `hours` asks whether `calendar` is open when the mail arrives.
    """

    subject: TextTest | None = None
    from_: TextTest | None = msgspec.field(name="from", default=None)
    header: Mapping[HeaderName, TextTest] = {}
    hours: Literal["open", "closed"] | None = None
    calendar: CalendarRef | None = None


class MessageRule(Part, frozen=True, kw_only=True):
    """A rule for some mails of a mailbox, and why: other destinations, another acknowledgement.

    What it does not write stays as in the mailbox. Copies to the mailbox's archives always stay.
    """

    when: MessageTest
    deliver_to: tuple[DestinationRef, ...] = ()
    acknowledge: AcknowledgementRef | None = None
    why: Text


class PublicMailbox(Part, frozen=True, kw_only=True):
    """An address to write to."""

    address: Address
    acknowledge: AcknowledgementRef | None = None
    retired: Retired | None = None


class Mailbox(PublicMailbox, frozen=True, kw_only=True):
    """An address with its aliases and the destinations of its mail.

    Of `rules` the first that fits a mail holds.
    """

    aliases: tuple[Address, ...] = ()
    deliver_to: tuple[DestinationRef, ...] = ()
    rules: Mapping[Id, MessageRule] = {}
    owner: TeamRef | None = None
    visibility: Literal["public", "internal"] = "public"
    note: str = ""
