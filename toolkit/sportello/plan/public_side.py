"""A catalog as the public knows it, so that a plan of it holds nothing else.

A comment in a private repository goes out by mail, to whoever follows it. What this makes has no
place for what is internal, as the public catalog has none: where mail goes, who reads copies, what
was agreed with customers.
"""

from typing import Any, Final, TypeVar

from sportello.catalog.model import (
    Address,
    Announcement,
    Catalog,
    Contact,
    Destination,
    Mailbox,
    Part,
    Provider,
    PublicCatalog,
    Service,
    Team,
    Text,
)
from sportello.catalog.model.catalog import Shared
from sportello.routing.address import domain_of

_DESK: Final = "desk"
_SOMEWHERE: Final = Destination(
    name=Text({"en": "The desk"}), kind="ticket-desk", address=Address("desk@desk.invalid")
)
"""Where all mail goes, for those who must not know where."""
_Full = TypeVar("_Full", bound=Part)


def public_side(catalog: Catalog) -> Catalog:
    """Return what of a catalog is public, as a catalog; every mailbox delivers to one place."""
    public = catalog.public()
    domains = frozenset(domain_of(each.address) for each in public.mailboxes.values())
    return Catalog(
        **{name: getattr(public, name) for name in Shared.__struct_fields__},
        providers=_full(public, "providers", Provider),
        teams=_full(public, "teams", Team),
        contacts=_full(public, "contacts", Contact),
        announcements=_full(public, "announcements", Announcement),
        services=_full(public, "services", Service),
        mailboxes=_full(public, "mailboxes", Mailbox, deliver_to=(_DESK,)),
        destinations={_DESK: _SOMEWHERE},
        domains=tuple(each for each in catalog.domains if each in domains),
        shared_domains=tuple(each for each in catalog.shared_domains if each in domains),
    )


def _full(public: PublicCatalog, section: str, kind: type[_Full], **more: Any) -> dict[str, _Full]:
    """Return the entries of a public section as those of the whole catalog."""
    entries = getattr(public, section)
    return {
        name: kind(**{field: getattr(each, field) for field in each.__struct_fields__}, **more)
        for name, each in entries.items()
    }
