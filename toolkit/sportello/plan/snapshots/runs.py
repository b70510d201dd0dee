"""Curves of deadlines, run-length coded: a tenth of the size, and readable."""

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

import numpy as np
from msgspec import Meta

from sportello.plan.promises.due_curves import STEP, Ints

_Second = Annotated[int, Meta(ge=-1, le=10**10)]
"""Epoch seconds until the year 2286; -1 is `NEVER`."""
_Count = Annotated[int, Meta(ge=1, le=10**6)]


class Run(NamedTuple):
    """So many openings, one after the other, due at one instant or so many seconds `after` each.

    What is `due` at -1 is not promised, or not known.
    """

    openings: _Count
    how: Literal["due", "after"]
    value: _Second


def encoded(due: Ints, opened: Ints) -> tuple[Run, ...]:
    """Return the runs of a curve, each as long as can be."""
    found: list[Run] = []
    ends = {
        "due": _ends(due[1:] == due[:-1]),
        "after": _ends((due[1:] - due[:-1] == STEP) & (due[1:] >= opened[1:])),
    }
    at = 0
    while at < len(due):
        how: Literal["due", "after"] = "after" if ends["after"][at] > ends["due"][at] else "due"
        end = int(ends[how][at])
        value = int(due[at] - opened[at]) if how == "after" else int(due[at])
        found.append(Run(end - at, how, value))
        at = end
    return tuple(found)


def decoded(runs: Iterable[Run], opened: Ints) -> Ints:
    """Return a curve of its runs, which have as many openings as there are."""
    parts = [*runs]
    counts = [each.openings for each in parts]
    values = np.repeat(np.array([each.value for each in parts], np.int64), counts)
    is_after = np.repeat(np.array([each.how == "after" for each in parts], bool), counts)
    return np.where(is_after, opened + values, values)


def _ends(goes_on: "np.typing.NDArray[np.bool_]") -> Ints:
    """Return for each opening the first one that does not go on as it does."""
    breaks = np.append(np.flatnonzero(~goes_on) + 1, len(goes_on) + 1)
    return breaks[np.searchsorted(breaks, np.arange(len(goes_on) + 1), side="right")]
