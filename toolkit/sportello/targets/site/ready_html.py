"""An extension of Python-Markdown: HTML that the templates have made is taken as it is.

Markdown would do so too, but it takes lists, tables and forms apart to find out where they end,
which took half of the time for a page. Ours end in the line that they begin in, or at the line that
is nothing but their end tag.
"""

import re
from typing import Final

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_READY: Final = re.compile(
    r"^<(?P<tag>details|form|nav|ol|p|table|ul)\b(?![^>\n]*\bmarkdown=)"
    r"(?:[^\n]*|[^\n]*\n(?:[^\n]*\n)*?)</(?P=tag)>$",
    re.MULTILINE,
)


class ReadyHtml(Extension):
    """Put ready HTML aside before HTML is looked for."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the step before that of HTML, which has 20."""
        md.preprocessors.register(_Ready(md), "ready_html", 22)


def makeExtension() -> ReadyHtml:  # noqa: N802 - the name is Markdown's
    """Return the extension, by the name under which Markdown looks for it."""
    return ReadyHtml()


class _Ready(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return _READY.sub(lambda found: f"\n{self.md.htmlStash.store(found[0])}\n", text).split(
            "\n"
        )
