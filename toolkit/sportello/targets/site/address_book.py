"""Contacts for address books and tables: those that can be written to or called."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import PublicCatalog, PublicContact, readable
from sportello.files import Files
from sportello.targets.feeds.vcard import Card, vcards
from sportello.targets.site import directory
from sportello.targets.site.publication import Publication
from sportello.targets.spreadsheet import csv_table
from sportello.wording.messages import Messages
from sportello.wording.times import week_words

CONTACTS: Final = "feeds/contacts"
"""The files with all contacts, without their endings."""


def address_book(catalog: PublicCatalog, there: Publication, _: Messages) -> Files:
    """Return the files of a language: all contacts as vCards and a table, and each as a vCard."""
    cards = {name: _card(catalog, name, each, there, _) for name, each in reachable(catalog)}
    if not cards:
        return {}
    return {
        f"{CONTACTS}.vcf": vcards(cards.values()),
        f"{CONTACTS}.csv": _contacts_table(catalog, _),
        **{f"feeds/contact-{name}.vcf": vcards([card]) for name, card in cards.items()},
    }


def reachable(catalog: PublicCatalog) -> Iterator[tuple[str, PublicContact]]:
    """Yield the contacts that can be written to or called, with their names."""
    yield from (
        (name, each) for name, each in catalog.contacts.items() if directory.ways_to(catalog, each)
    )


def _card(
    catalog: PublicCatalog, name: str, contact: PublicContact, there: Publication, _: Messages
) -> Card:
    organisation = [
        *([catalog.providers[contact.provider].name] if contact.provider else []),
        *([catalog.teams[contact.team].name] if contact.team else []),
    ]
    hours = week_words(catalog.calendars[contact.calendar], _) if contact.calendar else ""
    return Card(
        uid=f"contact-{name}@{there.host}",
        name=contact.name.says(_.language),
        organisation=tuple(each.says(_.language) for each in organisation),
        mails=_mails(catalog, contact),
        phone=contact.phone,
        url=contact.url,
        note="\n".join(filter(None, (hours, contact.reachable.says(_.language)))),
        changed=there.changed,
    )


def _mails(catalog: PublicCatalog, contact: PublicContact) -> tuple[str, ...]:
    mailbox = catalog.mailboxes[contact.mailbox].address if contact.mailbox else None
    return tuple(dict.fromkeys(str(each) for each in (mailbox, contact.mail) if each))


def _contacts_table(catalog: PublicCatalog, _: Messages) -> bytes:
    header = (
        *(
            _("Contact"),
            _("Provider"),
            _("Team"),
            _("Email"),
            _("Phone"),
            _("Website:").rstrip(":"),
        ),
        *(_("Answering hours"), _("Where")),
    )
    return csv_table(header, (_row(catalog, each, _) for _name, each in reachable(catalog)))


def _row(catalog: PublicCatalog, contact: PublicContact, _: Messages) -> tuple[str, ...]:
    return (
        contact.name.says(_.language),
        catalog.providers[contact.provider].name.says(_.language) if contact.provider else "",
        catalog.teams[contact.team].name.says(_.language) if contact.team else "",
        " ".join(readable(each) for each in _mails(catalog, contact)),
        contact.phone.shown if contact.phone else "",
        contact.url or "",
        week_words(catalog.calendars[contact.calendar], _) if contact.calendar else "",
        contact.reachable.says(_.language),
    )
