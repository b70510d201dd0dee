"""An extension of Python-Markdown: hours such as `09:00–13:00` are never broken at the dash."""

import re

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

_HOURS = re.compile(r"\d\d:\d\d–\d\d:\d\d(?![^<>]*>)")
"""Hours, but for those within a tag."""


class WholeHours(Extension):
    """Mark the hours after all else is HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the step that marks, after raw HTML is back."""
        md.postprocessors.register(_Hours(md), "whole_hours", -10)


def makeExtension() -> WholeHours:  # noqa: N802 - the name is Markdown's
    """Return the extension, by the name under which Markdown looks for it."""
    return WholeHours()


class _Hours(Postprocessor):
    def run(self, text: str) -> str:
        return _HOURS.sub(r'<span class="whole">\g<0></span>', text)
