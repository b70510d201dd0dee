"""Entries of the contact directory as vCards of version 3.0 (RFC 2426), which telephones import.

Not 4.0: the address book of Android refuses it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import icalendar

_PRODUCT: Final = "-//Sportello//Sportello//EN"
_MAIL: Final[Any] = {"type": ["INTERNET", "WORK"]}
_PHONE: Final[Any] = {"type": ["WORK", "VOICE"]}


class _VCard(icalendar.Component):
    """A vCard has the lines of a component of iCalendar."""

    name = "VCARD"


@dataclass(frozen=True, slots=True)
class Card:
    """A function of a desk: `organisation` are the provider and, within it, the team.

    `uid` stays the same as long as it is the same function; `changed` is when what it tells was
    changed last, never a clock's time.
    """

    uid: str
    name: str
    organisation: tuple[str, ...]
    mails: tuple[str, ...]
    phone: str | None
    url: str | None
    note: str
    changed: dt.datetime


def vcards(cards: Iterable[Card]) -> bytes:
    """Return cards one after the other, as the bytes of a file."""
    return b"".join(_vcard(each) for each in cards)


def _vcard(card: Card) -> bytes:
    made = _VCard()
    made.add("version", icalendar.vText("3.0"))
    made.add("prodid", icalendar.vText(_PRODUCT))
    made.add("uid", icalendar.vText(card.uid))
    made.add("fn", icalendar.vText(card.name))
    made.add("n", icalendar.vN((_line(card.name), "", "", "", "")))
    if card.organisation:
        made.add("org", icalendar.vOrg(tuple(map(_line, card.organisation))))
    # Address books of Apple list it by its organisation, not among people.
    made.add("x-abshowas", icalendar.vText("COMPANY"))
    for mail in card.mails:
        made.add("email", icalendar.vText(mail), parameters=_MAIL)
    if card.phone:
        made.add("tel", icalendar.vText(card.phone), parameters=_PHONE)
    if card.url:
        made.add("url", icalendar.vUri(card.url))
    if card.note:
        made.add("note", icalendar.vText(card.note))
    made.add("rev", icalendar.vText(f"{card.changed.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"))
    return bytes(made.to_ical(sorted=False))


def _line(text: str) -> str:
    """Return a text as one line: values with parts know no other."""
    return " ".join(text.split())
