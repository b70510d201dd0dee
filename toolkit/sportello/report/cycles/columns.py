"""Rows of `cycle`, `ticket` and `turn` as columns, on their way into the database."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, Self, get_args

import numpy as np

from sportello.report.cycles.lives_many import Flags
from sportello.sla.bulk.zones import Ints
from sportello.sla.clock.report import ClockStepKind

State = Literal["met", "breached", "running", "paused", "cancelled", "undecidable"]
STATES: Final[tuple[State, ...]] = get_args(State)
MET, BREACHED, RUNNING, PAUSED, CANCELLED, UNDECIDABLE = range(len(STATES))
STEP_KINDS: Final[tuple[ClockStepKind, ...]] = get_args(ClockStepKind)
TurnKind = Literal["opened", "resolved", "reopened", "removed"]
TURN_KINDS: Final[tuple[TurnKind, ...]] = get_args(TurnKind)


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays of one length."""

    def keep(self, kept: Flags | Ints) -> Self:
        """Return the rows that are kept."""
        return type(self)(*(getattr(self, each.name)[kept] for each in fields(self)))

    def replaced(self, **arrays: Ints) -> Self:
        """Return the rows with other arrays for some."""
        return replace(self, **arrays)

    def __len__(self) -> int:
        return len(next(iter(self.arrays().values())))

    def arrays(self) -> dict[str, Any]:
        """Return the arrays by their names."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def none(cls) -> Self:
        """Return no rows."""
        return cls(*(np.zeros(0, np.int64) for _ in fields(cls)))

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Self:
        """Return rows that are given one by one."""
        table = np.array(rows, np.int64).reshape(len(rows), len(fields(cls)))
        return cls(*table.T.copy())

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the rows of several, one after the other; of one at least."""
        names = [each.name for each in fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(frozen=True, slots=True)
class Cycles(Columns):
    """Rows of `cycle`: numbers of tickets, terms, promises and states; instants in seconds.

    NONE stands for what is missing.
    """

    ticket: Ints
    term: Ints
    promise: Ints
    number: Ints
    state: Ints
    is_approximate: Ints
    started: Ints
    due: Ints
    stopped: Ints
    ended: Ints
    used: Ints
    used_at_least: Ints
    margin: Ints
    decided: Ints
    opened: Ints


@dataclass(frozen=True, slots=True)
class Tickets(Columns):
    """Rows of `ticket`, beside what stands in `life`."""

    number: Ints
    term: Ints
    opened: Ints
    resolved: Ints
    reopened: Ints
    voted: Ints
    is_open: Ints


@dataclass(frozen=True, slots=True)
class Turns(Columns):
    """Rows of `turn`."""

    ticket: Ints
    term: Ints
    kind: Ints
    instant: Ints


@dataclass(frozen=True, slots=True)
class Steps(Columns):
    """The steps of breached cycles, in order: by ticket, promise and number; words by number."""

    ticket: Ints
    promise: Ints
    number: Ints
    kind: Ints
    at: Ints
    value: Ints
    until: Ints
    seconds: Ints


@dataclass(frozen=True, slots=True)
class Changes(Columns):
    """Rows of `changed`: the target by the number of a word, months from January 1970."""

    ticket: Ints
    target: Ints
    month: Ints
    before: Ints
    after: Ints
    after_month: Ints


@dataclass(frozen=True, slots=True)
class Mistakes(Columns):
    """Tickets that cannot be counted in full, by their numbers, and what is wrong."""

    ticket: Ints
    mistake: Ints
