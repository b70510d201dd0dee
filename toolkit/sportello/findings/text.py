"""Findings for people: the source line with a mark under the value."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

import click

from sportello.findings.first_few import first_few
from sportello.findings.model import Finding, Location, Severity, in_order

_COLOR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WINDOW = 100
"""Characters of a source line that are shown; longer lines are cut around the mark."""
_CUT = "…"
_PLACES = 3
"""Further places of a finding that are shown; the others are counted."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode general categories that a terminal would obey or swallow instead of showing."""


def render(findings: Iterable[Finding], color: bool) -> str:
    """Return the findings in order, each with its source line, and a last line that counts them.

    The text ends with a line break and is empty if there are no findings. `color` adds ANSI codes.
    Control characters in any part are shown as escapes, and tabs as arrows: the text is safe for
    a terminal, and a tab is seen.
    """
    ordered = in_order(findings)
    if not ordered:
        return ""
    blocks = [render_one(finding, color) for finding in ordered]
    return "\n\n".join([*blocks, _summary(ordered)]) + "\n"


def render_one(finding: Finding, color: bool) -> str:
    """Return one finding as `render` shows it, without a last line break."""
    return "\n".join(_block(finding, color))


def _block(finding: Finding, color: bool) -> list[str]:
    tone = _COLOR[finding.severity]
    title = _paint(f"{finding.severity} {finding.code}", color, tone)
    where = finding.where
    place = f"{_visible(where.file)}:{where.line}:{where.column}: " if where else ""
    margin = " " * (len(str(where.line)) + 1 if where else 2)
    lines = [f"{_paint(place, color)}{title}: {_visible(finding.message)}"]
    if where:
        shown, mark = _frame(where)
        lines += [
            f"{margin}|",
            f"{where.line} | {shown}".rstrip(),
            f"{margin}| {_paint(mark, color, tone)}",
        ]
    if finding.others:
        lines.append(f"{margin}= also: {_visible(_places(finding.others))}")
    if finding.hint:
        lines.append(f"{margin}= help: {_visible(finding.hint)}")
    return lines


def _places(others: tuple[Location, ...]) -> str:
    return first_few([f"{each.file}:{each.line}" for each in others], _PLACES, "place")


def _frame(where: Location) -> tuple[str, str]:
    """Return the source line as shown, and the carets under the marked value."""
    # Only what can be shown is copied, so that a line of 16 MiB costs no more than a short one.
    start, end = where.column - 1, where.column - 1 + where.width
    before = where.source[max(start - _WINDOW, 0) : start].ljust(min(start, _WINDOW))
    after = where.source[end : end + _WINDOW]
    value = _head(where.source[start : min(end, start + _WINDOW + 1)], _WINDOW)
    width = max(_WINDOW - len(value), 20)
    lead = _visible(_tail(before, width // 2))
    value = _visible(value)
    shown = f"{lead}{value}{_visible(_head(after, width - width // 2))}"
    return shown, " " * len(lead) + "^" * max(len(value), 1)


def _head(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + _CUT


def _tail(text: str, limit: int) -> str:
    return text if len(text) <= limit else _CUT + text[1 - limit :]


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(_escape(char) for char in text.replace("\t", "→"))


def _escape(char: str) -> str:
    if unicodedata.category(char) not in _INVISIBLE:
        return char
    number = ord(char)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _summary(findings: list[Finding]) -> str:
    number = Counter(finding.severity for finding in findings)
    return ", ".join(
        f"{number[severity]} {severity}{'' if number[severity] == 1 else 's'}"
        for severity in Severity
        if number[severity]
    )


def _paint(text: str, color: bool, tone: str | None = None) -> str:
    return click.style(text, fg=tone, bold=True) if color and text else text
