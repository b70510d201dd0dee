"""How values that are one text in YAML are written: an address, a day, a duration."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from sportello.catalog.model import (
    Address,
    BodyCode,
    Country,
    Day,
    OfficeCode,
    Phone,
    Url,
    ZoneName,
)
from sportello.catalog.model.language import check_language
from sportello.catalog.model.moments import DayOrMinute
from sportello.catalog.model.scalars import Domain, Handle
from sportello.findings import Invalid
from sportello.worktime import At, Duration, parse_date_or_instant, parse_instant
from sportello.worktime.date_rules import parse_exception_date

Formats = Mapping[str, Callable[[str], object]]
"""How each format of the schema is read; what is wrong with a value is a ValueError."""


_FORMATS: Formats = {
    "code-of-a-body": BodyCode,
    "code-of-an-office": OfficeCode,
    "country": Country,
    "date-or-instant": parse_date_or_instant,
    "date-or-rule": parse_exception_date,
    "day": Day,
    "day-or-minute": DayOrMinute,
    "duration-in-words": Duration.parse,
    "handle": Handle,
    "hour-of-the-last-day": At,
    "instant": parse_instant,
    "language": check_language,
    "mail-address": Address,
    "mail-domain": Domain,
    "timezone": ZoneName,
    "web-address": Url,
}


EXAMPLES: Mapping[str, str] = {
    "code-of-a-body": "c_a944",
    "code-of-an-office": "UF1A2B",
    "country": "IT",
    "date-or-instant": "2026-01-05",
    "date-or-rule": "2nd sat",
    "day": "2026-08-14",
    "day-or-minute": "2026-08-14T20:00",
    "duration-in-words": '"40 business hours"',
    "handle": '"@acme/front"',
    "hour-of-the-last-day": '"14:00"',
    "instant": "2026-01-05T17:30",
    "language": "it",
    "mail-address": "help@example.it",
    "mail-domain": "example.it",
    "opening-hours": '"09:00-18:00"',
    "phone": '"+39 051 6033266"',
    "timezone": "Europe/Rome",
    "weekdays": "mon-fri",
    "web-address": "https://example.it/",
    "week": '{mon-fri: "09:00-13:00"}',
}
"""How a value of each format is written."""


def desk_country(sections: Any) -> Country | None:
    """Return the country that the desk says it is in, None without one."""
    helpdesk = sections.get("helpdesk") if isinstance(sections, dict) else None
    written = helpdesk.get("country") if isinstance(helpdesk, dict) else None
    try:
        return Country(written) if isinstance(written, str) else None
    except Invalid:
        return None


def formats_of(country: Country | None) -> Formats:
    """Return the formats of the schema, as a desk in `country` writes them."""
    return {**_FORMATS, "phone": partial(Phone, country=country)}
