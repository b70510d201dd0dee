"""A plan as a comment of a pull request, in the Markdown of GitHub and GitLab.

The title is the decision. What hurts stands in one table, what only differs below it; why, and in
which entries, is folded. What does not fit into a comment is left out from the end, which is what
matters least, and that is said.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sportello.plan.change import Quoted, Words
from sportello.plan.forms.escaping import in_cell, in_markdown
from sportello.plan.forms.sentences import (
    HEADINGS,
    ONLY_PUBLIC,
    Together,
    built_files,
    causes,
    felt_by,
    figures,
    gathered,
    headline,
    number_of_errors,
    title,
    to_ask,
)
from sportello.plan.plan import Line
from sportello.plan.report import Compared, Report

CHARACTERS: Final = 60_000
BYTES: Final = 200_000
"""What a comment may hold; GitHub takes 65,536 characters and 262,144 bytes."""
_NO_TITLES: Final = ("| | |", "|---|---|")
_SPARE: Final = 2_000
"""Characters kept for what stands at the end."""


def as_markdown(report: Report) -> str:
    """Return a plan as a comment; `mark` is its first line."""
    head = [mark(report.catalog), f"### Plan: {headline(report.plan)}", ""]
    if report.asked:
        head += [f"**Ask:** {to_ask(report.asked)}", ""]
    rows = [*_rows(report)]
    kept = _fitting(rows, sum(map(len, head)))
    left = sum(row.startswith("| ") and row != _NO_TITLES[0] for row in rows[len(kept) :])
    tail = [
        *([f"**{left} more effects do not fit here**: see the whole plan.", ""] if left else ()),
        *_end(report),
    ]
    return "\n".join((*head, *kept, "", *tail)) + "\n"


def mark(catalog: str) -> str:
    """Return the line by which the comment about a catalog is found again."""
    return f"<!-- sportello-plan: {''.join(each for each in catalog if _is_plain(each))} -->"


def _is_plain(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "._/")


def _rows(report: Report) -> Iterator[str]:
    """Yield the lines of the comment, the most important first."""
    plan = report.plan
    harms = [each for each in plan.lines if each.change.impact.is_harm]
    others = [each for each in plan.lines if not each.change.impact.is_harm]
    if harms:
        yield from _NO_TITLES
        yield from (_row(each, bold=True) for each in harms)
    if others:
        yield from ("", *_NO_TITLES)
        yield from map(_row_or_sentence, gathered(others))
    if plan.names:
        yield from ("", "**Renamed**", "")
        for section, names in plan.names.items():
            for old, new in names.items():
                yield f"- {section}: {in_markdown((Quoted(old), ' is now ', Quoted(new)))}"
    if plan.without_effect:
        yield from (
            "",
            f"**Changed, without any effect**: {in_markdown(causes(plan.without_effect))}",
        )
    if plan.lines:
        what = (
            "Why"
            if report.public or report.of_snapshots
            else "Why, and what to write to approve it"
        )
        yield from ("", f"<details><summary>{what}</summary>", "")
        told = [each for each in gathered(plan.lines) if isinstance(each, Line)]
        yield from map(_why, told)
        yield from ("", "</details>")


def _row_or_sentence(each: Line | Together) -> str:
    if isinstance(each, Line):
        return _row(each, bold=False)
    return f"| {HEADINGS[each.impact]} | {in_cell(each.words)} |"


def _row(line: Line, *, bold: bool) -> str:
    change = line.change
    said = in_cell(title(line))
    parts = [f"**{said}**" if bold and "`" not in said else said]
    if change.before or change.after:
        parts.append(
            f"{in_cell(change.before) or 'nothing'} → {in_cell(change.after) or 'nothing'}"
        )
    parts += [in_cell(each) for each in figures(line)]
    if line.approval is not None:
        parts.append(f"**Approved**: {in_cell((Quoted(line.approval.why),))}")
    name = HEADINGS[change.impact]
    return f"| {f'**{name}**' if bold else name} | {'<br>'.join(parts)} |"


def _why(line: Line) -> str:
    about: Words = (*title(line), ", because of ", *causes(line.causes))
    felt = felt_by(line.change)
    return f"- {in_markdown(about)}; felt by {felt}. `{line.change.kind}` `{line.fingerprint}`"


def _fitting(rows: Iterable[str], used: int) -> list[str]:
    """Return the rows that a comment has room for, with what they open closed again."""
    kept: list[str] = []
    characters, size = used + _SPARE, used + _SPARE
    for row in rows:
        characters += len(row) + 1
        size += len(row.encode()) + 1
        if characters > CHARACTERS or size > BYTES:
            break
        kept.append(row)
    opened = sum(each.startswith("<details>") for each in kept)
    return kept if opened == kept.count("</details>") else [*kept, "", "</details>"]


def _end(report: Report) -> Iterator[str]:
    if report.built:
        yield f"**Files built that differ**: {built_files(report.built)}"
        yield ""
    for each in report.plan.unneeded:
        yield f"**Approved, and does not happen**: {in_markdown((Quoted(each),))}"
        yield ""
    if report.public:
        yield ONLY_PUBLIC
        yield ""
    for side in (report.before, report.after):
        if side.errors:
            name = in_markdown((Quoted(side.name),))
            errors = number_of_errors(side.errors)
            yield f"**Not complete**: {name} has {errors}, see `sportello check`."
            yield ""
    sides = f"From {_side(report.before)} to {_side(report.after)}"
    yield f"{sides}, seen on {report.plan.day} · Sportello {report.version}"


def _side(side: Compared) -> str:
    commit = f" ({side.commit})" if side.commit not in {"", side.name} else ""
    return in_markdown((Quoted(side.name), commit))
