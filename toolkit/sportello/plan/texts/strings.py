"""The texts, addresses and numbers that a catalog holds, each with the entry that says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import phonenumbers

from sportello.catalog.model import (
    Address,
    Catalog,
    Part,
    Phone,
    PublicCatalog,
    Text,
    Url,
    readable,
)
from sportello.catalog.model.scalars import mail_address
from sportello.findings import Invalid, KeyPath
from sportello.frozendict import FrozenDict
from sportello.plan.sections import entries_of
from sportello.plan.texts.calendar_texts import calendar_texts
from sportello.worktime import Calendar

Saying = tuple[KeyPath, str, str]
"""Section and identifier of an entry, the name of the field, and what it says there."""

_WAYS: Final = (Address, Phone, Url)
_FREE: Final = frozenset({"customer", "note"})
"""The fields that hold words and are no `Text`."""
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER: Final = re.compile(r"\+[0-9]+")
_FEWEST_DIGITS: Final = 6
"""Of a phone number."""


def sayings(catalog: Catalog | PublicCatalog, sections: Iterable[str]) -> Iterator[Saying]:
    """Yield what the entries of some sections of a catalog say, public or not."""
    for section in sections:
        for name, entry in entries_of(catalog, section).items():
            for field, text in said_in(entry):
                yield (section, name), field, text


def said_in(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words, addresses and numbers in a value, each with the field that holds them."""
    match value:
        case Text():
            yield from ((field, each) for each in value.values() if each.strip())
        case str():
            if value and (isinstance(value, _WAYS) or field in _FREE):
                yield field, str(value)
        case Part():
            for name in value.__struct_fields__:
                yield from said_in(getattr(value, name), name)
        case tuple():
            yield from (found for each in value for found in said_in(each, field))
        case FrozenDict():
            yield from (found for each in value.values() for found in said_in(each, field))
        case Calendar():
            yield from (
                found for part, text in calendar_texts(value) for found in said_in(text, part)
            )


def details_in(text: str, country: str | None) -> frozenset[str]:
    """Return the mail addresses and phone numbers (E.164) that stand in a text."""
    if _NUMBER.fullmatch(text):
        return frozenset({text})
    found = {each for part in _MAIL.findall(text) if (each := _address(part.strip(".")))}
    if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS:
        found |= {
            phonenumbers.format_number(each.number, phonenumbers.PhoneNumberFormat.E164)
            for each in phonenumbers.PhoneNumberMatcher(text, country)
        }
    return frozenset(found)


def readable_detail(text: str) -> str:
    """Return an address, number or text for people: a number with spaces."""
    return Phone(text).shown if _NUMBER.fullmatch(text) else readable(text)


def shown(value: Any) -> str:
    """Return a value as people read it: numbers with spaces, texts by language, and no notes."""
    match value:
        case Phone():
            said = value.shown
        case Mapping():
            said = ", ".join(
                f"{key}: {shown(each)}" if key else each for key, each in value.items()
            )
        case tuple():
            said = ", ".join(map(shown, value))
        case Part():
            keys = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
            told = ((key, getattr(value, name)) for key, name in keys)
            said = ", ".join(
                f"{key}: {shown(each)}" for key, each in told if each and key != "note"
            )
        case bool():
            said = str(value).lower()
        case _:
            said = readable(str(value))
    return said


def _address(written: str) -> str | None:
    try:
        return mail_address(written)
    except Invalid:
        return None
