"""A plan as one page of HTML that needs nothing else, for the files of a run."""

from collections.abc import Iterator
from difflib import unified_diff
from html import escape
from typing import Final

from sportello.plan.change import Words
from sportello.plan.forms.escaping import visible, visible_line
from sportello.plan.forms.sentences import (
    HEADINGS,
    ONLY_PUBLIC,
    built_files,
    causes,
    felt_by,
    figures,
    headline,
    number_of_errors,
    title,
    to_ask,
)
from sportello.plan.impact import Impact
from sportello.plan.plan import Line
from sportello.plan.report import Compared, FileChange, Report

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_LINES: Final = 200
"""How many lines of the difference of a file are shown."""
_STYLE: Final = """\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.15rem; border-block-end: 2px solid; margin-block-start: 2rem; }
article { margin-block: 1rem; }
article p { margin: 0.15rem 0; }
code { overflow-wrap: anywhere; }
pre { overflow-x: auto; font-size: 0.8125rem; }
footer, .why { font-size: 0.875rem; opacity: 0.8; }
.harm { border-inline-start: 0.35rem solid #b3261e; padding-inline-start: 0.75rem; }
"""


def as_html(report: Report) -> str:
    """Return a plan as a page."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    plan = report.plan
    said = escape(headline(plan))
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Plan: {said}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>Plan: {said}</h1>{_ask(report)}"
    for impact in Impact:
        found = plan.of(impact)
        if found:
            yield f"<h2>{HEADINGS[impact]}</h2>"
        for line in found:
            yield from _article(line)
    if plan.names:
        yield "<h2>Renamed</h2>\n<ul>"
        for section, names in plan.names.items():
            for old, new in names.items():
                yield f"<li>{section}: {_code(old)} is now {_code(new)}</li>"
        yield "</ul>"
    if plan.without_effect:
        yield f"<h2>Changed, without any effect</h2>\n<p>{_said(causes(plan.without_effect))}</p>"
    for each in plan.unneeded:
        yield f"<p><strong>Approved, and does not happen</strong>: {_code(each)}</p>"
    if report.built:
        yield f"<h2>Files built that differ</h2>\n<p>{built_files(report.built)}</p>"
        yield from map(_file, report.built)
    yield f"</main>\n<footer>\n{_end(report)}\n</footer>\n</body>\n</html>"


def _ask(report: Report) -> str:
    return f"\n<p>Ask: {escape(to_ask(report.asked))}</p>" if report.asked else ""


def _article(line: Line) -> Iterator[str]:
    change = line.change
    yield '<article class="harm">' if change.impact.is_harm else "<article>"
    yield f"<p><strong>{_said(title(line))}</strong></p>"
    if change.before or change.after:
        before, after = (_said(each) or "nothing" for each in (change.before, change.after))
        yield f"<p>{before} → {after}</p>"
    yield from (f"<p>{_said(each)}</p>" for each in figures(line))
    if line.approval is not None:
        yield f"<p><strong>Approved</strong>: {_code(line.approval.why)}</p>"
    because = _said(causes(line.causes))
    named = f"{change.kind} {line.fingerprint}"
    felt = felt_by(change)
    yield f'<p class="why">Felt by {felt}; because of {because}. <code>{named}</code></p>'
    yield "</article>"


def _file(change: FileChange) -> str:
    """Return how a file differs, folded."""
    name = escape(change.path)
    if len(diff := _diff(change)) > _LINES:
        diff = [*diff[:_LINES], f"… and {len(diff) - _LINES} lines more"]
    said = escape("\n".join(map(visible_line, diff)))
    return f"<details><summary>{name}</summary><pre>{said}</pre></details>"


def _diff(change: FileChange) -> list[str]:
    try:
        old, new = ((each or b"").decode().splitlines() for each in (change.before, change.after))
    except UnicodeDecodeError:
        return ["not a text"]
    return [*unified_diff(old, new, lineterm="", n=1)][2:]


def _end(report: Report) -> str:
    incomplete = "".join(
        f"<p>Not complete: {_code(side.name)} has {number_of_errors(side.errors)}, see "
        "<code>sportello check</code>.</p>\n"
        for side in (report.before, report.after)
        if side.errors
    )
    only = f"<p>{ONLY_PUBLIC}</p>\n" if report.public else ""
    sides = f"From {_side(report.before)} to {_side(report.after)}"
    return (
        f"{only}{incomplete}<p>{sides}, seen on {report.plan.day}. Sportello {report.version}</p>"
    )


def _side(side: Compared) -> str:
    return _code(side.name) + (f" ({_code(side.commit)})" if side.commit else "")


def _said(words: Words) -> str:
    return "".join(escape(each) if isinstance(each, str) else _code(each.text) for each in words)


def _code(text: str) -> str:
    return f"<code>{escape(visible(text))}</code>"
