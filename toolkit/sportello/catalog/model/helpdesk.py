"""helpdesk.yaml: the desk as a whole."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from sportello.catalog.model.language import Language
from sportello.catalog.model.phone import Country
from sportello.catalog.model.scalars import NO_TEXT, Address, Text, Url, ZoneName
from sportello.catalog.model.values import Claim, Id, Part, ProviderRef

Year = Annotated[int, Meta(ge=1970, le=2100)]
MailServer = Literal["postfix", "exim", "opensmtpd", "exchange", "google"]


class Years(Part, frozen=True, kw_only=True):
    """The years for which calendars are published, both included."""

    first: Year
    """The first of them. Example: `2026`"""
    last: Year
    """The last of them. Example: `2027`"""


class Guide(Claim, frozen=True, kw_only=True):
    """A piece of advice, shown on the page that `page` names.

    That of `staff` is for those who answer, and is never published.
    """

    title: Text
    """Its heading. Example: `{it: Prima di scrivere, en: Before you write}`"""
    text: Text
    """The advice, in Markdown. Example: `{it: Scegli il servizio., en: Choose the service.}`"""
    page: Literal["open-a-ticket", "follow-a-ticket", "phone", "privacy", "accessibility", "staff"]
    """The page of the site that shows it, or `staff` for the pages of those who answer. On the
    accessibility statement the desk says what is its own: when it was reviewed, and how.

    Example: `open-a-ticket`
    """
    provider: ProviderRef | None = None
    """Whose customers it is for, if not for all."""


class Helpdesk(Part, frozen=True, kw_only=True):
    """The desk as a whole."""

    name: Text
    """What the desk is called. Example: `{it: Assistenza, en: Support}`"""
    summary: Text = NO_TEXT
    """What it is for, in a sentence. Example: `{it: Un solo sportello, en: One counter for all}`"""
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    """The languages of the site, the main one first. Example: `[it, en]`"""
    timezone: ZoneName
    """The time zone of the desk's clock."""
    country: Country | None = None
    """The country of phone numbers that are written without their country code."""
    site: Url
    """Where the site will stand."""
    repository: Url | None = None
    """Where these files are kept: the site leads there whoever finds a mistake."""
    feedback: Address | None = None
    """Where readers of the site write when a page is not clear. Example: `site@acme.example`"""
    years: Years
    """The years for which calendars are published."""
    mail_servers: tuple[MailServer, ...] = ()
    """The mail servers that the desk runs: `check` says what they cannot do.

    Example: `[postfix]`
    """
    guides: Mapping[Id, Guide] = {}
    """Advice for those who ask for help.

    Example: `{first: {title: Before you write, text: Look here., page: phone}}`
    """
