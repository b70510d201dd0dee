"""The index of one language, as JSON."""

import json
from collections.abc import Mapping, Sequence

from sportello.catalog.model import PublicCatalog
from sportello.targets.site.asked_words import AskedWords
from sportello.targets.site.finder.directory import contact_entries, retired_entries
from sportello.targets.site.finder.fixed import page_entries
from sportello.targets.site.finder.services import (
    family_entries,
    provider_entries,
    service_entries,
)
from sportello.targets.site.pages import Paths
from sportello.wording.messages import Messages


def finder_index(
    catalog: PublicCatalog,
    messages: Sequence[Messages],
    words: Sequence[AskedWords],
    paths: Paths,
    descriptions: Mapping[str, str],
) -> bytes:
    """Return the index of the first of the languages that `messages` and `words` are of.

    People ask in the others too: a name is found in each. Addresses are relative to the directory
    of the language.
    """
    _ = messages[0]
    entries = [
        *service_entries(catalog, _, paths),
        *family_entries(catalog, _, paths),
        *provider_entries(catalog, _, paths),
        *contact_entries(catalog, _, words, paths),
        *retired_entries(catalog, _, paths),
        *page_entries(catalog, messages, words, paths, descriptions),
    ]
    index = {
        "says": {
            "none": _("Nothing found. Try a single word, or look through the whole list:"),
            "one": _("1 result"),
            "many": _("{n} results"),
            "first": _("The first {n} results"),
            "copy": _("Copy"),
            "copied": _("Copied"),
            "all": _("Every service with its address and number"),
        },
        "ignored": [word for each in words for word in each.ignored.split()],
        "endings": [each.endings.split() for each in words],
        "entries": [entry.written() for entry in entries],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
