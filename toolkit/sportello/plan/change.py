"""One effect of a change of the catalog, as data; how it is told is a matter of the forms."""

from dataclasses import dataclass
from datetime import date, datetime

from sportello.findings import KeyPath
from sportello.plan.impact import Impact


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text out of a catalog: whoever shows it has to escape it."""

    text: str


Words = tuple[str | Quoted, ...]
"""A part of a sentence: our words, and texts out of the catalog between them."""


def plain(words: Words) -> str:
    """Return words as they are, without marks."""
    return "".join(each if isinstance(each, str) else each.text for each in words)


@dataclass(frozen=True, slots=True)
class DueFigures:
    """How deadlines differ, over all quarters of an hour of a period in which a request may come.

    `later` and `earlier` are shares from 0 to 1. The example is the opening for which the
    difference is greatest, with what it is due before and after; None is not promised at all.
    """

    later: float
    earlier: float
    opened: datetime
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class LeadFigures:
    """How a date of an activation or deactivation differs, over all days of a period.

    `later` and `earlier` are shares from 0 to 1. The example is the day of the start for which the
    difference is greatest, with the date or instant before and after.
    """

    later: float
    earlier: float
    start: date
    before: date | datetime
    after: date | datetime


@dataclass(frozen=True, slots=True)
class OpenFigures:
    """How open time differs over a period: minutes that went and came, and the dates with any."""

    minutes_less: int
    minutes_more: int
    dates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One effect on one subject.

    `kind` is the identifier of one of `KINDS`. `subject` is what differs, by its natural name: an
    address, a service, a calendar. `before` and `after` say how it was and how it is, with nothing
    for what was not there. `part` is what of the subject differs, such as one of its promises, and
    `case` for which tickets; "" is all of them. `since` is the first day on which it is so, None
    for the day of the plan; `until` the last one, None if it stays so. `about` are the entries of
    the catalog that are affected, by section and identifier. `causes` are the entries that the
    change comes from, where the effect knows them; others are found by putting each section alone
    into the catalog before.
    """

    kind: str
    impact: Impact
    subject: str
    before: Words = ()
    after: Words = ()
    part: str = ""
    case: str = ""
    since: date | None = None
    until: date | None = None
    about: tuple[KeyPath, ...] = ()
    causes: tuple[KeyPath, ...] = ()
    figures: DueFigures | LeadFigures | OpenFigures | None = None


def own_change(
    entry: KeyPath,
    kind: str,
    impact: Impact,
    words: tuple[Words, Words] = ((), ()),
    subject: str = "",
) -> Change:
    """Return a change of an entry that comes from the entry itself: `words` are before and after.

    The subject is the entry, unless it is named.
    """
    name = subject or str(entry[1] or entry[0])
    return Change(kind, impact, name, *words, about=(entry,), causes=(entry,))
