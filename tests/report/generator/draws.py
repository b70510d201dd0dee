"""What happens to tickets, drawn by a seed: one element of each column is one ticket.

The shares are those of published logs of ticket systems (Volvo's of BPI Challenge 2013, UCI's data
set 498), rounded: more come on Mondays than on other days, from nine to twelve and two to five, and
few in August; one in three waits for somebody else, one in fifteen is reopened, one in twenty-five
never resolved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sportello.catalog.model import Catalog
from sportello.worktime import Calendar
from sportello.worktime.zones import Zone

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

NEVER: Final = -1
"""Instead of an instant, or of a choice: it does not happen, or there is none."""
WEEKDAYS: Final = (1.25, 1.15, 1.05, 1.0, 0.9, 0.18, 0.10)
HOURS: Final = (
    *(1, 1, 1, 1, 1, 2, 6, 20, 60, 100, 100, 90),
    *(45, 40, 85, 90, 75, 45, 22, 14, 10, 8, 5, 3),
)
AUGUST: Final = 0.55
CHANNELS: Final = ("mail", "portal", "phone", "chat")
CHANNEL_SHARES: Final = (0.52, 0.26, 0.19, 0.03)
SEVERITY_SHARES: Final = (0.02, 0.10, 0.70, 0.18)
TYPE_SHARES: Final = (0.6, 0.4)
VOTES: Final = ("positive", "neutral", "negative")
VOTE_SHARES: Final = (0.78, 0.07, 0.15)
EXCLUDED: Final = ("spam", "merged", "test", "deleted")
EXCLUDED_SHARES: Final = (0.015, 0.02, 0.002, 0.002)
NEVER_ANSWERED: Final = 0.03
NEVER_RESOLVED: Final = 0.04
PAUSED: Final = 0.33
REOPENED: Final = 0.069
VOTED: Final = 0.17
WITHDRAWN: Final = 0.01
BY_DESK: Final = 0.9
"""How many calls and chats the desk opens itself; the others are written by the requester."""
CUSTOMERS: Final = 200
PAUSES: Final = 3
HOUR: Final = 3600
DAY: Final = 24 * HOUR
CLOSED_AFTER: Final = 5 * DAY


class Kind(NamedTuple):
    """What a desk has: the names that tickets bear. `services` come in the order of their size."""

    services: tuple[str, ...]
    severities: tuple[tuple[str, ...], ...]  # of each service, the worst first
    types: tuple[str, ...]
    contracts: Mapping[str, tuple[str, ...]]  # the services that each covers

    @classmethod
    def of(cls, catalog: Catalog) -> Self:
        """Return the names of a catalog."""
        severities = []
        for service in catalog.services.values():
            own = catalog.severities_of(service.provider)
            severities.append(tuple(sorted(own, key=lambda name: catalog.severities[name].rank)))
        types = tuple(catalog.lifecycle.types) if catalog.lifecycle else ()
        contracts = {name: each.services for name, each in catalog.contracts.items()}
        return cls(tuple(catalog.services), tuple(severities), types, contracts)


@dataclass(frozen=True)
class Draws:
    """The lives of tickets by opening; instants in epoch seconds, choices by their position.

    `withdrawn` ends a life. A pause is one for the requester unless it is one for the supplier.
    """

    opened: Ints
    by_desk: Flags
    service: Ints
    customer: Ints
    channel: Ints
    severity: Ints
    type: Ints
    taken: Ints
    noted: Ints
    replied: Ints
    paused: tuple[Ints, ...]
    resumed: tuple[Ints, ...]
    for_supplier: tuple[Flags, ...]
    resolved: Ints
    reopened: Ints
    resolved_again: Ints
    closed: Ints
    withdrawn: Ints
    voted: Ints
    vote: Ints
    excluded: Ints

    def until(self, instant: int) -> Self:
        """Return the same as an export at an instant knows it: what comes later has not happened."""

        def cut(column: Ints) -> Ints:
            return np.where(column > instant, NEVER, column)

        known = self.chosen(self.opened <= instant).changed(cut)
        return replace(known, vote=np.where(known.voted == NEVER, NEVER, known.vote))

    def changed(self, change: Callable[[Ints], Ints]) -> Self:
        """Return the same with every instant changed."""
        found: dict[str, Any] = {name: change(getattr(self, name)) for name in _INSTANTS}
        for name in ("paused", "resumed"):
            found[name] = tuple(map(change, getattr(self, name)))
        return replace(self, **found)

    def chosen(self, which: Flags) -> Self:
        """Return some of the tickets."""
        found: dict[str, Any] = {}
        for each in fields(self):
            column = getattr(self, each.name)
            is_list = isinstance(column, tuple)
            found[each.name] = tuple(one[which] for one in column) if is_list else column[which]
        return replace(self, **found)


_INSTANTS: Final = (
    *("opened", "taken", "noted", "replied", "resolved", "reopened", "resolved_again"),
    *("closed", "withdrawn", "voted"),
)


def draw(
    catalog: Catalog,
    count: int,
    seed: int,
    *,
    first: date = date(2026, 1, 1),
    last: date = date(2026, 12, 31),
    grain: int = 1,
    never_resolved: float = NEVER_RESOLVED,
) -> Draws:
    """Return the lives of `count` tickets that come from a day to another, both included.

    The same seed gives the same tickets. Instants are multiples of `grain` seconds, and none lies
    in the hours around a change of the clocks, in which local time says not enough.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    kind = Kind.of(catalog)
    zone = Zone(catalog.helpdesk.timezone)
    opened = _arrivals(random, count, first, last, zone)
    services = len(kind.services)
    shares = 1 / np.arange(1, services + 1)
    service = _choice(random, count, shares / shares.sum())
    channel = _choice(random, count, CHANNEL_SHARES)
    is_live = np.isin(channel, (2, 3))
    by_desk = is_live & (random.random(count) < BY_DESK)
    work = _Work(catalog, kind, service)

    answered = random.random(count) >= NEVER_ANSWERED
    taken = work.later(opened, _lognormal(random, count, 0.5 * HOUR, 1.3))
    replied = work.later(taken, _lognormal(random, count, 0.6 * HOUR, 1.4))
    replied = np.where(answered, np.where(by_desk, opened, replied), NEVER)
    noted = np.where(random.random(count) < 0.1, taken, NEVER)
    now = np.maximum(taken, replied)

    pauses = np.where(answered & (random.random(count) < PAUSED), random.integers(1, 4, count), 0)
    paused, resumed, for_supplier = [], [], []
    for number in range(PAUSES):
        has = pauses > number
        begin = work.later(now, _lognormal(random, count, 1.5 * HOUR, 1.0))
        end = begin + np.maximum(_lognormal(random, count, 30 * HOUR, 1.2), HOUR)
        paused.append(np.where(has, begin, NEVER))
        resumed.append(np.where(has, end, NEVER))
        for_supplier.append(has & (random.random(count) < 0.2))
        now = np.where(has, end, now)

    lasting = random.random(count) < never_resolved
    done = work.later(now, np.maximum(_lognormal(random, count, 5 * HOUR, 1.2), 60))
    resolved = np.where(lasting, NEVER, done)
    # Some of those that are never resolved wait for ever.
    for number in range(PAUSES):
        waits = lasting & (pauses == number + 1) & (random.random(count) < 0.5)
        resumed[number] = np.where(waits, NEVER, resumed[number])
    again = ~lasting & (random.random(count) < REOPENED)
    reopening = resolved + np.maximum(_lognormal(random, count, 20 * HOUR, 0.8), HOUR)
    reopening = np.minimum(reopening, resolved + CLOSED_AFTER - HOUR)
    reopened = np.where(again, reopening, NEVER)
    redone = work.later(
        np.where(again, reopened, opened), np.maximum(_lognormal(random, count, 3 * HOUR, 1.2), 60)
    )
    resolved_again = np.where(again, redone, NEVER)
    end = np.where(again, resolved_again, resolved)
    closed = np.where(end == NEVER, NEVER, end + CLOSED_AFTER)
    votes = (end != NEVER) & (random.random(count) < VOTED)
    voted = np.where(votes, end + np.maximum(_lognormal(random, count, 6 * HOUR, 1.0), 60), NEVER)
    vote = np.where(votes, _choice(random, count, VOTE_SHARES), NEVER)
    gives_up = lasting & (random.random(count) < WITHDRAWN / max(never_resolved, WITHDRAWN))
    last_step = np.maximum.reduce([now, *resumed, *paused])
    withdrawn = np.where(gives_up, last_step + DAY, NEVER)

    excluded = _choice(random, count, (*EXCLUDED_SHARES, 1 - sum(EXCLUDED_SHARES)))
    found = Draws(
        opened=opened,
        by_desk=by_desk,
        service=service,
        customer=np.minimum(random.pareto(1.2, count) * 6, CUSTOMERS - 1).astype(np.int64),
        channel=channel,
        severity=_choice(random, count, SEVERITY_SHARES),
        type=_choice(random, count, TYPE_SHARES),
        taken=taken,
        noted=noted,
        replied=replied,
        paused=tuple(paused),
        resumed=tuple(resumed),
        for_supplier=tuple(for_supplier),
        resolved=resolved,
        reopened=reopened,
        resolved_again=resolved_again,
        closed=closed,
        withdrawn=withdrawn,
        voted=voted,
        vote=vote,
        excluded=np.where(excluded == len(EXCLUDED), NEVER, excluded),
    )
    return _clear(found, first, last, zone, grain)


