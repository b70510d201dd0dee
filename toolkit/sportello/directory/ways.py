"""The ways to reach a service: its mailbox, its channels, and the contacts behind these.

What is named and is not there counts as not named: rules ask about catalogs with such mistakes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from sportello.catalog.model import (
    Address,
    Catalog,
    Channel,
    Phone,
    PublicCatalog,
    PublicContact,
    PublicService,
    Text,
    Url,
)

Directory: TypeAlias = Catalog | PublicCatalog
"""What says who can be reached: all of the desk, or what of it is public."""


@dataclass(frozen=True)
class Way:
    """A way to reach a service: an address, a number or a link, or where it is in words.

    `contact` is behind it, by the name `contact_name`, as `mailbox` is that of the address.
    Somebody answers in `hours`; `calendar` and `intake_calendar` are those of the way alone, where
    they are not the service's. `shared_with` names the other services that are reached at the same
    address or number.
    """

    kind: str
    name: Text
    mail: Address | None
    phone: Phone | None
    url: Url | None
    contact: PublicContact | None
    reachable: Text
    intake: Text
    calendar: str | None
    intake_calendar: str | None
    assumed: Text
    contact_name: str | None = None
    mailbox: str | None = None
    hours: str | None = None
    shared_with: tuple[str, ...] = ()

    @property
    def is_at_hand(self) -> bool:
        """Whether there is something to tap."""
        return bool(self.mail or self.phone or self.url)


def all_ways(catalog: PublicCatalog) -> Mapping[str, tuple[Way, ...]]:
    """Return the ways to reach each service, the preferred first: in the order of its channels.

    Its own mailbox comes before them, unless one of them leads there. What is retired is none.
    """
    retired = {each.address for each in catalog.mailboxes.values() if each.retired}
    ways = {
        name: tuple(_in_use(ways_of(catalog, service), retired))
        for name, service in catalog.services.items()
    }
    users = defaultdict[str, dict[str, None]](dict)
    for name, each in ways.items():
        for way in each:
            users[way.mail or way.phone or ""][name] = None

    def shared(name: str, way: Way) -> tuple[str, ...]:
        at_hand = way.mail or way.phone
        return tuple(other for other in users[at_hand] if other != name) if at_hand else ()

    return {
        name: tuple(replace(way, shared_with=shared(name, way)) for way in each)
        for name, each in ways.items()
    }


def ways_of(catalog: Directory, service: PublicService) -> Iterator[Way]:
    """Yield the ways to reach a service, whether their mailboxes are in use or not."""
    for channel in (*_own(catalog, service), *service.channels):
        yield _way(catalog, service, channel)


def contact_way(catalog: Directory, name: str) -> Way:
    """Return a contact as a way of its own: of the kind that it prefers, a call before a mail."""
    contact = catalog.contacts[name]
    box = contact.mailbox
    mail = _address(catalog, box) if box else contact.mail
    kind = "phone" if contact.phone else "mail" if mail else "portal" if contact.url else "desk"
    return Way(
        kind=kind,
        name=contact.name,
        mail=mail,
        phone=contact.phone,
        url=contact.url,
        contact=contact,
        reachable=contact.reachable,
        intake=Text(""),
        calendar=contact.calendar,
        intake_calendar=None,
        assumed=contact.assumed,
        contact_name=name,
        mailbox=box,
        hours=contact.calendar,
    )


def channel_link(catalog: Directory, channel: Channel) -> Url | None:
    """Return the link of a channel: its own, or its contact's where such a channel has one."""
    if channel.url or not channel.contact or channel.kind not in ("portal", "chat", "desk"):
        return channel.url
    contact = catalog.contacts.get(channel.contact)
    return contact.url if contact else None


def channel_address(catalog: Directory, channel: Channel) -> tuple[Address | None, Phone | None]:
    """Return the mail address and the phone number of a channel."""
    contact = catalog.contacts.get(channel.contact or "")
    by_phone = channel.kind in ("phone", "desk")
    return _mail(catalog, channel, contact)[1], (contact.phone if contact and by_phone else None)


def _in_use(ways: Iterator[Way], retired: Set[Address]) -> Iterator[Way]:
    for each in ways:
        way = replace(each, mail=None) if each.mail in retired else each
        if way.is_at_hand or way.reachable or way.contact:
            yield way


def _own(catalog: Directory, service: PublicService) -> Iterator[Channel]:
    """Yield the service's own mailbox as a channel, if no channel leads there."""
    if service.mailbox:
        own = _address(catalog, service.mailbox)
        if all(_way(catalog, service, channel).mail != own for channel in service.channels):
            yield Channel(kind="mail", mailbox=service.mailbox)


def _way(catalog: Directory, service: PublicService, channel: Channel) -> Way:
    contact = catalog.contacts.get(channel.contact or "")
    calendar = channel.calendar or (contact.calendar if contact else None)
    intake_calendar = channel.intake_calendar
    box, mail = _mail(catalog, channel, contact)
    says_nothing = not (channel.mailbox or channel.contact or channel.reachable or channel.url)
    if channel.kind == "mail" and says_nothing and service.mailbox:
        box, mail = service.mailbox, _address(catalog, service.mailbox)
    return Way(
        kind=channel.kind,
        name=channel.name,
        mail=mail,
        phone=channel_address(catalog, channel)[1],
        url=channel_link(catalog, channel),
        contact=contact,
        reachable=channel.reachable or (contact.reachable if contact else channel.reachable),
        intake=channel.intake,
        calendar=calendar if calendar != service.calendar else None,
        intake_calendar=intake_calendar if intake_calendar != service.intake_calendar else None,
        assumed=channel.assumed or (contact.assumed if contact else channel.assumed),
        contact_name=channel.contact,
        mailbox=box,
        hours=calendar or service.calendar,
    )


def _mail(
    catalog: Directory, channel: Channel, contact: PublicContact | None
) -> tuple[str | None, Address | None]:
    """Return the mailbox and the mail address of a channel that is for mail."""
    if channel.kind not in ("mail", "certified-mail", "desk"):
        return None, None
    box = channel.mailbox or (contact.mailbox if contact else None)
    return box, (_address(catalog, box) if box else (contact.mail if contact else None))


def _address(catalog: Directory, mailbox: str) -> Address | None:
    box = catalog.mailboxes.get(mailbox)
    return box.address if box else None
