"""What a file of a catalog holds, by its name and its keys."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sportello.catalog.schema import DEFAULTED, FILES, LISTS
from sportello.catalog.yaml.reader import Document
from sportello.findings import nearest

_SINGLE: Final = frozenset({"alias_domains", "defaults", "helpdesk", "priority", "lifecycle"})
"""What has keys of its own, or values, instead of names with entries."""
FOLDERS: Final = {Path(pattern).parent.name: pattern for pattern in FILES if "*" in pattern}
"""The folders of a catalog, each with the name in `FILES` of what is in it."""


@lru_cache(maxsize=1 << 16)
def pattern_of(file: str) -> str:
    """Return the name in `FILES` that a file has, or ""."""
    found = (
        pattern
        for pattern in FILES
        if fnmatch(file, pattern) and file.count("/") == pattern.count("/")
    )
    return next(found, "")


def sections_below(path: str) -> Iterator[str]:
    """Yield the sections that a file, or the files in a directory, would have."""
    for pattern, sections in FILES.items():
        if pattern_of(path) == pattern or pattern.startswith(f"{path}/"):
            yield from sections


def parts_of(file: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the sections of a file with their content, and its defaults."""
    if pattern_of(file) == "helpdesk.yaml":
        yield "helpdesk", data
    elif isinstance(data, dict):
        yield from ((key, data[key]) for key in allowed_keys(file) if key in data)


def is_shaped(section: str, content: Any) -> bool:
    """Return whether a section is a list or a mapping, as it should be."""
    return isinstance(content, list if section in LISTS else dict)


def meant_by(unknown: str) -> Iterable[str]:
    """Return the sections of the file that one without meaning seems to be, by its name."""
    path = Path(unknown)
    folder = nearest(path.parent.name, FOLDERS)
    if folder and path.suffix.lower() in (".yaml", ".yml"):
        return FILES[FOLDERS[folder]]
    return FILES.get(nearest(path.name, FILES) or "", ())


def incomplete_sections(file: str, document: Document) -> Iterable[str]:
    """Return the sections of a file of which names may be missing."""
    if document.broken or not isinstance(document.data, dict):
        return FILES[pattern_of(file)]
    wrong = {
        section
        for section, content in parts_of(file, document.data)
        if not is_shaped(section, content) or _is_odd(section, content)
    }
    return {*wrong, *misnamed(file, document), *lost_entries(file, document)}


def _is_odd(section: str, content: Any) -> bool:
    """Return whether nothing in a section has the shape of an entry: its names may be others."""
    if section in _SINGLE or not isinstance(content, dict) or not content:
        return False
    return not any(isinstance(each, dict | list) for each in content.values())


def sections_at(file: str, document: Document, line: int) -> frozenset[str]:
    """Return the section that a line of a file is in; all of the file if it is in none."""
    sections = FILES[pattern_of(file)]
    if len(sections) == 1 or not isinstance(document.data, dict):
        return frozenset(sections)
    starts = {key: document.locate((key,), on_key=True).line for key in document.data}
    key = max((key for key in starts if starts[key] <= line), key=starts.__getitem__, default="")
    if key == "defaults":
        return frozenset({DEFAULTED[pattern_of(file)]})
    return frozenset({key} if key in sections else sections)


def lost_entries(file: str, document: Document) -> Iterator[str]:
    """Yield the section that defaults are for, if it is not there: it may be part of them."""
    section = DEFAULTED.get(pattern_of(file))
    if section and "defaults" in document.data and section not in document.data:
        yield section


def misnamed(file: str, document: Document) -> Iterator[str]:
    """Yield the sections that unknown keys of a file may be: each the one it looks like.

    A key that looks like none may be any that is not there, or an entry of the one above.
    """
    allowed = allowed_keys(file)
    for key in unknown_keys(file, document.data):
        section, above = nearest(key, allowed), outdented(file, document.data, key)
        others = ({*allowed} - {*document.data} | {above}) - {""}
        yield from [section] if section else others


def unknown_keys(file: str, data: Any) -> list[str]:
    """Return the keys of a file that are none of its sections."""
    if pattern_of(file) == "helpdesk.yaml" or not isinstance(data, dict):
        return []
    return [key for key in data if key not in allowed_keys(file)]


def outdented(file: str, data: Mapping[str, Any], key: str) -> str:
    """Return the section above an unknown key that seems to be an entry of it; "" if none."""
    allowed = allowed_keys(file)
    above = [each for each in [*data][: [*data].index(key)] if each in allowed]
    is_entry = isinstance(data[key], dict) and nearest(key, allowed) is None
    return above[-1] if is_entry and above else ""


def allowed_keys(file: str) -> list[str]:
    """Return the keys that a file may have."""
    pattern = pattern_of(file)
    return [*FILES[pattern], *(["defaults"] if pattern in DEFAULTED else [])]
