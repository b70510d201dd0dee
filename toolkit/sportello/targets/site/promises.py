"""What a service promises, as the table and the sentences of its sheet show it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Policy, PublicCatalog, Text
from sportello.directory.ways import Way
from sportello.sla.conditions import depends_on
from sportello.targets.site.sheet import Policies, told_facts
from sportello.worktime import DurationKind

_ORDER: Final = ("take_in_charge", "first_response", "next_update", "resolution", "handling")
_TOLD: Final = frozenset({"channel", "severity", "type", "hours"})
"""The conditions on a ticket that can be told in words: the others are identifiers."""


_Dependent = tuple[Policy, frozenset[str]]
"""A policy, and on which keys of a condition it depends at the service."""


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

    `calendar` is that of the service, `calendars` are those in which the times of the rows are
    counted, `channels` what each kind of channel is called. The policy for all other tickets comes
    first in `statements`, since it is the one that most readers ask about.
    """

    rows: tuple[Row, ...]
    kinds: tuple[str, ...]
    calendar: str | None
    calendars: tuple[str, ...]
    channels: Mapping[str, Text]
    statements: tuple[Policy, ...]

    @property
    def has_deadlines(self) -> bool:
        """Whether a time is promised, and not only told as an average."""
        return any(row.policy.targets for row in self.rows)


def all_promises(
    catalog: PublicCatalog, policies: Policies, ways: Mapping[str, tuple[Way, ...]]
) -> Mapping[str, Promises]:
    """Return what can hold for the tickets of each service, which is reached in its `ways`.

    It is one object for all services that are promised the same.
    """
    found: dict[str, Promises] = {}
    alike: dict[Hashable, Promises] = {}
    for name, service in catalog.services.items():
        facts = told_facts(name, service)
        own = {
            key: (policy, depends_on(policy.when, facts) or frozenset())
            for key, policy in policies[name]
        }
        channels = _channels(ways[name])
        asked = tuple((key, depends) for key, (_, depends) in own.items())
        by = asked, service.calendar, tuple(channels.items())
        if by not in alike:
            alike[by] = _promises([*own.values()], service.calendar, channels)
        found[name] = alike[by]
    return found


def _promises(
    policies: Sequence[_Dependent], calendar: str | None, channels: Mapping[str, Text]
) -> Promises:
    timed = [each for each in policies if _is_timed(each[0])]
    worded = [each for each in policies if each[0].statement and not _is_timed(each[0])]
    found = {kind for policy, _ in timed for kind in (*policy.targets, *policy.averages)}
    return Promises(
        rows=_by_channel(tuple(_rows(timed, channels)), [*channels]),
        kinds=tuple(kind for kind in _ORDER if kind in found),
        calendar=calendar,
        calendars=tuple(dict.fromkeys(_calendars((policy for policy, _ in timed), calendar))),
        channels=channels,
        statements=tuple(policy for policy, _ in sorted(worded, key=lambda each: bool(each[1]))),
    )


def _is_timed(policy: Policy) -> bool:
    return bool(policy.targets or (policy.averages and not policy.statement))


def _channels(ways: tuple[Way, ...]) -> Mapping[str, Text]:
    """Return the kinds of some ways in their order, each with a name that one of them has."""
    kinds = {way.kind: way.name for way in ways}
    return kinds | {way.kind: way.name for way in ways if way.name}


def _rows(policies: Iterable[_Dependent], kinds: Iterable[str]) -> Iterator[Row]:
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
