"""Tickets by the instants of their rows, many at once."""

from dataclasses import dataclass, fields
from typing import Any, Final, Self, TypeAlias

import duckdb
import numpy as np
from numpy.typing import NDArray

from sportello.report.cycles.instants import NONE
from sportello.sla.bulk.zones import Ints
from sportello.sla.start import LIVE_CHANNELS

Flags: TypeAlias = NDArray[np.bool_]
_LIVE: Final = ", ".join(f"'{channel}'" for channel in sorted(LIVE_CHANNELS))
_INSTANTS: Final = (
    *("opened", "take_in_charge", "first_response", "resolved", "closed", "removed", "back"),
    *("voted", "paused", "reopened"),
)
_SELECT: Final = f"""
SELECT life.number, kind, opened AS received,
    {", ".join(f"coalesce({name}, {NONE})::BIGINT AS {name}" for name in _INSTANTS)},
    coalesce(channel IN ({_LIVE}), false) AND coalesce(opened_by, 'desk') = 'desk' AS is_live,
    coalesce(channel NOT IN ({_LIVE}), true) AND coalesce(opened_by = 'desk', false) AS is_unasked,
    coalesce(state_category.number, -1)::BIGINT AS state,
    coalesce(paused_in = 'business time', false) AS is_paused_in_business_time,
    excluded IS NOT NULL AS is_excluded
FROM life JOIN kind USING (kind) LEFT JOIN state_category USING (state)
WHERE life.number BETWEEN ? AND ? AND (excluded IS NOT NULL OR NOT has_events)
ORDER BY life.number
"""


@dataclass(frozen=True, slots=True)
class Lives:
    """What is known of tickets, one element each; instants in microseconds, NONE for none.

    Until it is known when they were `received`, that is as they were opened. `is_live` is a call or
    a chat that the desk answers as it opens it, `is_unasked` what it opens itself otherwise. `back`
    is when a ticket was reopened, of which its row says only that. `state` is the number of a state
    in the lifecycle, -1 if it is not known, `paused` the seconds that it was paused in all.
    """

    number: Ints
    kind: Ints
    opened: Ints
    received: Ints
    take_in_charge: Ints
    first_response: Ints
    resolved: Ints
    closed: Ints
    removed: Ints
    back: Ints
    voted: Ints
    paused: Ints
    reopened: Ints
    is_live: Flags
    is_unasked: Flags
    state: Ints
    is_paused_in_business_time: Flags
    is_excluded: Flags

    @classmethod
    def read(cls, duck: duckdb.DuckDBPyConnection, first: int, last: int) -> Self:
        """Return the lives from a number to another of which nothing but their row tells."""
        found: dict[str, Any] = duck.execute(_SELECT, [first, last]).fetchnumpy()
        return cls(**{each.name: np.asarray(found[each.name]) for each in fields(cls)})

    def take(self, places: Ints) -> Self:
        """Return those at some places."""
        return type(self)(*(getattr(self, each.name)[places] for each in fields(self)))

    @property
    def first_reply(self) -> Ints:
        """When the desk spoke to the requester first."""
        return np.where(self.is_live, self.opened, self.first_response)

    @property
    def first_taken(self) -> Ints:
        """When the desk took it in charge: whoever resolves it does."""
        return np.where(self.take_in_charge == NONE, self.kept_resolved, self.take_in_charge)

    @property
    def kept_resolved(self) -> Ints:
        """When it was resolved, unless it is open again."""
        return np.where(self.back == NONE, self.resolved, NONE)

    @property
    def kept_closed(self) -> Ints:
        """When it was closed, unless it is open again."""
        return np.where(self.back == NONE, self.closed, NONE)

    @property
    def was_reopened(self) -> Flags:
        """Whether it was ever reopened, as far as its row tells."""
        return self.reopened > 0
