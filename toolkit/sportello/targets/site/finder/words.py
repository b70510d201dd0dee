"""How people ask: what a desk writes by hand for the finder, a file a language."""

from collections.abc import Mapping

import msgspec

from sportello.findings import Invalid, did_you_mean
from sportello.targets.site.pages import FIXED
from sportello.targets.site.sources import Sources


class AskedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people ask in a language: `words/<language>.yaml`."""

    ignored: str = ""
    """Words that say nothing of what is looked for, with spaces between them."""
    endings: str = ""
    """What words of one stem end in, with spaces between them."""
    pages: Mapping[str, tuple[str, ...]] = {}
    """Other words for a page than its title, by the kind of page."""
    commercial: tuple[str, ...] = ()
    """Other words for a contact that takes offers and orders."""


def asked_words(sources: Sources, language: str) -> AskedWords:
    """Return how people ask in a language, nothing if the desk has not written it.

    Raises Invalid.
    """
    path = f"words/{language}.yaml"
    if path not in sources:
        return AskedWords()
    try:
        words = msgspec.yaml.decode(sources[path], type=AskedWords)
    except msgspec.MsgspecError as error:
        hint = "write it like site/words/it.yaml of the program"
        raise Invalid(f"site/{path} cannot be read: {error}", hint) from None
    kinds = [page.kind for page in FIXED]
    for kind in words.pages:
        if kind not in kinds:
            hint = did_you_mean(kind, kinds, f"write one of {', '.join(kinds)}")
            raise Invalid(f'site/{path} has words for "{kind}", which is no page', hint)
    return words
