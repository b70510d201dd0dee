"""helpdesk.yaml: the desk as a whole."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from sportello.catalog.model.language import Language
from sportello.catalog.model.phone import Country
from sportello.catalog.model.scalars import NO_TEXT, Text, Url, ZoneName
from sportello.catalog.model.values import Claim, Id, Part, ProviderRef

Year = Annotated[int, Meta(ge=1970, le=2100)]
MailServer = Literal["postfix", "exim", "opensmtpd", "exchange", "google"]


class Years(Part, frozen=True, kw_only=True):
    """The years for which calendars are published, both included."""

    first: Year
    last: Year


class Guide(Claim, frozen=True, kw_only=True):
    """A piece of advice for those who ask for help, shown on the page that `page` names."""

    title: Text
    text: Text
    page: Literal["open-a-ticket", "follow-a-ticket", "phone", "privacy"]
    provider: ProviderRef | None = None


class Helpdesk(Part, frozen=True, kw_only=True):
    """Name, languages (the first one is the main one), time zone and site of the desk.

    Phone numbers without a country code are read as those of `country`, without it not at all.
    Routing is generated for every server; of `mail_servers`, which the desk runs, is also told
    what they cannot do.
    """

    name: Text
    summary: Text = NO_TEXT
    languages: Annotated[tuple[Language, ...], Meta(min_length=1)]
    timezone: ZoneName
    country: Country | None = None
    site: Url
    repository: Url | None = None
    years: Years
    mail_servers: tuple[MailServer, ...] = ()
    guides: Mapping[Id, Guide] = {}
