"""A timeline as tables, for many instants at once.

Open time is a function of the instant that rises where it is open and rests where it is closed:
between two changes it is the instant less a constant, or a constant. So is its inverse, where
there is nothing but open time. Either takes one look-up in a table of constants.
"""

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from sportello.worktime.slots import Int64s, Integers, StepTable
from sportello.worktime.timeline import Timeline


class Buffers(NamedTuple):
    """Arrays of one length to work in."""

    instants: Int64s
    narrow: Integers
    found: Integers
    opened: Integers

    def cut(self, size: int) -> "Buffers":
        """Return the first so many elements of each."""
        return Buffers(*(array[:size] for array in self))


@dataclass(frozen=True, slots=True)
class Tables:
    """The open time of a timeline and its inverse; instants count from its `low`.

    `constants` holds what to take off the instant where it is open, and the complement (`~`) of
    the open time where it is closed, which tells them apart: it is negative. `offsets` holds what
    to add to an amount of open time to get the instant.
    """

    line: Timeline
    length: int
    total: int
    constants: StepTable
    offsets: StepTable

    @classmethod
    def of(cls, line: Timeline) -> Self:
        """Make the tables of a timeline."""
        # The first interval is empty: all begins closed, with nothing before.
        starts, ends = (np.array(edges, np.int64) - line.low for edges in (line.starts, line.ends))
        before = np.array(line.before, np.int64)
        total = int(before[-1] + ends[-1] - starts[-1])
        opens = starts[1:] - before[1:]
        closed = ~np.append(before[1:], total)
        length = line.high - line.low
        edges = np.zeros(2 * len(starts) - 1, np.int64)
        edges[1::2], edges[2::2] = starts[1:], ends[1:]
        values = np.empty_like(edges)
        values[0::2], values[1::2] = closed, opens
        bits = np.int32 if length < 2**31 - 1 else np.int64
        return cls(
            line,
            length,
            total,
            StepTable.of(edges, values.astype(bits), length),
            StepTable.of(before, (starts - before).astype(bits), total),
        )

    def buffers(self, size: int) -> Buffers:
        """Return arrays to work in."""
        bits = self.constants.values.dtype
        kinds = (np.dtype(np.int64), bits, bits, bits)
        return Buffers(*(np.empty(size, kind) for kind in kinds))

    def open_before(self, buffers: Buffers) -> Integers | None:
        """Return the open time before the instants in buffers; None if one lies outside."""
        # An instant before 0 is very large without its sign.
        if int(buffers.instants.view(np.uint64).max()) > self.length:
            return None
        np.copyto(buffers.narrow, buffers.instants, casting="same_kind")
        self.constants.look_up(buffers.instants, buffers.found)
        # Of a negative constant, which means closed, all bits are set, of others none.
        np.right_shift(buffers.found, 8 * buffers.found.itemsize - 1, out=buffers.opened)
        np.bitwise_or(buffers.opened, buffers.narrow, out=buffers.opened)
        return np.subtract(buffers.opened, buffers.found, out=buffers.opened)
