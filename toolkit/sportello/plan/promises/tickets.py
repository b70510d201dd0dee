"""The kinds of tickets that promises may tell apart, and what is promised to each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from itertools import product
from typing import Any, Final, NamedTuple

from sportello.catalog.model import Catalog, Target
from sportello.plan.period import Period
from sportello.rules.sla.groups import alike
from sportello.sla.announced import standstills
from sportello.sla.choice import choose
from sportello.sla.conditions import conditions, may_fit, service_facts
from sportello.sla.hours import Moment, asked_calendars, moments
from sportello.sla.pauses import pausing
from sportello.sla.start import intake_name
from sportello.sla.ticket import Ticket, TicketError
from sportello.worktime import BeyondKnownHolidays

_ANY_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_ASKED: Final = ("channel", "type", "cause", "contract", "phase", "tag")
"""What a condition may ask of a ticket, beside its severity and its service."""


@dataclass(frozen=True, slots=True)
class TicketKind:
    """What tickets may be told apart by; None is not said."""

    severity: str | None = None
    channel: str | None = None
    contract: str | None = None
    type: str | None = None
    cause: str | None = None
    phase: str | None = None
    tag: str | None = None

    @property
    def attributes(self) -> Mapping[str, Any]:
        """What is said of such a ticket, by the fields of `Ticket`."""
        said = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "tag"}
        return {**said, "tags": (self.tag,) if self.tag else ()}


class Counted(NamedTuple):
    """How a promise is counted: the calendar, that of the intake (None is always), its pauses."""

    target: Target
    calendar: str | None
    intake: str | None
    pauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to tickets that come while the same calendars are open, on some day."""

    severity: str | None
    policy: str | None = field(compare=False)
    targets: tuple[tuple[str, Counted], ...]
    hours: tuple[tuple[str, str], ...] = ()
    """Those of the calendars that conditions ask about."""


Promises = tuple[tuple[Promise, ...], ...]
"""What is promised on each day of a period, and on it for each choice of open calendars."""
Pair = tuple[Promises, Promises]
"""What is promised before and after."""
Alike = tuple[tuple[str, ...], tuple[TicketKind, ...]]
"""Services that nothing tells apart, and the kinds of their tickets."""


def kinds_of_services(*catalogs: Catalog) -> Iterator[Alike]:
    """Yield services that all catalogs have and that none tells apart, with their tickets."""
    facts = [_facts(each) for each in catalogs]
    groups: dict[object, list[str]] = {}
    for name in facts[-1]:
        if all(name in each for each in facts):
            groups.setdefault(tuple(each[name] for each in facts), []).append(name)
    for names in groups.values():
        yield tuple(names), tuple(_kinds(catalogs, names[0]))


def kinds_by(asked: Mapping[str, Iterable[str | None]]) -> Iterator[TicketKind]:
    """Yield every kind of tickets that has some of these values of each key, or none."""
    keys = [each.name for each in fields(TicketKind)]
    for values in product(*(dict.fromkeys(asked.get(key, (None,))) for key in keys)):
        yield TicketKind(**dict(zip(keys, values, strict=True)))


def promises(catalog: Catalog, service: str, kind: TicketKind, period: Period) -> Promises:
    """Return what is promised to tickets of a service on the days of a period."""
    at_once = moments(catalog, asked_calendars(catalog, service))
    said = known(catalog, service, kind)
    return tuple(
        tuple(_promise(catalog, service, said, day, moment) for moment in at_once)
        for day in period.days
    )


def promises_of(found: Promises) -> Iterator[Promise]:
    """Yield the promises of all days."""
    return (promise for day in found for promise in day)


def calendars_of(counted: Counted) -> Iterator[str]:
    """Yield the calendars in which a promise is counted, and tickets are received."""
    return (name for name in dict.fromkeys((counted.calendar, counted.intake)) if name is not None)


def known(catalog: Catalog, service: str, kind: TicketKind) -> TicketKind:
    """Return what tickets of a kind are to a catalog, without what it knows nothing of.

    A customer whose contract is gone has none, and what was given no severity gets one.
    """
    gone = {
        each.name: None
        for each in fields(kind)
        if getattr(kind, each.name) is not None and not _knows(catalog, service, each.name, kind)
    }
    return replace(kind, **gone)


def _knows(catalog: Catalog, service: str, key: str, kind: TicketKind) -> bool:
    said = TicketKind(**{key: getattr(kind, key)}).attributes
    try:
        Ticket(service, _ANY_DAY, **said).verify(catalog)
    except TicketError:
        return False
    return True


def _promise(
    catalog: Catalog, service: str, kind: TicketKind, day: date, moment: Moment
) -> Promise:
    ticket = Ticket(service, moment.first or datetime.combine(day, time()), **kind.attributes)
    try:
        _, severity, choice = choose(catalog, ticket, day)
    except BeyondKnownHolidays:
        return Promise(None, None, ())  # as the curves have it: nothing that is known
    sheet = catalog.services[service]
    intake = intake_name(sheet, kind.channel)
    counted = {
        name: Counted(
            each, each.calendar or sheet.calendar, intake, pausing(catalog.lifecycle, name, each)
        )
        for name, each in (choice.policy.targets if choice.policy else {}).items()
    }
    hours = tuple(sorted(moment.hours.items()))
    return Promise(severity.severity, choice.name, tuple(counted.items()), hours)


def _facts(catalog: Catalog) -> Mapping[str, object]:
    return {
        name: (facts, catalog.services[name].phases, standstills(catalog, name))
        for facts, names in alike(catalog).items()
        for name in names
    }


def _kinds(catalogs: Iterable[Catalog], service: str) -> Iterator[TicketKind]:
    """Yield the tickets of a service that one of the catalogs may tell apart."""
    severities = (
        severity
        for catalog in catalogs
        for severity in (*catalog.severities_of(catalog.services[service].provider), None)
    )
    asked = {key: (None, *_values(catalogs, service, key)) for key in _ASKED}
    return kinds_by({"severity": severities, **asked})


def _values(catalogs: Iterable[Catalog], service: str, key: str) -> Iterator[str]:
    """Yield the values of a key that make a difference to tickets of a service."""
    for catalog in catalogs:
        sheet = catalog.services[service]
        own = {*sheet.tags} if key == "tag" else set[str]()
        for when in conditions(catalog):
            if may_fit(when, service_facts(service, sheet)):
                yield from (each for each in getattr(when, key) if each not in own)
        if key == "channel":
            usual = intake_name(sheet, None)
            for each in sheet.channels:
                if intake_name(sheet, each.kind) != usual:
                    yield each.kind