def calendar_of(catalog: Catalog, service: str) -> Calendar:
    """Return the calendar by which a service works: if it has none, the first of all."""
    return catalog.calendars[catalog.services[service].calendar or next(iter(catalog.calendars))]


class _Work:
    """Knows when each ticket's service has worked for so long."""

    def __init__(self, catalog: Catalog, kind: Kind, service: Ints) -> None:
        self._calendars = [calendar_of(catalog, name) for name in kind.services]
        self._services = [np.flatnonzero(service == each) for each in range(len(kind.services))]

    def later(self, start: Ints, seconds: Ints) -> Ints:
        found = np.array(start)
        for calendar, which in zip(self._calendars, self._services, strict=True):
            found[which] = calendar.due_many(start[which], seconds[which])
        return found


def _arrivals(random: np.random.Generator, count: int, first: date, last: date, zone: Zone) -> Ints:
    """Return instants by time: first which hour of the year by the wall clock, then when in it."""
    begin, weights = [], []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for hour, share in enumerate(HOURS):
            at = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
            begin.append(int(at.timestamp()))
            weights.append(share * WEEKDAYS[day.weekday()] * (AUGUST if day.month == 8 else 1))
    chosen = _choice(random, count, np.array(weights) / sum(weights))
    return np.sort(np.array(begin, np.int64)[chosen] + random.integers(0, HOUR, count))


