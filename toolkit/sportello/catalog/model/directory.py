"""providers.yaml, teams.yaml and contacts.yaml: who stands behind the services."""

from typing import Annotated, Literal

from msgspec import Meta

from sportello.catalog.model.phone import Phone
from sportello.catalog.model.scalars import NO_TEXT, Address, Text, Url
from sportello.catalog.model.values import (
    CalendarRef,
    Claim,
    MailboxRef,
    Part,
    ProviderRef,
    TeamRef,
    Valid,
)


class Certification(Part, frozen=True, kw_only=True):
    """A standard that a provider or a person is certified for, and what it covers."""

    standard: str
    scope: Text = NO_TEXT
    valid: Valid | None = None


class PublicProvider(Claim, frozen=True, kw_only=True):
    """A company or team that provides services."""

    name: Text
    summary: Text = NO_TEXT
    website: Url | None = None
    certifications: tuple[Certification, ...] = ()


class Provider(PublicProvider, frozen=True, kw_only=True):
    """A provider with the desk's own note about it."""

    note: str = ""


class PublicTeam(Part, frozen=True, kw_only=True):
    """A group that answers, perhaps within another team; level 1 answers first."""

    name: Text
    provider: ProviderRef
    parent: TeamRef | None = None
    level: Annotated[int, Meta(ge=1, le=4)] | None = None
    summary: Text = NO_TEXT


class Team(PublicTeam, frozen=True, kw_only=True):
    """A team with the desk's own note about it."""

    note: str = ""


class PublicContact(Claim, frozen=True, kw_only=True):
    """Whom to reach and how: a function of the desk, with mail, phone, web or a mailbox.

    A `commercial` contact is for offers and orders: who needs support is not sent there.
    """

    name: Text
    role: Literal["support", "commercial"] = "support"
    provider: ProviderRef | None = None
    team: TeamRef | None = None
    mailbox: MailboxRef | None = None
    mail: Address | None = None
    phone: Phone | None = None
    url: Url | None = None
    calendar: CalendarRef | None = None
    reachable: Text = NO_TEXT
    valid: Valid | None = None


class Contact(PublicContact, frozen=True, kw_only=True):
    """An entry of the contact directory: people are internal unless they say otherwise."""

    kind: Literal["function", "person"] = "function"
    visibility: Literal["public", "internal"] | None = None
    note: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the public may see it: functions by default, people only on request."""
        if self.visibility is None:
            return self.kind == "function"
        return self.visibility == "public"
