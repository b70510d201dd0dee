"""Of a service: whether it is there, where to write, whom to ask, where it belongs."""

from collections.abc import Iterator
from typing import Any

from sportello.catalog.model import PublicCatalog, Valid, readable
from sportello.directory.ways import channel_address, channel_link
from sportello.plan.sections import entries_of
from sportello.plan.visitors.told import Telling, Told, some
from sportello.targets.changed import Fact, PublicChange


def service_replaced(told: Told) -> Iterator[PublicChange]:
    """Yield a service under the identifier of another one."""
    was = told.comparison.written.services.get(told.change.subject)
    yield told.of("service-replaced", facts=(some(was and was.name), ()))


def into_others(kind: str) -> Telling:
    """Return how it is told that a service is now others."""

    def tell(told: Told) -> Iterator[PublicChange]:
        own = ("services", told.change.subject)
        names = [str(each[1]) for each in told.change.about if each != own]
        after = told.sides[1].services
        yield told.of(kind, facts=((), tuple(after[each].name for each in names if each in after)))

    return tell


def service_dated(told: Told) -> Iterator[PublicChange]:
    """Yield the days on which a service is offered."""
    _, new = told.both("services", told.change.subject)
    days: Valid | None = new and new.valid
    change = told.of("service-dated", facts=((), some(days)))
    yield PublicChange(change.kind, change.entry, change.name, change.services, after=change.after)


def service_address(told: Told) -> Iterator[PublicChange]:
    """Yield the address to write to."""
    boxes = [
        each and side.mailboxes.get(each.mailbox or "")
        for side, each in zip(told.sides, told.both("services", told.change.subject), strict=True)
    ]
    old, new = (some(each and readable(each.address)) for each in boxes)
    yield told.of("service-address", facts=(old, new))


def service_contacts(told: Told) -> Iterator[PublicChange]:
    """Yield whom to ask."""
    _, new = told.both("services", told.change.subject)
    contacts = told.sides[1].contacts
    now = tuple(contacts[each].name for each in new.contacts if each in contacts) if new else ()
    yield told.of("service-contacts", facts=((), now))


def channel(told: Told) -> Iterator[PublicChange]:
    """Yield the ways of a kind that came and went."""
    kind = told.change.part
    old, new = (
        [
            said
            for way in (service.channels if service else ())
            if way.kind == kind and (said := _leads_to(side, way))
        ]
        for side, service in zip(
            told.sides, told.both("services", told.change.subject), strict=True
        )
    )
    gone = tuple(each for each in old if each not in new)
    came = tuple(each for each in new if each not in old)
    if gone or came:
        yield told.of("channel", facts=(gone, came), part=kind)


def _leads_to(catalog: PublicCatalog, way: Any) -> Fact:
    mail, phone = channel_address(catalog, way)
    url = channel_link(catalog, way)
    shown = (mail and readable(mail)) or (phone and phone.shown) or (url and str(url))
    contact = catalog.contacts.get(way.contact or "")
    return shown or way.reachable or (contact.name if contact else way.name)


def regrouped(told: Told) -> Iterator[PublicChange]:
    """Yield the provider or the family that a service belongs to."""
    part = told.change.part
    section = {"provider": "providers", "family": "families"}.get(part)
    services = told.both("services", told.change.subject)
    if section is None or None in services:
        return
    named = (
        entries_of(side, section).get(getattr(each, part) or "")
        for side, each in zip(told.sides, services, strict=True)
    )
    old, new = (some(each and each.name) for each in named)
    yield told.of("service-regrouped", facts=(old, new), part=part)


def needed(told: Told) -> Iterator[PublicChange]:
    """Yield that a service needs, or does, more or less."""
    yield told.of("needed" if told.change.part.startswith("needs") else "covered")


def lead_time(told: Told) -> Iterator[PublicChange]:
    """Yield that an activation or the end of a service takes another time."""
    yield told.of("lead-time", part=told.change.part.partition(":")[0])
