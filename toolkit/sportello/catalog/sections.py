"""The sections of a catalog, put together from its documents, and which of them are incomplete."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sportello.catalog.documents import Documents
from sportello.catalog.misplaced import missing
from sportello.catalog.schema import DEFAULTED, FILES, LISTS
from sportello.catalog.shapes import (
    incomplete_sections,
    is_shaped,
    meant_by,
    parts_of,
    pattern_of,
    sections_below,
)
from sportello.findings import Finding

HELPDESK: Final[dict[str, Any]] = {
    "name": "?",
    "languages": ["it"],
    "timezone": "Europe/Rome",
    "site": "https://sportello.example/",
    "years": {"first": 2026, "last": 2026},
}
"""What stands in for what a desk cannot do without, so that the rest can be looked at."""


@dataclass(frozen=True)
class Sections:
    """The data of all files as one mapping from section to content.

    Of those that are `incomplete`, names may be missing, for something was not read.
    """

    data: Mapping[str, Any]
    incomplete: frozenset[str]


def sections_in(documents: Documents) -> Sections:
    """Return the sections as they are written.

    Entries are in the order of the files and of the lines; of two with one name the first
    counts. The defaults of a file are spread over the entries that they are for. What has not the
    shape of its section is left out (see `misplaced`).
    """
    merged: dict[str, Any] = {}
    for file, document in documents.files.items():
        for section, content in parts_of(file, document.data):
            if section == "defaults" or not is_shaped(section, content):
                continue
            if section in LISTS or section == "helpdesk":
                merged[section] = content
                continue
            is_defaulted = section == DEFAULTED.get(pattern_of(file))
            entries = _spread(document.data, content) if is_defaulted else content
            known = merged.setdefault(section, {})
            for name, entry in entries.items():
                known.setdefault(name, entry)
    within = (incomplete_sections(file, each) for file, each in documents.files.items())
    below = map(sections_below, documents.unread)
    incomplete = chain(*within, *below, *map(meant_by, documents.unknown))
    return Sections(merged, frozenset(incomplete))


def with_needed(sections: Sections, documents: Documents) -> tuple[Sections, list[Finding]]:
    """Return the sections with what stands in for a desk, and the files that lack."""
    absent_files = dict(missing(documents.files, sections.incomplete))
    absent = {section for file in absent_files for section in FILES[file]}
    data = {name: each for name, each in sections.data.items() if name not in absent}
    if "helpdesk" not in data:
        data["helpdesk"] = HELPDESK
        absent.add("helpdesk")
    return Sections(data, sections.incomplete | absent), [*absent_files.values()]


def _spread(data: Mapping[str, Any], entries: Mapping[str, Any]) -> Mapping[str, Any]:
    defaults = data.get("defaults")
    if not isinstance(defaults, dict):
        return entries
    return {
        name: {**defaults, **entry} if isinstance(entry, dict) else entry
        for name, entry in entries.items()
    }
