"""How people ask: what a desk writes by hand for the finder, a file a language."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from sportello.catalog.schema import schema_of
from sportello.catalog.validate import validate
from sportello.catalog.yaml.reader import read
from sportello.findings import Finding, Invalid, Severity, placed
from sportello.part import Part
from sportello.targets.site.sources import Sources

PageKind: TypeAlias = Literal[
    "addresses", "services", "contacts", "hours", "answer", "levels",
    "open", "follow", "phone", "notices", "changes", "feeds", "accessibility", "privacy", "figures",
]  # fmt: skip
"""The kinds of pages that every desk has and that are looked for."""


class AskedWords(Part, frozen=True, kw_only=True):
    """How people ask in a language: `words/<language>.yaml`."""

    ignored: str = ""
    """Words that say nothing of what is looked for, with spaces between them."""
    endings: str = ""
    """What words of one stem end in, with spaces between them."""
    pages: Mapping[PageKind, tuple[str, ...]] = {}
    """Other words for a page than its title, by the kind of page."""
    commercial: tuple[str, ...] = ()
    """Other words for a contact that takes offers and orders."""

    def of_page(self, kind: str) -> tuple[str, ...]:
        """Return the other words for a page; none for one that has none."""
        return next((words for page, words in self.pages.items() if page == kind), ())


def asked_words(sources: Sources, language: str) -> AskedWords:
    """Return how people ask in a language, nothing if the desk has not written it.

    Raises Invalid.
    """
    path = f"words/{language}.yaml"
    if path not in sources:
        return AskedWords()
    words, found = read_words(sources[path], f"site/{path}")
    for each in found:
        if each.severity is Severity.ERROR and each.where:
            raise Invalid(f"{each.where.file}:{each.where.line}: {each.message}", each.hint)
    return words


def read_words(content: bytes, shown: str) -> tuple[AskedWords, tuple[Finding, ...]]:
    """Read a file of how people ask, as far as it can be used, with what is wrong in it.

    `shown` is its path as people read it. The codes are those of the catalog.
    """
    document = read(content, shown)
    if document.broken or not document.data:
        return AskedWords(), document.findings
    problems = validate(document.data, schema_of(AskedWords), {})
    wrong = (placed(each, document.locate(each.path, each.on_key)) for each in problems)
    found = (*document.findings, *wrong)
    return AskedWords() if problems else msgspec.convert(document.data, AskedWords), found
