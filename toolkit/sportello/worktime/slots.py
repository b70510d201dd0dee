"""Step functions looked up for many numbers at once, in slots of one width."""

from dataclasses import dataclass
from typing import Any, Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Int64s: TypeAlias = NDArray[np.int64]
Integers: TypeAlias = NDArray[np.signedinteger[Any]]
_MAX_BYTES: Final = 5 * 2**20
"""The size of a table at most; with finer steps than it can hold, some are searched for.

It holds half-hours for the 68 years that can be counted in 32 bits.
"""


@dataclass(frozen=True, slots=True)
class StepTable:
    """A function of the whole numbers from 0 to an end that is constant between steps.

    `values` has its value at the start of each slot. As wide as the greatest common divisor of the
    steps, a slot has no step inside. Where that would make too many slots they are wider, and
    what falls in one that is `mixed` is searched for among the `steps`.
    """

    width: int
    values: Integers
    mixed: NDArray[np.bool_] | None
    steps: Int64s
    at_steps: Integers

    @classmethod
    def of(cls, steps: Int64s, at_steps: Integers, end: int, max_bytes: int = _MAX_BYTES) -> Self:
        """Make the table of a function by its steps, which rise from 0, and its values.

        Of steps at one place, the last one counts.
        """
        most = max_bytes // at_steps.itemsize
        width = max(int(np.gcd.reduce(steps)) or end + 1, end // most + 1)
        slots = end // width + 1
        values = np.repeat(at_steps, np.diff(-(-steps // width), append=slots))
        inside = steps[steps % width != 0]
        if not inside.size:
            return cls(width, values, None, steps, at_steps)
        mixed = np.zeros(slots, np.bool_)
        mixed[inside // width] = True
        return cls(width, values, mixed, steps, at_steps)

    def look_up(self, numbers: Int64s, found: Integers) -> None:
        """Write the values at numbers, from 0 to the end, to `found`; the numbers get lost."""
        if self.mixed is not None:
            odd = np.flatnonzero(self.mixed[numbers // self.width])
            searched = self.at_steps[np.searchsorted(self.steps, numbers[odd], "right") - 1]
        # Unsigned, the division takes half the time.
        unsigned = numbers.view(np.uint64)
        np.floor_divide(unsigned, np.uint64(self.width), out=unsigned)
        np.take(self.values, numbers, out=found, mode="wrap")
        if self.mixed is not None:
            found[odd] = searched
