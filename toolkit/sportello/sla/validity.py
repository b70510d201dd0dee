"""On which days something holds, and why it does not."""

from collections.abc import Iterable
from datetime import date

from sportello.catalog.model import Valid


def in_force(valid: Valid | None, on: date) -> bool:
    """Return whether `valid` covers a date; without it, every date is covered."""
    return valid is None or valid.covers(on)


def not_in_force(valid: Valid | None, on: date) -> str | None:
    """Return why `valid` does not cover a date, or None if it does."""
    if valid is None or in_force(valid, on):
        return None
    bounds = [
        f"{word} {bound}"
        for word, bound in (("from", valid.from_), ("until", valid.until))
        if bound is not None
    ]
    return f"it holds {' '.join(bounds)}, and the ticket is of {on}"


def boundaries(valids: Iterable[Valid | None]) -> set[date]:
    """Return the days on which something begins to hold, or holds no more."""
    dated = [valid for valid in valids if valid]
    ends = [valid.until for valid in dated if valid.until and valid.until < date.max]
    return {valid.from_ for valid in dated if valid.from_} | {
        date.fromordinal(end.toordinal() + 1) for end in ends
    }
