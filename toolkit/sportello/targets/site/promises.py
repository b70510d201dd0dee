"""What a service promises, as the table and the sentences of its sheet show it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Policy, PublicCatalog, When
from sportello.targets.site.sheet import policies_for
from sportello.targets.site.ways import Way
from sportello.worktime import DurationKind

_ORDER: Final = ("take_in_charge", "first_response", "next_update", "resolution", "handling")
_SETTLED: Final = ("provider", "family", "service")
_TOLD: Final = (*_SETTLED, "channel", "severity", "type", "hours", "calendar")
"""The conditions that can be told in words: the others are identifiers."""


@dataclass(frozen=True)
class Row:
    """A policy with times.

    `channels` are those it is for, where nothing else is asked: its own, or those that the rows
    before leave.
    """

    policy: Policy
    channels: tuple[str, ...]

    @property
    def is_told_by_name(self) -> bool:
        """Whether its conditions cannot be told in words, but by the name of the policy."""
        when = self.policy.when
        return any(getattr(when, key) for key in when.__struct_fields__ if key not in _TOLD)


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
    policies = [policy for _, policy in policies_for(catalog, name)]
    timed = [each for each in policies if each.targets or (each.averages and not each.statement)]
    worded = [each for each in policies if each not in timed and each.statement]
    found = {kind for policy in timed for kind in (*policy.targets, *policy.averages)}
    return Promises(
        rows=_by_channel(tuple(_rows(timed, kinds)), kinds),
        kinds=tuple(kind for kind in _ORDER if kind in found),
        calendars=tuple(dict.fromkeys(_calendars(timed, catalog.services[name].calendar))),
        statements=tuple(sorted(worded, key=lambda policy: _is_special(policy.when))),
    )


def _rows(policies: Sequence[Policy], kinds: Iterable[str]) -> Iterator[Row]:
    left = dict.fromkeys(kinds)
    taken = False
    for policy in policies:
        own = () if _is_special(policy.when, but="channel") else policy.when.channel
        is_for_the_rest = taken and not _is_special(policy.when)
        yield Row(policy, tuple(left) if is_for_the_rest else own)
        if own and not policy.valid:
            left = {kind: None for kind in left if kind not in own}
            taken = True


def _by_channel(rows: tuple[Row, ...], kinds: Sequence[str]) -> tuple[Row, ...]:
    """Return rows that are told by their channels alone in the order of these."""
    if not all(row.channels for row in rows):
        return rows
    order = {kind: place for place, kind in enumerate(kinds)}
    return tuple(sorted(rows, key=lambda row: min(order.get(each, 9) for each in row.channels)))


def _is_special(when: When, but: str = "") -> bool:
    known = (*_SETTLED, but)
    return any(getattr(when, key) for key in when.__struct_fields__ if key not in known)


def _calendars(policies: Iterable[Policy], own: str | None) -> Iterator[str]:
    counted = (DurationKind.BUSINESS, DurationKind.WORKING_DAYS)
    for policy in policies:
        times = [(each.within, each.calendar) for each in policy.targets.values()]
        times += [(each.time, each.calendar) for each in policy.averages.values()]
        for length, calendar in times:
            if length.kind in counted and (calendar or own):
                yield calendar or own or ""
