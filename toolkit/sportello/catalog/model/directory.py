"""providers.yaml, teams.yaml and contacts.yaml: who stands behind the services."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from sportello.catalog.model.identifiers import Identifiers
from sportello.catalog.model.language import Language
from sportello.catalog.model.phone import Country, Phone
from sportello.catalog.model.scalars import NO_TEXT, Address, Handle, Text, Url
from sportello.catalog.model.values import (
    CalendarRef,
    Claim,
    ContactRef,
    MailboxRef,
    Part,
    PersonRef,
    ProviderRef,
    TeamRef,
    Valid,
)

Forge: TypeAlias = Literal["github", "gitlab"]


class Certification(Part, frozen=True, kw_only=True):
    """A standard that a provider or a person is certified for, and what it covers."""

    standard: str
    """The name of the standard. Example: `ISO/IEC 27001`"""
    scope: Text = NO_TEXT
    """What it covers. Example: `{it: Assistenza software, en: Software support}`"""
    valid: Valid | None = None
    """From when until when it holds: `check --on DAY` tells of one that ends."""


class PublicProvider(Claim, frozen=True, kw_only=True):
    """A company or team that provides services."""

    name: Text
    """What the public calls it. Example: `Acme`"""
    summary: Text = NO_TEXT
    """What it does, in a sentence.

    Example: `{it: Software per la scuola, en: Software for schools}`
    """
    website: Url | None = None
    """Its own site."""
    certifications: tuple[Certification, ...] = ()
    """What it is certified for."""
    identifiers: Identifiers | None = None
    """How the index of public bodies calls it. Example: `{ipa: c_a944}`"""


class Provider(PublicProvider, frozen=True, kw_only=True):
    """A provider with the desk's own note about it."""

    note: str = ""
    """A note of the desk, which is never published. Example: `Our contact there is in the wiki`"""


class PublicTeam(Part, frozen=True, kw_only=True):
    """A group that answers, perhaps within another team; level 1 answers first."""

    name: Text
    """What the team is called. Example: `{it: Primo livello, en: First line}`"""
    provider: ProviderRef
    """Whose team it is."""
    parent: TeamRef | None = None
    """The team that it is a part of."""
    level: Annotated[int, Meta(ge=1, le=4)] | None = None
    """Its level of support: 1 answers first. Example: `1`"""
    summary: Text = NO_TEXT
    """What it does. Example: `{it: Risponde per prima, en: Answers first}`"""
    identifiers: Identifiers | None = None
    """How the index of public bodies calls it, if it is an office. Example: `{uo: UF1A2B}`"""


class Team(PublicTeam, frozen=True, kw_only=True):
    """A team with the desk's own note about it."""

    handles: Mapping[Forge, Handle] = {}
    """How it is called where changes are reviewed: `sportello plan` asks it about what affects it,
    and `sportello codeowners` makes it a reviewer. Example: `{github: "@acme/front"}`
    """
    note: str = ""
    """A note of the desk, which is never published. Example: `Meets on Mondays`"""


class PublicContact(Claim, frozen=True, kw_only=True):
    """Whom to reach and how: a function of the desk, with mail, phone, web or a mailbox.

    A `commercial` contact is for offers and orders: who needs support is not sent there.
    """

    name: Text
    """What the function is called, or the person.

    Example: `{it: Assistenza telefonica, en: Hotline}`
    """
    role: Literal["support", "commercial"] = "support"
    """What it is for: who needs support is not sent to a `commercial` one. Example: `commercial`"""
    provider: ProviderRef | None = None
    """Whom it belongs to."""
    team: TeamRef | None = None
    """The team that answers there."""
    mailbox: MailboxRef | None = None
    """The mailbox of the catalog that it is written to."""
    mail: Address | None = None
    """A mail address that is no mailbox of the catalog, such as a provider's own."""
    phone: Phone | None = None
    """Its number, as people in the desk's `country` write it, or with its country code."""
    only_from: Country | None = None
    """The only country from which the number can be called, as most free numbers have one.

    Example: `IT`
    """
    url: Url | None = None
    """The page or portal to reach it by."""
    languages: tuple[Language, ...] = ()
    """The languages that are spoken there; unless written, nobody knows. Example: `[it, en]`"""
    calendar: CalendarRef | None = None
    """When somebody answers."""
    out_of_hours: ContactRef | None = None
    """The contact that stands in while this one is closed by its `calendar`.

    Example: `night-line`
    """
    reachable: Text = NO_TEXT
    """How it is reached, in words, where that is no address.

    Example: `{it: interno 12, en: extension 12}`
    """
    valid: Valid | None = None
    """The days on which it can be reached."""


class Contact(PublicContact, frozen=True, kw_only=True):
    """An entry of the contact directory: people are internal unless they say otherwise."""

    kind: Literal["function", "person"] = "function"
    """Whether it is a function of the desk, or a person."""
    person: PersonRef | None = None
    """Who has the function, which is never published. Example: `p-07`"""
    visibility: Literal["public", "internal"] | None = None
    """Whether the public sees it: unless written, functions are public and people internal.

    Example: `internal`
    """
    note: str = ""
    """A note of the desk, which is never published. Example: `On leave in May`"""

    @property
    def is_public(self) -> bool:
        """Whether the public may see it: functions by default, people only on request."""
        if self.visibility is None:
            return self.kind == "function"
        return self.visibility == "public"
