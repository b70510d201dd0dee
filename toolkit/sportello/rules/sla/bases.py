"""Which policies the tickets of one policy would have without it, or without their contract.

What tickets can be is cut into boxes: of each key of a condition the values that are meant, and
the groups of services. A policy takes its part of every box, and what is left goes on to the next.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from msgspec.structs import replace

from sportello.catalog.model import Catalog, When
from sportello.rules.sla.groups import TICKET_KEYS, Clause, Grouped
from sportello.sla.validity import boundaries, in_force

_KEYS: Final = ("severity", *TICKET_KEYS, "tag")
_CONTRACT: Final = _KEYS.index("contract")

Values = frozenset[str | None]
"""What a ticket may have, None for whatever no policy names."""
Region = dict[tuple[Values, ...], int]
"""Boxes of tickets: the values of each of `_KEYS`, and the groups of services."""
Share = tuple[int, Mapping[int, Values]]
"""Groups of services, and the values that tickets of theirs need, by their place in `_KEYS`."""


@dataclass(frozen=True)
class Without:
    """What the tickets of a policy would have without it: the groups, by policy.

    `reached` says whether it has any ticket at all, past the policies above it.
    """

    reached: bool = False
    policies: dict[str, int] = field(default_factory=dict)


def without(catalog: Catalog, grouped: Grouped, entries: tuple[Clause, ...], name: str) -> Without:
    """Return what the tickets of the policy `name` would have without it, on any of its days.

    One that is for contracts is taken away together with them: what else the contracts have does
    not count. A ticket is held to have the same severity without its contract, and at most one
    tag of its own.
    """
    mine = next(each for each in entries if each.name == name)
    if not mine.groups:
        return Without()
    contracts = set(mine.when.contract)
    near = [
        each
        for each in entries
        if each.groups & mine.groups
        and (not each.when.contract or not contracts.isdisjoint(each.when.contract))
    ]
    universe = _universe(grouped, near)
    reached, found = False, dict[str, int]()
    for day in _days(catalog):
        current = {each.name: each for each in _current(catalog, grouped, near, day)}
        if name not in current:
            continue
        region = _reaching(grouped, universe, name, [*current.values()])
        reached = reached or bool(region)
        if contracts:
            region = _uncontracted(region)
        for each in current.values():
            if each.name != name:
                taken, region = _cut(region, _parts(grouped, each))
                if taken:
                    found[each.name] = found.get(each.name, 0) | taken
    return Without(reached, found)


def _days(catalog: Catalog) -> list[date]:
    """Return a day of each period in which other policies and contracts are in force."""
    valids = [policy.valid for policy in catalog.policies.values()]
    starts = boundaries([*valids, *(each.valid for each in catalog.contracts.values())])
    first = min(starts, default=date(catalog.helpdesk.years.first, 1, 1))
    if first > date.min:
        starts |= {date.fromordinal(first.toordinal() - 1)}
    return sorted(starts)


def _current(
    catalog: Catalog, grouped: Grouped, entries: list[Clause], day: date
) -> Iterator[Clause]:
    """Yield the entries that are in force on a day, each with the contracts that are."""
    for each in entries:
        asked = each.when.contract
        held = tuple(name for name in asked if _holds(catalog, name, day))
        if in_force(each.valid, day) and (held or not asked):
            when = replace(each.when, contract=held)
            yield each._replace(when=when, groups=each.groups & grouped.possible(when))


def _holds(catalog: Catalog, contract: str, day: date) -> bool:
    return contract in catalog.contracts and in_force(catalog.contracts[contract].valid, day)


def _universe(grouped: Grouped, entries: list[Clause]) -> tuple[Values, ...]:
    """Return what a ticket may have of each key."""
    named = {
        key: {value for each in entries for value in getattr(each.when, key)} for key in _KEYS[1:]
    }
    return (
        frozenset(grouped.severities),
        *(frozenset({None, *named[key]}) for key in _KEYS[1:]),
    )


def _reaching(
    grouped: Grouped, universe: tuple[Values, ...], name: str, entries: list[Clause]
) -> Region:
    """Return the tickets that reach a policy past those above it."""
    place = next(index for index, each in enumerate(entries) if each.name == name)
    region: Region = {}
    for groups, needed in _by_contract(grouped, entries[place]):
        box = tuple(values & needed.get(at, values) for at, values in enumerate(universe))
        for severities, graded in _by_severities(grouped):
            if groups & graded and box[0] & severities:
                own = (box[0] & severities, *box[1:])
                region[own] = region.get(own, 0) | groups & graded
    for other in entries[:place]:
        _, region = _cut(region, _by_contract(grouped, other))
    return region


def _by_severities(grouped: Grouped) -> Iterator[tuple[Values, int]]:
    """Yield the severities that tickets of some groups may have, with these groups."""
    parts: dict[Values, int] = {frozenset(): (1 << len(grouped.groups)) - 1}
    for severity, having in grouped.severities.items():
        apart = {values: groups & ~having for values, groups in parts.items()}
        with_it = {values | {severity}: groups & having for values, groups in parts.items()}
        parts = {values: groups for values, groups in {**apart, **with_it}.items() if groups}
    yield from parts.items()


def _by_contract(grouped: Grouped, entry: Clause) -> list[Share]:
    """Return the parts of an entry, each contract with the services that it covers."""
    parts = list(_parts(grouped, entry))
    if len(entry.when.contract) < 2:
        return parts
    return [
        (covered, {**needed, _CONTRACT: frozenset({name})})
        for groups, needed in parts
        for name in entry.when.contract
        if (covered := groups & grouped.possible(When(contract=(name,))))
    ]


def _parts(grouped: Grouped, entry: Clause) -> Iterator[Share]:
    """Yield what an entry takes: a tag may be the service's, else the ticket needs it."""
    needed: dict[int, Values] = {
        at: frozenset(getattr(entry.when, key)) for at, key in enumerate(_KEYS)
    }
    needed = {at: values for at, values in needed.items() if values}
    tagged = entry.groups & grouped.tagged(entry.when)
    last = len(_KEYS) - 1
    if tagged:
        yield tagged, {at: values for at, values in needed.items() if at != last}
    if entry.groups != tagged:
        yield entry.groups & ~tagged, needed


def _uncontracted(region: Region) -> Region:
    """Return the same tickets without their contracts."""
    found: Region = {}
    for box, groups in region.items():
        plain = (*box[:_CONTRACT], frozenset({None}), *box[_CONTRACT + 1 :])
        found[plain] = found.get(plain, 0) | groups
    return found


def _cut(region: Region, parts: Iterator[Share] | list[Share]) -> tuple[int, Region]:
    """Return the groups of which some tickets are in a part, and the tickets that are in none."""
    taken = 0
    for groups, needed in parts:
        left: Region = {}
        for box, here in region.items():
            hit = here & groups
            if not hit or any(box[at].isdisjoint(values) for at, values in needed.items()):
                left[box] = left.get(box, 0) | here
                continue
            taken |= hit
            if here != hit:
                left[box] = left.get(box, 0) | here & ~hit
            for outside in _outside(box, needed):
                left[outside] = left.get(outside, 0) | hit
        region = left
    return taken, region


def _outside(box: tuple[Values, ...], needed: Mapping[int, Values]) -> Iterator[tuple[Values, ...]]:
    """Yield what of a box does not have all that is needed, in boxes that share nothing."""
    for at, values in needed.items():
        rest = box[at] - values
        if rest:
            yield (*box[:at], rest, *box[at + 1 :])
        box = (*box[:at], box[at] & values, *box[at + 1 :])
