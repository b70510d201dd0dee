"""What two snapshots promise, as `PromiseSides`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

import numpy as np

from sportello.plan.open_hours import OpenHours
from sportello.plan.period import Period
from sportello.plan.promises.due_curves import STEP, Curves, Ints
from sportello.plan.promises.graded import BothRanks
from sportello.plan.promises.sides import Asked
from sportello.plan.promises.tickets import Alike, Pair, Promises, TicketKind, kinds_by
from sportello.plan.snapshots.reading import values_of
from sportello.plan.snapshots.runs import Run, decoded
from sportello.plan.snapshots.snapshot import ServiceRows, Snapshot, TicketRow, since
from sportello.sla.hours import HoursAt


@dataclass(frozen=True)
class SnapshotSides:
    """What two snapshots promise, over the days of both and the openings that both have."""

    before: Snapshot
    after: Snapshot
    period: Period

    @property
    def ranks(self) -> BothRanks:
        """Those that the snapshots have."""
        return self.before.severities, self.after.severities

    @cached_property
    def other_hours(self) -> frozenset[str]:
        """Those with other hours."""
        before, after = self.before.calendars, self.after.calendars
        return frozenset(name for name in after if before.get(name) != after[name])

    @cached_property
    def openings(self) -> Ints:
        """Those of both: where the zone of the desk has changed, they may begin at another time."""
        found: Ints = np.intersect1d(self._before.openings, self._after.openings)
        return found

    @cached_property
    def _before(self) -> "_Side":
        return _Side(self.before)

    @cached_property
    def _after(self) -> "_Side":
        return _Side(self.after)

    def kinds(self) -> Iterable[Alike]:
        """Return the services that both have, with the tickets that one of them tells apart."""
        groups: dict[tuple[int, int], list[str]] = {}
        for name, place in self._after.places.items():
            if name in self._before.places:
                groups.setdefault((self._before.places[name], place), []).append(name)
        for (old, new), names in groups.items():
            both = (values_of(self.before.deadlines[old]), values_of(self.after.deadlines[new]))
            keys = dict.fromkeys((*both[0], *both[1]))
            asked = {key: [x for each in both for x in each.get(key, (None,))] for key in keys}
            yield tuple(names), tuple(kinds_by(asked))

    def promises(self, service: str, kind: TicketKind) -> Pair:
        """Return what the snapshots have."""
        before, after = (
            each.promises(service, kind, self.period) for each in (self._before, self._after)
        )
        return before, after

    def may_differ(self, service: str, kind: TicketKind, pair: Pair) -> bool:
        """Tell whether promises or curves are others."""
        before, after = (each.runs(service, kind) for each in (self._before, self._after))
        return pair[0] != pair[1] or before != after

    def due(self, service: str, kind: TicketKind) -> tuple[Curves, Curves]:
        """Return the curves, as far as both have the openings."""
        before, after = (
            each.due(service, kind, self.openings) for each in (self._before, self._after)
        )
        return before, after

    def hours_at(self, asked: Asked, at: datetime) -> tuple[HoursAt, HoursAt]:
        """Return what the intervals of the snapshots say."""
        second = int(at.timestamp())
        before, after = (
            _hours_at(each.calendars, names, second)
            for each, names in zip((self.before, self.after), asked, strict=True)
        )
        return before, after


def _hours_at(
    calendars: Mapping[str, OpenHours], names: Iterable[str], second: int
) -> dict[str, Literal["open", "closed"]]:
    found: dict[str, Literal["open", "closed"]] = {}
    for name in names:
        hours = calendars.get(name)
        if hours is not None and hours.known[0] <= second < hours.known[1]:
            is_open = any(start <= second < end for start, end in hours.open)
            found[name] = "open" if is_open else "closed"
    return found


class _Side:
    """What one snapshot promises."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._rows = [_by_kind(each) for each in snapshot.deadlines]
        self.openings: Ints = np.arange(*snapshot.period, STEP, dtype=np.int64)
        self.places = {
            name: place for place, rows in enumerate(snapshot.deadlines) for name in rows.services
        }

    def promises(self, service: str, kind: TicketKind, period: Period) -> Promises:
        promised = self._row(service, kind).promised
        return tuple(
            tuple(self._snapshot.promises[number] for number in since(promised, day))
            for day in period.days
        )

    def runs(self, service: str, kind: TicketKind) -> dict[str, tuple[Run, ...]]:
        due = self._row(service, kind).due
        return {promise: self._snapshot.curves[number] for promise, number in due.items()}

    def due(self, service: str, kind: TicketKind, chosen: Ints) -> Curves:
        kept = np.searchsorted(self.openings, chosen)
        return {
            promise: decoded(runs, self.openings)[kept]
            for promise, runs in self.runs(service, kind).items()
        }

    def _row(self, service: str, kind: TicketKind) -> TicketRow:
        """Return the row of a kind, without what this side knows nothing of."""
        known, rows = self._rows[self.places[service]]
        unknown = {
            each.name: None
            for each in fields(kind)
            if getattr(kind, each.name) not in known.get(each.name, (None,))
        }
        return rows[replace(kind, **unknown)]


def _by_kind(
    rows: ServiceRows,
) -> tuple[dict[str, list[str | None]], dict[TicketKind, TicketRow]]:
    return values_of(rows), {TicketKind(**each.ticket): each for each in rows.tickets}
