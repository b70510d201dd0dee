"""An extension of Python-Markdown: each cell of a table carries the name of its column.

On a phone a row of a table is a card, in which the style sheet shows these names.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE


class TableLabels(Extension):
    """Label the cells after the inline text of their headings is known."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the step that labels."""
        md.treeprocessors.register(_Labels(md), "table_labels", 15)


def makeExtension() -> TableLabels:  # noqa: N802 - the name is Markdown's
    """Return the extension, by the name under which Markdown looks for it."""
    return TableLabels()


class _Labels(Treeprocessor):
    def run(self, root: Element) -> None:
        # A table with a class is none of Markdown's, and says itself what its cells are.
        for table in (each for each in root.iter("table") if not each.get("class")):
            names = [_name(each) for each in table.iterfind("thead/tr/th")]
            for cell, name in _cells(table, names):
                cell.set("data-label", name)


def _name(heading: Element) -> str:
    """Return the text of a heading; raw HTML in it is kept apart, under a number, by Markdown."""
    return HTML_PLACEHOLDER_RE.sub("", "".join(heading.itertext())).strip()


def _cells(table: Element, names: list[str]) -> Iterator[tuple[Element, str]]:
    """Yield the cells with the name of their column; the first of a row is the card's title."""
    for row in table.iterfind("tbody/tr"):
        yield from ((cell, name) for cell, name in list(zip(row, names, strict=False))[1:] if name)
