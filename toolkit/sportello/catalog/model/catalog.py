"""The whole catalog as one immutable value, and what of it is public."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from sportello.catalog.model.announcements import Announcement, PublicAnnouncement
from sportello.catalog.model.approval import Approval, Fingerprint
from sportello.catalog.model.directory import (
    Contact,
    Provider,
    PublicContact,
    PublicProvider,
    PublicTeam,
    Team,
)
from sportello.catalog.model.export import Export
from sportello.catalog.model.for_requesters import (
    escalations_for_requesters,
    helpdesk_for_requesters,
    notifications_for_requesters,
)
from sportello.catalog.model.helpdesk import Helpdesk
from sportello.catalog.model.lifecycle import Lifecycle
from sportello.catalog.model.mail import (
    Acknowledgement,
    Destination,
    Mailbox,
    PublicMailbox,
)
from sportello.catalog.model.notices import Escalation, Notification
from sportello.catalog.model.people import Person
from sportello.catalog.model.priority import Priority, SeverityLevel
from sportello.catalog.model.publishing import references, with_parts, without_hidden
from sportello.catalog.model.rota import Rota
from sportello.catalog.model.scalars import Domain
from sportello.catalog.model.service import Family, PublicService, Service
from sportello.catalog.model.sla import Availability, Contract, OperationalLevel, Policy
from sportello.catalog.model.values import DestinationRef, FileId, Id, Part
from sportello.worktime import Calendar


class Shared(Part, frozen=True, kw_only=True, cache_hash=True):
    """The sections whose entries have no internal fields.

    An entry may still be about internal things alone, and then `public` leaves it out.
    """

    helpdesk: Helpdesk
    """The desk as a whole: the keys of `helpdesk.yaml`."""
    families: Mapping[FileId, Family] = {}
    """Families of services, by name."""
    calendars: Mapping[FileId, Calendar] = {}
    """Business calendars, by name: when a desk answers, and when a clock runs."""
    acknowledgements: Mapping[Id, Acknowledgement] = {}
    """Automatic answers, by name."""
    severities: Mapping[Id, SeverityLevel] = {}
    """How much an incident can hurt, by name."""
    priority: Priority | None = None
    """Who sets the severity of a ticket, and by which rules."""
    lifecycle: Lifecycle | None = None
    """The kinds of tickets, and the states that they go through."""
    policies: Mapping[Id, Policy] = {}
    """What tickets are promised, by name: the first policy that fits a ticket applies."""
    notifications: Mapping[Id, Notification] = {}
    """Who is told of what, by name."""
    escalations: Mapping[Id, Escalation] = {}
    """What happens to tickets that take long, by name."""
    availability: Mapping[Id, Availability] = {}
    """How much of the time services are to be usable, by name."""

    def severities_of(self, provider: str) -> tuple[str, ...]:
        """Return the severities that tickets of a provider may have, the worst first."""
        own = (
            name
            for name, each in self.severities.items()
            if not each.providers or provider in each.providers
        )
        return tuple(sorted(own, key=lambda name: self.severities[name].rank))


class PublicCatalog(Shared, frozen=True, kw_only=True, cache_hash=True):
    """What may be published: it holds and names no internal thing, and no note."""

    providers: Mapping[FileId, PublicProvider] = {}
    teams: Mapping[Id, PublicTeam] = {}
    contacts: Mapping[Id, PublicContact] = {}
    mailboxes: Mapping[Id, PublicMailbox] = {}
    announcements: Mapping[Id, PublicAnnouncement] = {}
    services: Mapping[FileId, PublicService] = {}


class Catalog(Shared, frozen=True, kw_only=True, cache_hash=True):
    """Everything the desk knows, as one value; the field names are the sections of the files."""

    providers: Mapping[FileId, Provider] = {}
    """The companies or teams that provide services, by name."""
    teams: Mapping[Id, Team] = {}
    """The groups that answer, by name."""
    contacts: Mapping[Id, Contact] = {}
    """The contact directory, by name."""
    people: Mapping[Id, Person] = {}
    """The people of the desk, by an identifier that names nobody.

    Example: `{p-07: {team: first-line, valid: {from: 2026-01-07}}}`
    """
    domains: tuple[Domain, ...] = ()
    """Mail domains that are the desk's own: it decides what happens to every address of them.

    Example: `[acme.example]`
    """
    shared_domains: tuple[Domain, ...] = ()
    """Mail domains that have other addresses too, which the desk leaves alone.

    Example: `[bank.example]`
    """
    alias_domains: Mapping[Domain, Domain] = {}
    """Second domains, each with the one that it stands for: the mailboxes of that one have the same
    addresses in it.

    Example: `{acme.test: acme.example}`
    """
    destinations: Mapping[Id, Destination] = {}
    """Where mail ends, by name."""
    mailboxes: Mapping[Id, Mailbox] = {}
    """The addresses to write to, by name."""
    catch_all: Mapping[Domain, tuple[DestinationRef, ...]] = {}
    """Where mail to unknown addresses of a domain goes; it is refused otherwise.

    Example: `{acme.example: [desk]}`
    """
    contracts: Mapping[Id, Contract] = {}
    """Contracts of customers with conditions of their own, by name."""
    operational_levels: Mapping[Id, OperationalLevel] = {}
    """What teams promise to the desk (OLA), by name."""
    exports: Mapping[Id, Export] = {}
    """How exports of ticket systems are read, by name."""
    rotas: Mapping[Id, Rota] = {}
    """Who staffs the phones, by name."""
    announcements: Mapping[Id, Announcement] = {}
    """Extraordinary cover, closures, go-lives, by name."""
    services: Mapping[FileId, Service] = {}
    """The service sheets, by name."""
    approved: Mapping[Fingerprint, Approval] = {}
    """Effects of a change that were seen and are meant, by the fingerprint that its plan shows.

    Example: `{abcdefghijkl: {kind: address-lost, why: Nobody writes there}}`
    """

    def public(self) -> PublicCatalog:
        """Return the catalog without what is internal or for staff, and what only that uses."""
        contacts = {name: each for name, each in self.contacts.items() if each.is_public}
        mailboxes = _visible(self.mailboxes)
        services = _visible(self.services)
        families = _only(self.families, (each.family for each in services.values()))
        public = without_hidden(
            PublicCatalog(
                **{
                    **_fields(self, Shared),
                    "families": families,
                    "helpdesk": helpdesk_for_requesters(self.helpdesk),
                    "notifications": notifications_for_requesters(self.notifications),
                    "escalations": escalations_for_requesters(self.escalations),
                },
                providers=_all(self.providers, PublicProvider),
                teams=_all(self.teams, PublicTeam),
                contacts=_all(contacts, PublicContact),
                mailboxes=_all(mailboxes, PublicMailbox),
                announcements=_all(_visible(self.announcements), PublicAnnouncement),
                services=_all(services, PublicService),
            ),
            {
                "contacts": contacts,
                "contracts": (),
                "families": families,
                "mailboxes": mailboxes,
                "services": services,
            },
        )
        named = set(references(public))
        calendars = (name for section, name in named if section == "calendars")
        return replace(
            public,
            acknowledgements=_only(
                self.acknowledgements,
                (name for section, name in named if section == "acknowledgements"),
            ),
            calendars=_only(self.calendars, with_parts(self.calendars, calendars)),
        )


_Public = TypeVar("_Public", bound=Part)
_Shown = TypeVar("_Shown", Mailbox, Announcement, Service)
_Entry = TypeVar("_Entry")


def _all(entries: Mapping[str, Part], kind: type[_Public]) -> dict[str, _Public]:
    return {name: kind(**_fields(entry, kind)) for name, entry in entries.items()}


def _visible(entries: Mapping[str, _Shown]) -> dict[str, _Shown]:
    return {name: entry for name, entry in entries.items() if entry.visibility == "public"}


def _only(entries: Mapping[str, _Entry], names: Iterable[str | None]) -> dict[str, _Entry]:
    names_kept = frozenset(names)
    return {name: entry for name, entry in entries.items() if name in names_kept}


def _fields(part: Part, kind: type[Part]) -> dict[str, Any]:
    return {name: getattr(part, name) for name in kind.__struct_fields__}
