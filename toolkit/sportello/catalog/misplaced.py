"""Files, keys and shapes that belong nowhere in a catalog, names declared twice, missing files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from sportello.catalog.documented import KeyDoc, keys_of
from sportello.catalog.documents import Documents
from sportello.catalog.file_rules import F001, F002
from sportello.catalog.left_out import instead_of_key
from sportello.catalog.model import Catalog
from sportello.catalog.schema import FILES, LISTS
from sportello.catalog.shapes import (
    FOLDERS,
    allowed_keys,
    is_shaped,
    lost_entries,
    misnamed,
    outdented,
    parts_of,
    pattern_of,
    unknown_keys,
)
from sportello.catalog.yaml.reader import Document
from sportello.findings import Finding, Location, did_you_mean, more
from sportello.findings.shape_rules import R002, S001, S002, S003

_NEEDED: Final = {
    "helpdesk.yaml": "name, languages, timezone, site and years",
    "sla.yaml": "policies, of which the last has no conditions",
    "services/*.yaml": "services, each with its name and the mailbox or contacts to reach it by",
}
"""The files that every catalog needs, with what they hold."""


def misplaced(documents: Documents) -> Iterator[Finding]:
    """Find files, keys and shapes that belong nowhere, and names declared twice."""
    yield from documents.unread.values()
    for file in documents.unknown:
        where = Location(file=file, line=1, column=1, width=1, source="")
        message = "this file has no meaning in a catalog, and nothing of it is read"
        yield F001.finding(message, where, _name_meant(file))
    seen: dict[tuple[str, str], str] = {}
    for file, document in documents.files.items():
        yield from _wrong_shape(file, document)
        yield from _unknown_keys(file, document)
        yield from _for_nothing(file, document)
        yield from _twice(file, document, seen)


def missing(
    documents: Mapping[str, Document], incomplete: frozenset[str]
) -> Iterator[tuple[str, Finding]]:
    """Find the files that every catalog needs, and that are not there or empty.

    Yields the name in `FILES` with the finding, but for files whose sections are known to be
    `incomplete`: what is wrong with them is told.
    """
    for pattern, what in _NEEDED.items():
        there = [each for file, each in documents.items() if pattern_of(file) == pattern]
        if any(each.data != {} for each in there) or incomplete & {*FILES[pattern]}:
            continue
        where = there[0].locate(()) if there else None
        message = f"{pattern} is {'empty' if there else 'missing'}"
        yield pattern, F002.finding(message, where, f"write it, with {what}")


def _wrong_shape(file: str, document: Document) -> Iterator[Finding]:
    """Find a file that is no mapping, and sections that are no list or mapping as they should."""
    sections = FILES[pattern_of(file)]
    if document.broken or (document.data is None and document.findings):
        return  # what is broken may well have lost its shape for that
    if not isinstance(document.data, dict):
        example = "name" if sections == ("helpdesk",) else sections[-1]
        message = "a catalog file is made of keys with values"
        hint = f'begin it with a key, such as "{example}:"'
        yield S003.finding(message, document.locate(()), hint)
        return
    for section, content in parts_of(file, document.data):
        if not is_shaped(section, content):
            expected = "a list" if section in LISTS else "names, each with its keys and values"
            message = f"under {section} there must be {expected}"
            example = keys_of(Catalog).get(section, KeyDoc("")).example
            like = "the other files of this kind" if example is None else _in_a_line(example)
            hint = f"write it like {like}, or remove the key"
            where = document.locate((section,), on_key=True)
            yield S003.finding(message, where, hint)


def _in_a_line(example: Any) -> str:
    return yaml.safe_dump(example, default_flow_style=True, allow_unicode=True).strip()


def _unknown_keys(file: str, document: Document) -> Iterator[Finding]:
    """Find keys of a file that are none of its sections."""
    broken = {each.where.line for each in document.findings if each.where}
    for key in unknown_keys(file, document.data):
        where = document.locate((key,), on_key=True)
        if document.broken and where.line in broken:
            continue  # told as what it is
        hint = did_you_mean(key, allowed_keys(file))
        if section := outdented(file, document.data, key):
            hint = f'write spaces in front if it belongs under "{section}:"; {hint}'
        hint = instead_of_key((), key, document.data[key]) or hint
        yield S001.finding(f'unknown key "{key}"', where, hint)


def _for_nothing(file: str, document: Document) -> Iterator[Finding]:
    """Find defaults without what they are for."""
    if document.broken or not isinstance(document.data, dict):
        return
    for section in {*lost_entries(file, document)} - {*misnamed(file, document)}:
        message = f'these defaults are for no {section}: the key "{section}" is missing'
        hint = (
            f'write "{section}:" without blanks before it and the {section} below, or remove this'
        )
        where = document.locate(("defaults",), on_key=True)
        yield S002.finding(message, where, hint)


def _twice(file: str, document: Document, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
    """Find names that another file has declared, those of one file together.

    `seen` holds those so far, with their files.
    """
    again: dict[str, list[tuple[str, Location]]] = {}
    for section, content in parts_of(file, document.data):
        if section in ("defaults", "helpdesk") or not isinstance(content, dict):
            continue
        for name in content:
            first = seen.setdefault((section, name), file)
            if first != file:
                where = document.locate((section, name), on_key=True)
                again.setdefault(first, []).append((name, where))
    for first, ((name, where), *others) in again.items():
        message, hint = f'"{name}" is already in {first}', "give one of the two another name"
        if others:
            message = f'"{name}" and {more(len(others), "name")} are already in {first}'
            hint = "rename them, or remove one of the two"
        yield R002.finding(message, where, hint, tuple(place for _, place in others))


def _name_meant(unknown: str) -> str:
    """Return the remedy for the name of a file without meaning."""
    path = Path(unknown)
    name = f"{path.stem}.yaml"
    if path.suffix.lower() == ".yml" and (path.parent.name in FOLDERS or pattern_of(name)):
        return f'rename it to "{name}": the ending is .yaml'
    hint = did_you_mean(path.name, [known for known in FILES if "*" not in known])
    sheets = "service sheets are services/*.yaml, further mailboxes mailboxes/*.yaml"
    return f"{hint}{'' if hint.endswith('?') else ';'} {sheets}"
