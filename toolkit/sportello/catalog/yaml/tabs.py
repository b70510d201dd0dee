"""Tabs, which YAML refuses as indentation: tell them and guess the spaces that were meant."""

import re
from typing import TYPE_CHECKING, Final

from sportello.catalog.yaml.rules import Y005
from sportello.findings import Finding

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

    from sportello.catalog.yaml.source_text import SourceText

STRANGE_CHARACTER: Final = "cannot start any token"
"""What the parser says of a tab, among others."""

_INDENT: Final = re.compile(r"[ \t]*")
_OPENS: Final = re.compile(r"(?:[:\-|>]|[|>][-+0-9]+)\s*(?:#.*)?$")


def stumbled_over_tab(error: "MarkedYAMLError", text: str) -> int | None:
    """Return the offset of the tab that stopped the parser, or None if it was something else."""
    mark, problem = error.problem_mark, error.problem or ""
    if mark is None or not ("tab character" in problem or STRANGE_CHARACTER in problem):
        return None
    return mark.index if text[mark.index : mark.index + 1] == "\t" else None


def tab(source: "SourceText", offset: int, and_below: bool) -> Finding:
    """Return the finding about a tab at the offset, or about it and all the tabs below."""
    return Y005.finding(
        message="a tab where YAML allows only spaces",
        where=source.location(offset, offset + 1),
        hint=f"replace the tabs of this line{' and below' if and_below else ''} by spaces",
    )


def guess_width(source: "SourceText", number: int) -> int:
    """Return how many spaces a tab at the start of this line probably stands for, or 0.

    The line is taken for a neighbour of the line above, or for its child if that line opens one.
    """
    indent = _indent(source.line(number))
    tabs = indent.count("\t")
    if not tabs:
        return 0
    above = next((line for n in range(number - 1, 0, -1) if (line := source.line(n)).strip()), "")
    expected = len(_indent(above)) + (2 if _OPENS.search(above) else 0)
    return max(1, (expected - indent.count(" ")) // tabs)


def without_tabs(line: str, width: int) -> str:
    """Return the line with tabs as spaces: `width` for each at its start, one for any other."""
    indent = _indent(line)
    return indent.replace("\t", " " * width) + line[len(indent) :].replace("\t", " ")


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""
