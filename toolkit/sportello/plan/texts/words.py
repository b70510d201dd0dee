"""Parts of sentences that several effects say."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sportello.catalog.model import Day, Valid
from sportello.plan.change import Quoted, Words

NOT_YET: Final = Valid(from_=Day(date.max.isoformat()))
"""Stands for days that are all still to come, whichever they are."""
NOW: Final = Valid(until=Day(date.max.isoformat()))
"""Stands for days among which the one that is looked at is."""


def quoted(names: Iterable[str | None]) -> Words:
    """Return names out of the catalog, with commas between them; `none` if there is none."""
    said = ", ".join(each for each in names if each)
    return (Quoted(said),) if said else ("none",)


def days_words(valid: Valid | None) -> Words:
    """Return on which days something holds."""
    if valid is None or (valid.from_ is None and valid.until is None):
        return ("always",)
    if valid in {NOT_YET, NOW}:
        return ("not yet" if valid == NOT_YET else "now",)
    bounds = (("from", valid.from_), ("until", valid.until))
    return (" ".join(f"{word} {day}" for word, day in bounds if day),)


def gone_and_new(
    before: Iterable[str], after: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is only before and what is only after, in their order."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    return tuple(each for each in old if each not in new), tuple(
        each for each in new if each not in old
    )
