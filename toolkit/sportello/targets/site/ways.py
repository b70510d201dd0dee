"""The ways to reach a service, each as a card of its sheet shows it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from sportello.catalog.model import (
    Address,
    Channel,
    Phone,
    PublicCatalog,
    PublicContact,
    PublicService,
    Text,
    Url,
)
from sportello.targets.site.sheet import channel_address, channel_link


@dataclass(frozen=True)
class Way:
    """A way to reach a service: an address, a number or a link, or where it is in words.

    `calendar` and `intake_calendar` are those of the way alone, where they are not the service's.
    `shared_with` names the other services that are reached at the same address or number.
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
        name: tuple(_ways(catalog, service, retired)) for name, service in catalog.services.items()
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


def _ways(catalog: PublicCatalog, service: PublicService, retired: Set[Address]) -> Iterator[Way]:
    for channel in (*_own(catalog, service), *service.channels):
        way = _way(catalog, service, channel)
        if way.mail in retired:
            way = replace(way, mail=None)
        if way.is_at_hand or way.reachable or way.contact:
            yield way


def _own(catalog: PublicCatalog, service: PublicService) -> Iterator[Channel]:
    """Yield the service's own mailbox as a channel, if no channel leads there."""
    if service.mailbox:
        own = catalog.mailboxes[service.mailbox].address
        if all(_mail(catalog, service, channel) != own for channel in service.channels):
            yield Channel(kind="mail", mailbox=service.mailbox)


def _way(catalog: PublicCatalog, service: PublicService, channel: Channel) -> Way:
    contact = catalog.contacts[channel.contact] if channel.contact else None
    calendar = channel.calendar or (contact.calendar if contact else None)
    intake_calendar = channel.intake_calendar
    return Way(
        kind=channel.kind,
        name=channel.name,
        mail=_mail(catalog, service, channel),
        phone=channel_address(catalog, channel)[1],
        url=channel_link(catalog, channel),
        contact=contact,
        reachable=channel.reachable or (contact.reachable if contact else channel.reachable),
        intake=channel.intake,
        calendar=calendar if calendar != service.calendar else None,
        intake_calendar=intake_calendar if intake_calendar != service.intake_calendar else None,
        assumed=channel.assumed or (contact.assumed if contact else channel.assumed),
    )


def _mail(catalog: PublicCatalog, service: PublicService, channel: Channel) -> Address | None:
    """Return the address of a channel; mail that says nothing else goes to the service's."""
    says_nothing = not (channel.mailbox or channel.contact or channel.reachable or channel.url)
    if channel.kind == "mail" and says_nothing and service.mailbox:
        return catalog.mailboxes[service.mailbox].address
    return channel_address(catalog, channel)[0]
