"""What the forms say in words: headline, figures, names and numbers; none of it is escaped."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple

from sportello.findings import KeyPath
from sportello.plan.change import Change, DueFigures, LeadFigures, OpenFigures, Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.kinds import KINDS
from sportello.plan.owners import Asked
from sportello.plan.plan import Line, Plan, Subject
from sportello.plan.report import FileChange

HEADINGS: Final = {
    Impact.LOST_MAIL: "Mail is lost",
    Impact.PUBLIC: "Becomes public",
    Impact.BROKEN: "Customers lose something",
    Impact.WEAKER: "Promises get weaker",
    Impact.MIXED: "Better for some, worse for others",
    Impact.STRONGER: "Promises get stronger",
    Impact.DESK: "Concerns the desk",
    Impact.NEUTRAL: "Also changes",
}
_SHOWN: Final = 3
ONLY_PUBLIC: Final = (
    "This is what the public may know. What else changes, and what approves it, a plan without "
    "--public says."
)
_ASKED: Final = 15
"""Teams that are asked by name; GitHub requests as many reviewers."""
_ONE_BY_ONE_IN_FULL: Final = frozenset({"guard-lowered"})
"""Kinds of which there are as many as there are expectations: the other effects tell why."""
IN_FULL: Final = "each in full: --format html"
"""What is said of effects that are told together."""


def headline(plan: Plan) -> str:
    """Return what is decided, in a line: the numbers of what hurts, or that nothing does."""
    if plan.is_empty:
        return "nothing changes"
    unknown = ("not all could be read",) if plan.incomplete else ()
    counts = Counter(each.change.impact for each in plan.lines)
    harms = [
        f"{HEADINGS[each].lower()} ({counts[each]})"
        for each in Impact
        if each.is_harm and counts[each]
    ]
    rest = sum(count for impact, count in counts.items() if not impact.is_harm)
    said = f"{rest} {'other ' if harms else ''}{'effect' if rest == 1 else 'effects'}"
    if harms:
        return "; ".join((*harms, *((said,) if rest else ()), *unknown))
    if rest:
        return "; ".join((*(unknown or ("no harm",)), said))
    return "not known, since not all could be read" if unknown else "no effect"


def number_of_errors(errors: int) -> str:
    """Return how many errors a side of a plan has."""
    return "1 error" if errors == 1 else f"{errors} errors"


def to_ask(asked: Sequence[Asked]) -> str:
    """Return whom to ask, "" for nobody.

    A handle stands there as it is, for it is meant to reach them; `Handle` lets nothing else pass.
    """
    said = [
        f"{each.handle} ({each.effects} {'effect' if each.effects == 1 else 'effects'})"
        for each in asked[:_ASKED]
    ]
    more = len(asked) - _ASKED
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")


def names(subjects: Sequence[str]) -> Words:
    """Return up to three names, and how many more there are."""
    found: list[str | Quoted] = []
    for name in subjects[:_SHOWN]:
        found += [", ", Quoted(name)] if found else [Quoted(name)]
    more = len(subjects) - _SHOWN
    return (*found, f" and {more} more") if more > 0 else tuple(found)


def title(line: Line) -> Words:
    """Return whom or what a line is about, and what becomes of it."""
    change = line.change
    cases = {each.cases for each in line.subjects}
    if len(cases) == 1:
        said = [change.part, "; ".join(filter(None, cases.pop()))]
        about = names([each.name for each in line.subjects])
    else:
        said = [change.part]
        about = names([_with_cases(each) for each in line.subjects])
    within = ": ".join(filter(None, said))
    case = (" (", Quoted(within), ")") if within else ()
    return (*about, *case, f": {KINDS[change.kind].title}{_days(change)}")


def _days(change: Change) -> str:
    """Return since when and until when something is so; nothing from the plan's day on."""
    match change.since, change.until:
        case None, None:
            return ""
        case None, until:
            return f", until {until}"
        case since, None:
            return f", from {since} on"
        case since, until:
            return f", from {since} to {until}"


class Together(NamedTuple):
    """Several effects of one kind in one sentence."""

    impact: Impact
    words: Words


def gathered(lines: Iterable[Line]) -> Iterator[Line | Together]:
    """Yield lines in order; what is many and hurts nobody becomes one sentence a kind."""
    for (impact, kind), found in groupby(
        lines, key=lambda line: (line.change.impact, line.change.kind)
    ):
        alike = [*found]
        if (impact is Impact.NEUTRAL or kind in _ONE_BY_ONE_IN_FULL) and len(alike) > _SHOWN:
            subjects = dict.fromkeys(each.name for line in alike for each in line.subjects)
            yield Together(impact, (*names([*subjects]), f": {KINDS[kind].title}"))
        else:
            yield from alike


def built_files(changes: Sequence[FileChange]) -> str:
    """Return how many files of a build differ, by its trees: `site 28, routing 1`."""
    counts = Counter(each.tree for each in changes)
    return ", ".join(f"{tree} {count}" for tree, count in sorted(counts.items()))


def _with_cases(subject: Subject) -> str:
    said = "; ".join(filter(None, subject.cases))
    return f"{subject.name} [{said}]" if said else subject.name


def figures(line: Line) -> tuple[Words, ...]:
    """Return the figures of a line, each a sentence."""
    match line.change.figures:
        case DueFigures() as due:
            later, earlier = _percent(due.later), _percent(due.earlier)
            share = f"later for {later}, earlier for {earlier} of all openings"
            example = (
                f"opened {moment(due.opened)}: due {moment(due.due_before)} before, "
                f"{moment(due.due_after)} now"
            )
            return (share,), (example,)
        case LeadFigures() as lead:
            later, earlier = _percent(lead.later), _percent(lead.earlier)
            share = f"later for {later}, earlier for {earlier} of all days"
            example = f"started {day(lead.start)}: {day(lead.before)} before, {day(lead.after)} now"
            return (share,), (example,)
        case OpenFigures() as hours:
            less, more = (_hours(each) for each in (hours.minutes_less, hours.minutes_more))
            parts = [f"{less} less"] if hours.minutes_less else []
            parts += [f"{more} more"] if hours.minutes_more else []
            dates = hours.dates
            days = ", ".join(map(str, dates))
            if len(dates) > _SHOWN:
                days = f"{len(dates)} days from {dates[0]} to {dates[-1]}"
            return ((f"{' and '.join(parts)} open in twelve months, on {days}",),)
    return ()


def felt_by(change: Change) -> str:
    """Return who feels a change: customers do not feel what they cannot see."""
    felt = KINDS[change.kind].felt_by
    return "desk" if felt == "customers" and change.impact is Impact.DESK else felt


def causes(found: Iterable[KeyPath]) -> Words:
    """Return the entries that an effect comes from, by section."""
    said = [f"{section}: {name}" if name else str(section) for section, name in found]
    return names(said)


def moment(at: datetime | None) -> str:
    """Return an instant as people say it: `Fri 4 Dec 2026 16:00`."""
    return "never" if at is None else f"{at:%a} {at.day} {at:%b %Y %H:%M}"


def day(at: date | datetime) -> str:
    """Return a date as people say it: `Fri 4 Dec 2026`; an instant as `moment` does."""
    return moment(at) if isinstance(at, datetime) else f"{at:%a} {at.day} {at:%b %Y}"


def _percent(share: float) -> str:
    if not share:
        return "none"
    return f"{share:.0%}" if share >= 0.01 else "less than 1%"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h" + (f" {rest} min" if rest else "")
