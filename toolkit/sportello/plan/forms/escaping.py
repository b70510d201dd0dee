"""Texts of a catalog as they may stand in a form: whoever writes a catalog writes no form.

In Markdown every such text is a code span, in which nothing is a mention, a link, an image, a tag
or a reference to an issue.
"""

import re
import unicodedata
from typing import Final

from sportello.plan.change import Words

LONGEST: Final = 200
"""Characters of a text that are shown."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_COMMENT: Final = re.compile(r"<(?=!--)|(?<=--)>")


def visible(text: str) -> str:
    """Return a text in one line, cut, with characters that nobody sees as their codes."""
    line = " ".join(text.split())
    shown = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return visible_line(shown)


def visible_line(line: str) -> str:
    """Return a line as it is, with characters that nobody sees as their codes."""
    return "".join(_code(char) if unicodedata.category(char) in _HIDDEN else char for char in line)


def in_markdown(words: Words) -> str:
    """Return words for a line of GitHub's and GitLab's Markdown, outside of tables."""
    return "".join(each if isinstance(each, str) else code_span(each.text) for each in words)


def in_cell(words: Words) -> str:
    """Return words for a cell of a table in that Markdown."""
    return in_markdown(words).replace("|", "\\|")


def code_span(text: str) -> str:
    """Return a text as a code span.

    No comment begins or ends in it, so that it cannot pass for the mark of another comment.
    """
    inside = _COMMENT.sub(" ", visible(text))
    if not inside.strip():
        return "(nothing)"
    longest = max((len(run) for run in re.findall("`+", inside)), default=0)
    ticks = "`" * (longest + 1)
    blank = " " if "`" in {inside[0], inside[-1]} else ""
    return f"{ticks}{blank}{inside}{blank}{ticks}"


def shown(words: Words) -> str:
    """Return words as they are, with hidden characters of the catalog's texts as their codes."""
    return "".join(each if isinstance(each, str) else visible(each.text) for each in words)


def _code(char: str) -> str:
    return f"\\u{{{ord(char):04x}}}"
