"""What a service promises, as the table and the sentences of its sheet show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Policy, PublicCatalog
from sportello.sla.conditions import depends_on
from sportello.targets.site.sheet import policies_for, told_facts
from sportello.targets.site.ways import Way
from sportello.worktime import DurationKind

_ORDER: Final = ("take_in_charge", "first_response", "next_update", "resolution", "handling")
_TOLD: Final = frozenset({"channel", "severity", "type", "hours"})
"""The conditions on a ticket that can be told in words: the others are identifiers."""


@dataclass(frozen=True)
class Row:
    """A policy with times, and on which keys of a condition it depends at the service.

    `channels` are those it is for, where nothing else is asked: its own, or those that the rows
    before leave.
    """

    policy: Policy
    depends_on: frozenset[str]
    channels: tuple[str, ...]

    @property
    def is_told_by_name(self) -> bool:
        """Whether its conditions cannot be told in words, but by the name of the policy."""
        return not self.depends_on <= _TOLD


@dataclass(frozen=True)
class Promises:
    """The times of a service: policies by `kinds` of promises, and policies that say words alone.

    `calendars` are those in which the times of the rows are counted. The policy for all other
    tickets comes first in `statements`, since it is the one that most readers ask about.
    """

    rows: tuple[Row, ...]
    kinds: tuple[str, ...]
    calendars: tuple[str, ...]
    statements: tuple[Policy, ...]


def promises_of(catalog: PublicCatalog, name: str, ways: Iterable[Way]) -> Promises:
    """Return what can hold for the tickets of a service, which is reached in these `ways`."""
    kinds = list(dict.fromkeys(way.kind for way in ways))
    facts = told_facts(name, catalog.services[name])
    policies = [policy for _, policy in policies_for(catalog, name)]
    timed = [each for each in policies if each.targets or (each.averages and not each.statement)]
    worded = [each for each in policies if each not in timed and each.statement]
    depends = [depends_on(each.when, facts) or frozenset() for each in timed]
    found = {kind for policy in timed for kind in (*policy.targets, *policy.averages)}
    return Promises(
        rows=_by_channel(tuple(_rows(zip(timed, depends, strict=True), kinds)), kinds),
        kinds=tuple(kind for kind in _ORDER if kind in found),
        calendars=tuple(dict.fromkeys(_calendars(timed, catalog.services[name].calendar))),
        statements=tuple(sorted(worded, key=lambda each: bool(depends_on(each.when, facts)))),
    )


def _rows(policies: Iterable[tuple[Policy, frozenset[str]]], kinds: Iterable[str]) -> Iterator[Row]:
    left = dict.fromkeys(kinds)
    taken = False
    for policy, depends in policies:
        own = policy.when.channel if depends == {"channel"} else ()
        is_for_the_rest = taken and not depends
        yield Row(policy, depends, tuple(left) if is_for_the_rest else own)
        if own and not policy.valid:
            left = {kind: None for kind in left if kind not in own}
            taken = True


def _by_channel(rows: tuple[Row, ...], kinds: Sequence[str]) -> tuple[Row, ...]:
    """Return rows that are told by their channels alone in the order of these."""
    if not all(row.channels for row in rows):
        return rows
    order = {kind: place for place, kind in enumerate(kinds)}
    return tuple(sorted(rows, key=lambda row: min(order.get(each, 9) for each in row.channels)))


def _calendars(policies: Iterable[Policy], own: str | None) -> Iterator[str]:
    counted = (DurationKind.BUSINESS, DurationKind.WORKING_DAYS)
    for policy in policies:
        times = [(each.within, each.calendar) for each in policy.targets.values()]
        times += [(each.time, each.calendar) for each in policy.averages.values()]
        for length, calendar in times:
            if length.kind in counted and (calendar or own):
                yield calendar or own or ""
