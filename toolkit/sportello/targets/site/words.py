"""The languages of the desk, and the site's own words: whether there are some in each."""

from collections.abc import Collection, Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity

T003: Final = Rule("T003", Severity.WARNING, complete=frozenset({"helpdesk"}))
"""A language in which the site has no words of its own, or not all.

*Una lingua in cui il sito non ha parole sue, o non tutte.*

The texts of the catalog show in that language, but headings, buttons and sentences of the site that
nobody has translated show in English. Put a file of gettext messages, such as
`site/messages/de.po`, beside the catalog: it holds each English sentence with its translation, as
`site/messages/it.po` of Sportello does, which has them all. A translation that is marked as fuzzy
is none.
"""


def wordless_languages(catalog: Catalog, worded: Collection[str]) -> Iterator[Problem]:
    """Yield the languages of a desk that are not among those that the site has words in."""
    for index, language in enumerate(catalog.helpdesk.languages):
        if language not in worded:
            yield T003.problem(
                ("helpdesk", "languages", index),
                f'the site has no words in the language "{language}": what it says itself is in '
                "English there",
                f"add site/messages/{language}.po, or take the language away",
            )
