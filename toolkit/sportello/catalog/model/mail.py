"""mailboxes.yaml: addresses and where their mail goes."""

from typing import Literal

import msgspec

from sportello.catalog.model.scalars import NO_TEXT, Address, Day, Text
from sportello.catalog.model.values import (
    AcknowledgementRef,
    DestinationRef,
    MailboxRef,
    Part,
    TeamRef,
)
from sportello.worktime import Duration


class Destination(Part, frozen=True, kw_only=True):
    """Where mail ends: the intake of a ticket desk, a team or an archive."""

    name: Text
    kind: Literal["ticket-desk", "team", "archive"]
    address: Address
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
    """A mailbox out of use since a day: mail is refused with the successor or a text."""

    since: Day
    successor: MailboxRef | None = None
    text: Text = NO_TEXT


class PublicMailbox(Part, frozen=True, kw_only=True):
    """An address to write to."""

    address: Address
    acknowledge: AcknowledgementRef | None = None
    retired: Retired | None = None


class Mailbox(PublicMailbox, frozen=True, kw_only=True):
    """An address with its aliases and the destinations of its mail."""

    aliases: tuple[Address, ...] = ()
    deliver_to: tuple[DestinationRef, ...] = ()
    owner: TeamRef | None = None
    visibility: Literal["public", "internal"] = "public"
    note: str = ""
