"""Whom to reach about a service at an instant, why, and until when that holds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Final, Literal, TypeAlias

from sportello.catalog.model import PublicContact
from sportello.directory.changes import Boundaries, next_change
from sportello.directory.seats import SeatTaken, seats_at, shifts_of
from sportello.directory.stand_ins import stand_ins
from sportello.directory.ways import Directory, Way, contact_way, ways_of
from sportello.routing.retirement import address_on, retirement_days
from sportello.sla.validity import boundaries, in_force
from sportello.worktime import BeyondKnownHolidays
from sportello.worktime.zones import Zone

State: TypeAlias = Literal["open", "stand-in", "unknown", "closed"]
Source: TypeAlias = Literal["service", "provider", "desk"]
_BEST_FIRST: Final[tuple[State, ...]] = ("open", "stand-in", "unknown", "closed")


@dataclass(frozen=True, slots=True)
class Answer:
    """A way to reach somebody about a service, as it is at an instant.

    It is `open`; it is that of a `stand-in` for `instead_of`, which is closed; nobody knows its
    hours (`unknown`); or it is `closed`, stand-ins and all. What is closed `opens` again, unless
    nobody knows. Only of the whole catalog, `seats` are those of the rotas of what is open or
    stands in. `until` is the first instant at which anything of this is otherwise, None if none is
    known. Instants are in UTC.
    """

    way: Way
    state: State
    instead_of: Way | None = None
    opens: datetime | None = None
    seats: tuple[SeatTaken, ...] = ()
    until: datetime | None = None

    @property
    def reached_at(self) -> tuple[object, ...]:
        """What is tapped: answers that are reached there are one."""
        way = self.way
        at_hand = tuple(each for each in (way.mail, way.phone, way.url) if each)
        return at_hand or (way.contact_name, way.reachable)


@dataclass(frozen=True, slots=True)
class Who:
    """The answers, the best first; they come from the service, its provider or the desk.

    There is no `source` where nobody is there at all. `until` is the first instant at which there
    are other answers, or others first.
    """

    answers: tuple[Answer, ...]
    source: Source | None
    until: datetime | None


def who(catalog: Directory, service: str, at: datetime, language: str | None = None) -> Who:
    """Return whom to reach about a service at an instant (aware), the best first.

    Those that speak the `language` come first, then those of whom nobody says what they speak;
    among these who answers now, then stand-ins, then those whose hours nobody knows; and then the
    order of the catalog. Where the service names nobody for support who is there on that day, its
    provider's contacts are told, and else the desk's; nobody while the service is not offered.
    Raises BeyondKnownHolidays for an instant that a calendar does not know.
    """
    question = _Question(catalog, service, language)
    at = at.astimezone(UTC)
    source, now = question.answers(at)
    told = tuple(
        replace(each, until=next_change(partial(question.answer, way), at, question.turns(way)))
        for way, each in now.items()
    )
    return Who(told, source, next_change(question.told, at, question.turns(*question.ways)))


def sources(catalog: Directory, service: str) -> Iterator[tuple[Source, tuple[Way, ...]]]:
    """Yield who can be reached about a service: by what it names, by its provider, by the desk.

    Contacts for orders are left out.
    """
    sheet = catalog.services[service]
    named = [*ways_of(catalog, sheet)]
    behind = {each.contact_name for each in named}
    others = (each for each in sheet.contacts if each in catalog.contacts and each not in behind)
    named += [contact_way(catalog, name) for name in others]
    yield "service", tuple(each for each in named if each.contact is None or _helps(each.contact))
    yield "provider", _contacts_of(catalog, sheet.provider)
    yield "desk", _contacts_of(catalog, None)


def provider_of(catalog: Directory, contact: PublicContact) -> str | None:
    """Return whose contact it is: its provider's, or its team's."""
    team = catalog.teams.get(contact.team or "")
    return contact.provider or (team.provider if team else None)


def way_on(catalog: Directory, way: Way, day: date) -> Way | None:
    """Return a way as it is on a date: None if there is nobody, or nothing to reach them by."""
    if way.contact and not in_force(way.contact.valid, day):
        return None
    if way.mailbox is not None:
        way = replace(way, mail=address_on(catalog, way.mailbox, day))
    return way if way.is_at_hand or way.reachable else None


class _Question:
    """What is asked of one service, at any instant; instants are in UTC."""

    def __init__(self, catalog: Directory, service: str, language: str | None) -> None:
        self._catalog = catalog
        self._valid = catalog.services[service].valid
        self._language = language
        self._sources = tuple(sources(catalog, service))
        self._zone = Zone(catalog.helpdesk.timezone)
        self.ways = tuple(way for _, ways in self._sources for way in ways)

    def answers(self, at: datetime) -> tuple[Source | None, dict[Way, Answer]]:
        """Return the answers at an instant by the ways that they are for, and their source."""
        if in_force(self._valid, self._day(at)):
            for source, ways in self._sources:
                found = {way: each for way in ways if (each := self.answer(way, at))}
                if found:
                    return source, dict(self._ordered(found))
        return None, {}

    def told(self, at: datetime) -> tuple[Source | None, tuple[Answer, ...]]:
        """Return the answers at an instant in their order, and their source."""
        source, found = self.answers(at)
        return source, tuple(found.values())

    def answer(self, way: Way, at: datetime) -> Answer | None:
        """Return what a way comes to at an instant; None if it leads nowhere on that day."""
        day = self._day(at)
        here = way_on(self._catalog, way, day)
        if here is None:
            return None
        if way.hours is None:
            return Answer(here, "unknown")
        calendar = self._catalog.calendars[way.hours]
        if calendar.is_open(at):
            return self._answered(Answer(here, "open"), at)
        opens = self._opening(way, at)
        for name in stand_ins(self._catalog.contacts, way.contact_name):
            other = way_on(self._catalog, contact_way(self._catalog, name), day)
            if other and (not other.hours or self._catalog.calendars[other.hours].is_open(at)):
                return self._answered(Answer(other, "stand-in", here, opens), at)
        return Answer(here, "closed", opens=opens)

    def _answered(self, answer: Answer, at: datetime) -> Answer:
        return replace(answer, seats=seats_at(self._catalog, answer.way.contact_name, at))

    def turns(self, *ways: Way) -> Boundaries:
        """Return at which instants anything may be otherwise of some ways."""
        contacts = self._catalog.contacts
        others = {name for way in ways for name in stand_ins(contacts, way.contact_name)}
        concerned = (*ways, *(contact_way(self._catalog, name) for name in sorted(others)))
        valids = [way.contact.valid for way in concerned if way.contact]
        days = boundaries([self._valid, *valids])
        for way in concerned:
            days |= retirement_days(self._catalog, way.mailbox)
        hours = dict.fromkeys(way.hours for way in concerned if way.hours)
        calendars = [self._catalog.calendars[name] for name in hours]
        for name in dict.fromkeys(way.contact_name for way in concerned):
            calendars += shifts_of(self._catalog, name)
        return Boundaries(tuple(calendars), frozenset(days), self._zone)

    def _ordered(self, found: dict[Way, Answer]) -> Iterator[tuple[Way, Answer]]:
        """Yield answers, the best first, each of what is reached at the same place once."""
        seen: set[object] = set()
        for way, each in sorted(found.items(), key=lambda item: self._rank(item[1])):
            if each.reached_at not in seen:
                seen.add(each.reached_at)
                yield way, each

    def _rank(self, answer: Answer) -> tuple[int, int]:
        spoken = answer.way.contact.languages if answer.way.contact else ()
        unfit = 1 if not spoken else 0 if self._language in spoken else 2
        return (unfit if self._language else 0), _BEST_FIRST.index(answer.state)

    def _opening(self, way: Way, at: datetime) -> datetime | None:
        """Return when what is closed opens; None if nobody knows, or nobody is there by then."""
        try:
            found = self._catalog.calendars[way.hours or ""].next_opening(at).astimezone(UTC)
        except BeyondKnownHolidays:
            return None
        return found if way_on(self._catalog, way, self._day(found)) else None

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()


def _contacts_of(catalog: Directory, provider: str | None) -> tuple[Way, ...]:
    return tuple(
        contact_way(catalog, name)
        for name, each in catalog.contacts.items()
        if _helps(each) and provider_of(catalog, each) == provider
    )


def _helps(contact: PublicContact) -> bool:
    return contact.role == "support"
