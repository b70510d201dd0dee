"""What tickets are promised before and after, whoever says it: two catalogs, or two snapshots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from sportello.catalog.model.publishing import with_parts
from sportello.plan.comparison import Comparison
from sportello.plan.period import Period
from sportello.plan.promises.graded import BothRanks, ranks_of
from sportello.plan.promises.tickets import (
    Alike,
    Pair,
    TicketKind,
    calendars_of,
    kinds_of_services,
    promises,
    promises_of,
)
from sportello.sla.announced import standstills
from sportello.sla.hours import HoursAt, hours_at

if TYPE_CHECKING:
    from sportello.plan.promises.due_curves import Curves, Ints

Asked = tuple[tuple[str, ...], tuple[str, ...]]
"""The calendars that conditions ask about before and after."""


class PromiseSides(Protocol):
    """What tickets are promised before and after, and when that is due."""

    @property
    def period(self) -> Period:
        """The time in which tickets are opened, with the days on which promises may differ."""

    @property
    def ranks(self) -> BothRanks:
        """The severities before and after."""

    @property
    def other_hours(self) -> frozenset[str]:
        """The calendars that are there after the change and are not what they were."""

    @property
    def openings(self) -> "Ints":
        """The instants at which tickets are opened, in epoch seconds."""

    def kinds(self) -> Iterable[Alike]:
        """Return the services that both have and that neither tells apart, with their tickets."""

    def promises(self, service: str, kind: TicketKind) -> Pair:
        """Return what is promised to tickets of a kind on the days of the period."""

    def may_differ(self, service: str, kind: TicketKind, pair: Pair) -> bool:
        """Tell whether what is promised so may be due at other times."""

    def due(self, service: str, kind: TicketKind) -> "tuple[Curves, Curves]":
        """Return when each promise to tickets of a kind is due, by `openings`."""

    def hours_at(self, asked: Asked, at: datetime) -> tuple[HoursAt, HoursAt]:
        """Return which of some calendars are open before and after, as far as that is known."""


@dataclass(frozen=True)
class CatalogSides:
    """What two catalogs promise."""

    comparison: Comparison

    @property
    def period(self) -> Period:
        """The period of the comparison."""
        return self.comparison.period

    @property
    def ranks(self) -> BothRanks:
        """Those that the catalogs write."""
        return ranks_of(self.comparison.before), ranks_of(self.comparison.after)

    @cached_property
    def other_hours(self) -> frozenset[str]:
        """Those that are written otherwise."""
        before, after = self.comparison.before.calendars, self.comparison.after.calendars
        return frozenset(name for name in after if before.get(name) != after[name])

    @cached_property
    def openings(self) -> "Ints":
        """Every quarter of an hour of the period."""
        from sportello.plan.promises.due_curves import openings  # noqa: PLC0415 (numpy)

        return openings(self.period)

    @cached_property
    def _made_of_other_hours(self) -> frozenset[str]:
        after = self.comparison.after.calendars
        return frozenset(
            name for name in after if self.other_hours & set(with_parts(after, (name,)))
        )

    def kinds(self) -> Iterable[Alike]:
        """Return the services of both catalogs."""
        return kinds_of_services(self.comparison.before, self.comparison.after)

    def promises(self, service: str, kind: TicketKind) -> Pair:
        """Return what the catalogs promise."""
        before, after = (
            promises(each, service, kind, self.period)
            for each in (self.comparison.before, self.comparison.after)
        )
        return before, after

    def may_differ(self, service: str, kind: TicketKind, pair: Pair) -> bool:  # noqa: ARG002
        """Tell whether the promises are others, or counted in calendars with other hours.

        So they may where announcements stop clocks at other times.
        """
        if pair[0] != pair[1] or _calendars(pair) & self._made_of_other_hours:
            return True
        before, after = self.comparison.before, self.comparison.after
        if before.announcements == after.announcements:
            return False
        return standstills(before, service) != standstills(after, service)

    def due(self, service: str, kind: TicketKind) -> "tuple[Curves, Curves]":
        """Return the curves, which are counted anew."""
        from sportello.plan.promises.due_curves import due_curves  # noqa: PLC0415 (numpy)

        before, after = (
            due_curves(each, service, kind, self.openings)
            for each in (self.comparison.before, self.comparison.after)
        )
        return before, after

    def hours_at(self, asked: Asked, at: datetime) -> tuple[HoursAt, HoursAt]:
        """Return what the calendars say."""
        before = hours_at(self.comparison.before, asked[0], at)
        return before, hours_at(self.comparison.after, asked[1], at)


def _calendars(pair: Pair) -> frozenset[str]:
    """Return the calendars that promises are counted in, tickets received in, and asked about."""
    found = frozenset(promise for each in pair for promise in promises_of(each))
    counted = (each for promise in found for _, each in promise.targets)
    asked = {name for promise in found for name, _ in promise.hours}
    return frozenset(asked.union(*map(calendars_of, counted)))
