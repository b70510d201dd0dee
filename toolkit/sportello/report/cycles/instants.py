"""Instants of tickets: microseconds since 1970 as they are read, whole seconds as they are told."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sportello.sla.bulk.openings import MICRO
from sportello.sla.bulk.zones import Ints

NONE: Final = -(1 << 62)
"""Stands for an instant that there is not, and for any other number that is missing."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def at(microseconds: int) -> datetime:
    """Return an instant in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


def second_of(instant: datetime) -> int:
    """Return an instant in epoch seconds; what lies within a second counts as its end."""
    return -(-((instant - EPOCH) // _MICROSECOND) // MICRO)


def seconds_of(microseconds: Ints) -> Ints:
    """Return what `second_of` does, for many at once; NONE stays."""
    found: Ints = -(-microseconds // MICRO)
    found[microseconds == NONE] = NONE
    return found
