"""Contacts, addresses and notices: what is there, and how it is reached."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sportello.catalog.model import PublicCatalog, Valid, readable
from sportello.plan.visitors.told import Facts, Telling, Told, some
from sportello.targets.changed import PublicChange


def contact(kind: str) -> Telling:
    """Return how it is told how a contact is reached, and was."""

    def tell(told: Told) -> Iterator[PublicChange]:
        section, name = (str(each) for each in told.change.about[0])
        if section == "contacts":
            old, new = (
                _reached(side, each)
                for side, each in zip(told.sides, told.both(section, name), strict=True)
            )
            yield told.of(kind, (section, name), (old, new) if old != new else ((), ()))

    return tell


def _reached(catalog: PublicCatalog, contact: Any) -> Facts:
    if contact is None:
        return ()
    box = catalog.mailboxes.get(contact.mailbox or "")
    mail = box.address if box else contact.mail
    said = (mail and readable(mail), contact.phone and contact.phone.shown, contact.url)
    return tuple(str(each) for each in said if each)


def addresses(told: Told) -> Iterator[PublicChange]:
    """Yield the addresses that are given to write to, or no more, and one that is in use longer."""
    old, new = (
        {readable(each.address): ("mailboxes", name) for name, each in side.mailboxes.items()}
        for side in told.sides
    )
    for address in [each for each in old if each not in new]:
        yield told.of("address-gone", old[address], name=address)
    for address in [each for each in new if each not in old]:
        yield told.of("address-new", new[address], name=address)
    subject = told.change.subject
    if told.change.kind == "address-new" and subject in old and subject in new:
        yield replace(told.of("address-longer", new[subject], name=subject), since=None, until=None)


def address_retired(told: Told) -> Iterator[PublicChange]:
    """Yield an address out of use, with the one to write to instead."""
    boxes = told.sides[1].mailboxes
    for name, box in boxes.items():
        if readable(box.address) == told.change.subject:
            other = boxes.get((box.retired and box.retired.successor) or "")
            now = some(other and readable(other.address))
            entry = ("mailboxes", name)
            yield told.of("address-retired", entry, ((), now), name=told.change.subject)


def notice(kind: str) -> Telling:
    """Return how a notice is told, with its days."""

    def tell(told: Told) -> Iterator[PublicChange]:
        entry = ("announcements", str(told.change.about[0][1]))
        said = next(each for each in reversed(told.both(*entry)) if each is not None)
        days = Valid(from_=said.from_.day, until=said.end.day)
        yield PublicChange(kind, entry, said.title, said.services, after=(days,))

    return tell
