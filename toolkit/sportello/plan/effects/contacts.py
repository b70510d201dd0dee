"""Whom customers can reach: who is gone or new, and who is reached otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from sportello.catalog.model import Contact
from sportello.findings import KeyPath
from sportello.plan.change import Change, Words, own_change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.texts.fields import differing, fields_in_words

_WAYS: Final = ("mail", "phone", "mailbox", "url")
_DETAILS: Final = (
    *_WAYS,
    "only_from",
    "languages",
    "out_of_hours",
    "provider",
    "team",
    "role",
    "kind",
    "person",
)


def contacts(comparison: Comparison) -> Iterator[Change]:
    """Yield the contacts that went or came, and those of which details are others."""
    if "contacts" not in comparison.sections:
        return
    before, after = comparison.before.contacts, comparison.after.contacts
    for name in comparison.sections["contacts"].entries:
        entry = ("contacts", name)
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            if not (new.is_public and new.kind == "person"):
                impact = Impact.NEUTRAL if new.is_public else Impact.DESK
                yield own_change(entry, "contact-new", impact, ((), _ways(new)))
        elif old is not None and new is None:
            impact = Impact.BROKEN if old.is_public else Impact.DESK
            yield own_change(entry, "contact-gone", impact, (_ways(old), ()))
        elif old is not None and new is not None:
            yield from _kept(comparison, entry, old, new)


def _kept(comparison: Comparison, entry: KeyPath, old: Contact, new: Contact) -> Iterator[Change]:
    if old.is_public and not new.is_public:
        yield own_change(entry, "contact-gone", Impact.BROKEN, (("public",), ("internal",)))
    fields = differing(old, new, ("valid", *_DETAILS))
    if "valid" in fields and _last(new) < _last(old):
        felt = Impact.BROKEN if new.is_public else Impact.DESK
        words = fields_in_words(old, ("valid",)), fields_in_words(new, ("valid",))
        over = comparison.period.since(date.fromordinal(_last(new).toordinal() + 1))
        yield replace(own_change(entry, "contact-gone", felt, words), since=over)
        fields = tuple(each for each in fields if each != "valid")
    fields = tuple(each for each in fields if not _is_published(comparison, each, new))
    if (old.calendar is None) != (new.calendar is None):
        fields = (*fields, "calendar")
    if fields:
        words = fields_in_words(old, fields), fields_in_words(new, fields)
        yield own_change(entry, "contact-detail", _impact(old, new, fields), words)


def _is_published(comparison: Comparison, field: str, new: Contact) -> bool:
    """Tell whether a detail of a person becomes public by this, which is told by itself."""
    if field not in {"mail", "phone"} or new.kind == "function" or not new.is_public:
        return False
    before, way = comparison.public[0], getattr(new, field)
    known = {each for contact in before.contacts.values() for each in (contact.mail, contact.phone)}
    return way is not None and way not in known | {
        each.address for each in before.mailboxes.values()
    }


def _impact(old: Contact, new: Contact, fields: tuple[str, ...]) -> Impact:
    """Return how much other details hurt: much, if there is a way less."""
    if not new.is_public:
        return Impact.DESK
    lost, came = (
        [way for way in _WAYS if way in fields and getattr(each, way) is None]
        for each in (new, old)
    )
    return Impact.BROKEN if lost and not came else Impact.NEUTRAL


def _last(contact: Contact) -> date:
    return contact.valid.until if contact.valid and contact.valid.until else date.max


def _ways(contact: Contact) -> Words:
    return fields_in_words(contact, [each for each in _WAYS if getattr(contact, each) is not None])


EFFECTS = (Effect(frozenset({"contacts"}), contacts),)
