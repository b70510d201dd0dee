"""A plan as text for a terminal."""

from collections.abc import Iterator

from sportello.plan.change import Quoted, Words
from sportello.plan.forms.escaping import shown, visible
from sportello.plan.forms.sentences import (
    HEADINGS,
    IN_FULL,
    ONLY_PUBLIC,
    causes,
    felt_by,
    figures,
    gathered,
    headline,
    number_of_errors,
    title,
    to_ask,
)
from sportello.plan.impact import Impact
from sportello.plan.plan import Line
from sportello.plan.report import Compared, Report


def as_text(report: Report) -> str:
    """Return a plan in lines, what hurts most first."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    plan = report.plan
    yield f"Plan: {headline(plan)}"
    if report.asked:
        yield f"Ask: {to_ask(report.asked)}"
    for impact in Impact:
        found = plan.of(impact)
        if found:
            yield ""
            yield HEADINGS[impact]
        for each in gathered(found):
            yield from text_lines(each) if isinstance(each, Line) else _together(each.words)
    if plan.names:
        yield ""
        yield "Renamed"
        for section, names in plan.names.items():
            yield from (f"  {section}: {old} is now {new}" for old, new in names.items())
    if plan.without_effect:
        yield ""
        yield "Changed, without any effect"
        yield f"  {shown(causes(plan.without_effect))}"
    yield from _end(report)


def _end(report: Report) -> Iterator[str]:
    plan = report.plan
    yield from (f"Approved, and does not happen: {each}" for each in plan.unneeded)
    yield ""
    sides = f"From {_side(report.before)} to {_side(report.after)}"
    yield f"{sides}, seen on {plan.day} by Sportello {report.version}."
    if report.public:
        yield ONLY_PUBLIC
    for side in (report.before, report.after):
        if side.errors:
            name = visible(side.name)
            yield f"Not complete: {name} has {number_of_errors(side.errors)} (`sportello check`)."


def _together(words: Words) -> Iterator[str]:
    yield f"  {shown(words)}"
    yield f"      {IN_FULL}"


def text_lines(line: Line) -> Iterator[str]:
    """Yield the lines of text that say one line of a plan."""
    change = line.change
    yield f"  {shown(title(line))}"
    if change.before == change.after != ():
        yield f"      {shown(change.after)}"
    elif change.before or change.after:
        before, after = (shown(each) or "nothing" for each in (change.before, change.after))
        yield f"      {before} -> {after}"
    yield from (f"      {shown(each)}" for each in figures(line))
    if line.approval is not None:
        yield f"      approved: {shown((Quoted(line.approval.why),))}"
    because = shown(causes(line.causes))
    yield f"      felt by {felt_by(change)}; because of {because} [{line.fingerprint}]"


def _side(side: Compared) -> str:
    name = visible(side.name)
    return f"{name} ({side.commit})" if side.commit not in {"", side.name} else name
