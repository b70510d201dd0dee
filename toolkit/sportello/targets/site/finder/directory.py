"""Contacts that stand for themselves, and addresses that are out of use."""

from collections.abc import Iterator, Sequence

from sportello.catalog.model import PublicCatalog, readable
from sportello.routing.retirement import final_successors
from sportello.targets.site import pages
from sportello.targets.site.asked_words import AskedWords
from sportello.targets.site.finder.entry import Entry, in_all, once
from sportello.targets.site.pages import Paths
from sportello.wording.messages import Messages


def contact_entries(
    catalog: PublicCatalog, _: Messages, words: Sequence[AskedWords], paths: Paths
) -> Iterator[Entry]:
    """Yield an entry for each contact with something to call or write to.

    Those that a service is reached by are found with it, where there is more to know.
    """
    ways = {way.contact for service in catalog.services.values() for way in service.channels}
    commercial = once(word for each in words for word in each.commercial)
    for name, contact in catalog.contacts.items():
        box = catalog.mailboxes.get(contact.mailbox or "")
        mail = readable(box.address) if box else readable(contact.mail or "")
        if name in ways or not (mail or contact.phone or contact.url):
            continue
        team = [catalog.teams[contact.team].name] if contact.team else []
        provider = [catalog.providers[contact.provider].name] if contact.provider else []
        yield Entry(
            title=contact.name.says(_.language),
            url=paths.within(pages.CONTACTS),
            kind=_("Contact"),
            mail=mail,
            phone=(contact.phone, contact.phone.shown) if contact.phone else (),
            words=(
                *in_all(contact.name, *team),
                *(commercial if contact.role == "commercial" else ()),
            ),
            places=once((mail, contact.url or "")),
            phones=(contact.phone,) if contact.phone else (),
            groups=in_all(*provider),
        )


def retired_entries(catalog: PublicCatalog, _: Messages, paths: Paths) -> Iterator[Entry]:
    """Yield an entry for each address out of use: it says where to write instead."""
    successors = final_successors(catalog)
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is None:
            continue
        successor = catalog.mailboxes.get(successors.get(name, ""))
        address = readable(mailbox.address)
        yield Entry(
            title=address,
            url=paths.within(pages.ADDRESSES),
            kind=_("no longer in use; write to:") if successor else _("no longer in use"),
            mail=readable(successor.address) if successor else "",
            way="" if successor else mailbox.retired.text.says(_.language),
            names=(address,),
            places=(address,),
        )
