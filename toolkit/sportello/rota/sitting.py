"""Who sits in which seat, from when until when, and why."""

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from sportello.findings import KeyPath

Because: TypeAlias = Literal["order", "swap", "cover", "absent", "no order"]


class Chosen(NamedTuple):
    """Who sits in a seat, and why: None for nobody.

    Nobody sits there if somebody is absent without a cover, or the order names nobody. `instead_of`
    is who would sit there without the swap or the absence. `source` leads to what says so, from the
    rota on.
    """

    person: str | None
    because: Because
    instead_of: str | None
    source: KeyPath


class Sitting(NamedTuple):
    """A stretch of a shift in one seat, without a break, in epoch seconds: [start, end).

    `date` is the one on which the shift begins.
    """

    start: int
    end: int
    date: date
    seat: str
    shift: str
    chosen: Chosen

    @property
    def person(self) -> str | None:
        """Who sits there, None for nobody."""
        return self.chosen.person


class Gap(NamedTuple):
    """A stretch in which a seat should be filled, and is not, in epoch seconds: [start, end).

    Without a `sitting` there is no shift at all; else it is the one that nobody sits in.
    """

    start: int
    end: int
    date: date
    seat: str
    sitting: Sitting | None