def _choice(
    random: np.random.Generator, count: int, shares: Sequence[float] | NDArray[np.float64]
) -> Ints:
    edges = np.cumsum(shares)[:-1]
    return np.searchsorted(edges, random.random(count), side="right").astype(np.int64)


def _lognormal(random: np.random.Generator, count: int, median: float, spread: float) -> Ints:
    """Return seconds, at most thirty times their median."""
    drawn = np.exp(random.normal(np.log(median), spread, count))
    return np.minimum(drawn, 30 * median).astype(np.int64)


def _clear(draws: Draws, first: date, last: date, zone: Zone, grain: int) -> Draws:
    """Return the same with whole minutes, or seconds, before the hours of a change of the clocks."""
    changes = list(_changes(first, last + timedelta(days=400), zone))

    def clear(column: Ints) -> Ints:
        for change in changes:
            begin, end = change - HOUR, change + HOUR
            column = np.where((column >= begin) & (column < end), begin - grain, column)
        return np.where(column == NEVER, NEVER, column - column % grain)

    return draws.changed(clear)


def _changes(first: date, last: date, zone: Zone) -> Sequence[int]:
    """Return when the zone's clocks are changed, to the hour."""
    begin = int(datetime(first.year, first.month, first.day, tzinfo=zone).timestamp())
    end = int(datetime(last.year, last.month, last.day, tzinfo=zone).timestamp())
    hours = range(begin - begin % HOUR, end, HOUR)
    offsets = [datetime.fromtimestamp(each, zone).utcoffset() for each in hours]
    return [
        each
        for each, before, after in zip(hours[1:], offsets, offsets[1:], strict=False)
        if before != after
    ]
