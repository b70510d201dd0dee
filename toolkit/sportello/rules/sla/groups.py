"""Which tickets meet a condition, for groups of services that no condition can tell apart.

A catalog has many services and few conditions: what holds for one service of a group holds for
all. Where conditions ask whether a calendar is open, a group is of the tickets that come while the
same ones are. Sets of groups are whole numbers, one bit a group, so that the rules cost little for
any number of services.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from sportello.catalog.model import (
    Catalog,
    OperationalLevel,
    Policy,
    PriorityRule,
    Service,
    Target,
    Valid,
    When,
)
from sportello.sla.conditions import SECTIONS, conditions
from sportello.sla.hours import HoursAt, Moment, asked_calendars, moments
from sportello.sla.start import intake_name

TICKET_KEYS: Final = ("phase", "channel", "type", "cause", "contract")
"""The keys of a condition that the ticket answers; provider, family and service do the rest.

A tag may be the service's or the ticket's. The severity is one of the catalog.
"""


CONDITIONAL: Final = frozenset({"priority", *SECTIONS})
"""The sections that ask conditions of tickets."""
TICKETS: Final = frozenset({"services", "severities", "priority", "contracts"})
"""The sections that say which tickets there are to meet a condition."""
_Conditional = Policy | PriorityRule | OperationalLevel


_SERVICE_KEYS: Final = ("provider", "family", "service", "tag", "contract")
Facts = tuple[tuple[tuple[str, ...], ...], str | None, frozenset[str], tuple[str | None, ...]]
"""What a service has of each of `_SERVICE_KEYS`, its calendar, its channels and its intakes."""


class Clause(NamedTuple):
    """One of an ordered list of which the first that fits applies: policy, rule, level.

    `groups` are those of which some ticket may meet `when`.
    """

    name: str
    when: When
    valid: Valid | None
    groups: int


class Group(NamedTuple):
    """Services alike for every condition: the first of them and how many they are.

    `hours` says which of the calendars that conditions ask about are open as its tickets come.
    `intakes` are the calendars in which they are received, by channel; None is always.
    """

    example: str
    size: int
    calendar: str | None
    channels: frozenset[str]
    hours: HoursAt
    intakes: tuple[str | None, ...]

    def comes_while(self, when: When) -> bool:
        """Return whether its tickets come in the hours of a condition."""
        calendar = when.calendar or self.calendar
        return when.hours is None or self.hours.get(calendar or "") == when.hours


@dataclass(frozen=True)
class Grouped:
    """The groups of a catalog's services, and which of them have a provider, tag and so on.

    `severities` are those a ticket may have, from the worst to the mildest, with the groups whose
    tickets may have them; None is for tickets without: where the catalog has no priority, or their
    desk no severity that they begin with.
    """

    groups: tuple[Group, ...]
    having: Mapping[str, Mapping[str, int]]
    severities: Mapping[str | None, int]

    def possible(self, when: When) -> int:
        """Return the groups of which some ticket may meet a condition.

        A contract is one of the services that it covers.
        """
        found = (1 << len(self.groups)) - 1
        if when.severity:
            found = self.graded(*when.severity)
        for key in ("provider", "family", "service", "contract"):
            if accepted := getattr(when, key):
                found &= self._any(key, accepted)
        if when.hours:
            found &= sum(1 << at for at, each in enumerate(self.groups) if each.comes_while(when))
        return found

    def tagged(self, when: When) -> int:
        """Return the groups that have a tag of a condition themselves; all if it names none."""
        return self._any("tag", when.tag) if when.tag else (1 << len(self.groups)) - 1

    def graded(self, *severities: str | None) -> int:
        """Return the groups whose tickets may have one of these severities."""
        found = 0
        for each in severities:
            found |= self.severities.get(each, 0)
        return found

    def left(self, entry: Clause, earlier: Iterable[Clause]) -> dict[str | None, int]:
        """Return, by severity, the groups whose tickets reach an entry past `earlier` ones."""
        severities: Iterable[str | None] = entry.when.severity or self.severities
        left = {each: entry.groups & self.graded(each) for each in severities}
        for other in earlier:
            taken = self.taken(entry, other) if entry.groups & other.groups else 0
            for severity in left if taken else ():
                if not other.when.severity or severity in other.when.severity:
                    left[severity] &= ~taken
        return left

    def taken(self, entry: Clause, other: Clause) -> int:
        """Return the groups of which `other` fits every ticket that `entry` fits.

        For the tickets of a severity that `other` asks for, if it does.
        """
        if not (_within(entry.valid, other.valid) and _narrower(entry.when, other.when)):
            return 0
        found = other.groups
        if set(entry.when.tag) <= set(other.when.tag) and entry.when.tag:
            return found
        return found & self.tagged(other.when)

    def meet(self, one: When, other: When) -> int:
        """Return the groups of which some ticket may meet both conditions."""
        for key in ("severity", *TICKET_KEYS):
            first, second = set(getattr(one, key)), set(getattr(other, key))
            if first and second and first.isdisjoint(second):
                return 0
        return self.possible(one) & self.possible(other)

    def entries(self, listed: Mapping[str, _Conditional]) -> tuple[Clause, ...]:
        """Return policies, rules or levels as entries, in order."""
        return tuple(
            Clause(name, each.when, each.valid, self._fitting(each))
            for name, each in listed.items()
        )

    def members(self, groups: int) -> Iterator[Group]:
        """Yield the groups of a set."""
        return (group for index, group in enumerate(self.groups) if groups >> index & 1)

    def calendars(self, target: Target, groups: int) -> list[str]:
        """Return the names of the calendars in which a target is counted for some groups."""
        if target.calendar:
            return [target.calendar]
        return sorted({each.calendar for each in self.members(groups) if each.calendar})

    def _fitting(self, entry: _Conditional) -> int:
        """Return the groups that an entry may be for: a rule gives a severity that they have."""
        given = self.graded(entry.severity) if isinstance(entry, PriorityRule) else -1
        return self.possible(entry.when) & given

    def _any(self, key: str, values: Iterable[str]) -> int:
        having = self.having.get(key, {})
        found = 0
        for value in values:
            found |= having.get(value, 0)
        return found


def alike(catalog: Catalog) -> Mapping[Facts, list[str]]:
    """Return the services that no condition tells apart, by what conditions may ask of them."""
    named = _named(catalog)
    covering = _covering(catalog, named["contract"])
    everywhere = tuple(covering.get(None, ()))
    found: dict[Facts, list[str]] = {}
    for name, service in catalog.services.items():
        about: tuple[tuple[str, ...], ...] = (
            (service.provider,),
            (service.family,) if service.family else (),
            (name,) if name in named["service"] else (),
            tuple(tag for tag in service.tags if tag in named["tag"]) if service.tags else (),
            (*covering[name], *everywhere) if name in covering else everywhere,
        )
        channels = _channels(service) if service.channels else _NONE
        found.setdefault((about, service.calendar, channels, _intakes(service)), []).append(name)
    return found


def group(catalog: Catalog) -> Grouped:
    """Return the services of a catalog in groups."""
    having: dict[str, dict[str, int]] = {}
    groups: list[Group] = []
    at_once: dict[tuple[str, ...], tuple[Moment, ...]] = {}
    for (about, calendar, channels, intakes), names in alike(catalog).items():
        asked = asked_calendars(catalog, names[0])
        if asked not in at_once:
            at_once[asked] = moments(catalog, asked)
        for moment in at_once[asked]:
            for key, values in zip(_SERVICE_KEYS, about, strict=True):
                masks = having.setdefault(key, {})
                for value in values:
                    masks[value] = masks.get(value, 0) | 1 << len(groups)
            groups.append(Group(names[0], len(names), calendar, channels, moment.hours, intakes))
    return Grouped(
        tuple(groups), having, _severities(catalog, having.get("provider", {}), len(groups))
    )


def _named(catalog: Catalog) -> Mapping[str, set[str]]:
    """Return what conditions name of the keys of which a service may have many values."""
    return {
        key: {value for when in conditions(catalog) for value in getattr(when, key)}
        for key in ("service", "tag", "contract")
    }


def _covering(catalog: Catalog, named: Iterable[str]) -> Mapping[str | None, list[str]]:
    """Return the contracts that cover each service; under None those that cover every one."""
    found: dict[str | None, list[str]] = {}
    for name in sorted(named):
        contract = catalog.contracts.get(name)
        for service in (contract and contract.services) or (None,):
            found.setdefault(service, []).append(name)
    return found


def _channels(service: Service) -> frozenset[str]:
    return frozenset([each.kind for each in service.channels])


def _intakes(service: Service) -> tuple[str | None, ...]:
    if not any(each.intake_calendar for each in service.channels):
        return (service.intake_calendar,)
    kinds = (None, *(each.kind for each in service.channels))
    return tuple(dict.fromkeys(intake_name(service, kind) for kind in kinds))


_NONE: Final[frozenset[str]] = frozenset()


def _severities(
    catalog: Catalog, providing: Mapping[str, int], size: int
) -> Mapping[str | None, int]:
    """Return the severities that tickets may have, each with its groups, and None last."""
    ranked = sorted(catalog.severities, key=lambda name: catalog.severities[name].rank)
    found: dict[str | None, int] = dict.fromkeys(ranked, 0)
    without = 0
    for provider, groups in providing.items():
        own = catalog.severities_of(provider)
        for name in own:
            found[name] |= groups
        if catalog.priority is None or catalog.priority.default not in own:
            without |= groups
    return {**found, None: without} if without or not size else found


def _within(inner: Valid | None, outer: Valid | None) -> bool:
    """Return whether every day of `inner` is one of `outer`."""
    if outer is None:
        return True
    begin, end = (inner.from_, inner.until) if inner else (None, None)
    begins = outer.from_ is None or (begin is not None and outer.from_ <= begin)
    return begins and (outer.until is None or (end is not None and end <= outer.until))


def _narrower(inner: When, outer: When) -> bool:
    """Return whether what the ticket answers meets `outer` whenever it meets `inner`."""
    for key in TICKET_KEYS:
        accepted, given = set(getattr(outer, key)), set(getattr(inner, key))
        if accepted and not (given and given <= accepted):
            return False
    return True
