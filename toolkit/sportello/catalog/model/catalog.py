"""The whole catalog as one immutable value, and what of it is public."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from sportello.catalog.model.announcements import Announcement, PublicAnnouncement
from sportello.catalog.model.directory import (
    Contact,
    Provider,
    PublicContact,
    PublicProvider,
    PublicTeam,
    Team,
)
from sportello.catalog.model.helpdesk import Helpdesk
from sportello.catalog.model.mail import (
    Acknowledgement,
    Destination,
    Mailbox,
    PublicMailbox,
)
from sportello.catalog.model.rota import Rota
from sportello.catalog.model.scalars import Domain
from sportello.catalog.model.service import Family, PublicService, Service
from sportello.catalog.model.sla import (
    Availability,
    Escalation,
    Export,
    Lifecycle,
    Notification,
    Policy,
    Priority,
    Severity,
)
from sportello.catalog.model.values import DestinationRef, Id, Part
from sportello.worktime import Calendar


class Shared(Part, frozen=True, kw_only=True):
    """The parts of the catalog that have no internal side."""

    helpdesk: Helpdesk
    families: Mapping[Id, Family] = {}
    calendars: Mapping[Id, Calendar] = {}
    acknowledgements: Mapping[Id, Acknowledgement] = {}
    severities: Mapping[Id, Severity] = {}
    priority: Priority | None = None
    lifecycle: Lifecycle | None = None
    policies: Mapping[Id, Policy] = {}
    notifications: Mapping[Id, Notification] = {}
    escalations: Mapping[Id, Escalation] = {}
    availability: Mapping[Id, Availability] = {}


class PublicCatalog(Shared, frozen=True, kw_only=True):
    """What may be published: it never holds an internal contact, note or destination."""

    providers: Mapping[Id, PublicProvider] = {}
    teams: Mapping[Id, PublicTeam] = {}
    contacts: Mapping[Id, PublicContact] = {}
    mailboxes: Mapping[Id, PublicMailbox] = {}
    announcements: Mapping[Id, PublicAnnouncement] = {}
    services: Mapping[Id, PublicService] = {}


class Catalog(Shared, frozen=True, kw_only=True):
    """Everything the desk knows, as one value; the field names are the sections of the files."""

    providers: Mapping[Id, Provider] = {}
    teams: Mapping[Id, Team] = {}
    contacts: Mapping[Id, Contact] = {}
    domains: tuple[Domain, ...] = ()
    destinations: Mapping[Id, Destination] = {}
    mailboxes: Mapping[Id, Mailbox] = {}
    catch_all: Mapping[Domain, tuple[DestinationRef, ...]] = {}
    exports: Mapping[Id, Export] = {}
    rotas: Mapping[Id, Rota] = {}
    announcements: Mapping[Id, Announcement] = {}
    services: Mapping[Id, Service] = {}

    def public(self) -> PublicCatalog:
        """Return the catalog without what is internal, and without references to it."""
        contacts = {name: each for name, each in self.contacts.items() if each.is_public}
        mailboxes = _visible(self.mailboxes)
        services = _visible(self.services)
        return PublicCatalog(
            **_fields(self, Shared),
            providers=_all(self.providers, PublicProvider),
            teams=_all(self.teams, PublicTeam),
            contacts={
                name: replace(each, mailbox=_kept(each.mailbox, mailboxes))
                for name, each in _all(contacts, PublicContact).items()
            },
            mailboxes=_all(mailboxes, PublicMailbox),
            announcements={
                name: replace(each, services=tuple(s for s in each.services if s in services))
                for name, each in _all(_visible(self.announcements), PublicAnnouncement).items()
            },
            services={
                name: replace(
                    each,
                    mailbox=_kept(each.mailbox, mailboxes),
                    contacts=tuple(c for c in each.contacts if c in contacts),
                    channels=tuple(
                        channel
                        for channel in each.channels
                        if (channel.contact is None or channel.contact in contacts)
                        and (channel.mailbox is None or channel.mailbox in mailboxes)
                    ),
                )
                for name, each in _all(services, PublicService).items()
            },
        )


_Public = TypeVar("_Public", bound=Part)
_Shown = TypeVar("_Shown", Mailbox, Announcement, Service)


def _all(entries: Mapping[str, Part], kind: type[_Public]) -> dict[str, _Public]:
    return {name: kind(**_fields(entry, kind)) for name, entry in entries.items()}


def _visible(entries: Mapping[str, _Shown]) -> dict[str, _Shown]:
    return {name: entry for name, entry in entries.items() if entry.visibility == "public"}


def _kept(name: str | None, entries: Mapping[str, object]) -> str | None:
    return name if name in entries else None


def _fields(part: Part, kind: type[Part]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in kind.__struct_fields__}
