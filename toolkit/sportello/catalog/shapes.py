"""What a file of a catalog holds, by its name and its keys: sections, strangers, wrong shapes."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sportello.catalog.rules import F002, R002, S001, S002, S003
from sportello.catalog.schema import FILES, LISTS
from sportello.catalog.yaml.reader import Document
from sportello.findings import Finding, Location, did_you_mean, nearest

_SINGLE: Final = frozenset({"defaults", "helpdesk", "priority", "lifecycle"})
"""What has keys of its own instead of names with entries."""


_NEEDED: Final = {
    "helpdesk.yaml": "name, languages, timezone, site and years",
    "sla.yaml": "policies, of which the last has no conditions",
    "services/*.yaml": "services, each with its name and the mailbox or contacts to reach it by",
}
"""The files that every catalog needs, with what they hold."""


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
    """Yield the sections of a file with their content, and the defaults of a services file."""
    if pattern_of(file) == "helpdesk.yaml":
        yield "helpdesk", data
    elif isinstance(data, dict):
        for section in (*FILES[pattern_of(file)], "defaults"):
            if section in data and (section != "defaults" or "*" in pattern_of(file)):
                yield section, data[section]


def fits(section: str, content: Any) -> bool:
    """Return whether a section is a list or a mapping, as it should be."""
    return isinstance(content, list if section in LISTS else dict)


def meant_by(stray: str) -> Iterable[str]:
    """Return the sections of the file that one without meaning seems to be, by its name."""
    path = Path(stray)
    if nearest(path.parent.name, ["services"]) and path.suffix.lower() in (".yaml", ".yml"):
        return FILES["services/*.yaml"]
    return FILES.get(nearest(path.name, FILES) or "", ())


def name_meant(stray: str) -> str:
    """Return the remedy for the name of a file without meaning."""
    path = Path(stray)
    name = f"{path.stem}.yaml"
    if path.suffix.lower() == ".yml" and (path.parent.name == "services" or pattern_of(name)):
        return f'rename it to "{name}": the ending is .yaml'
    hint = did_you_mean(path.name, [known for known in FILES if "*" not in known])
    return f"{hint}{'' if hint.endswith('?') else ';'} service sheets are services/*.yaml"


def sections_lacking(file: str, document: Document) -> Iterable[str]:
    """Return the sections of a file of which names may be missing."""
    if document.broken or not isinstance(document.data, dict):
        return FILES[pattern_of(file)]
    misshapen = {
        section
        for section, content in parts_of(file, document.data)
        if not fits(section, content) or _is_odd(section, content)
    }
    unnamed = {"services"} if _lost_services(document) else ()
    return {*misshapen, *_misnamed(file, document), *unnamed}


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
        return frozenset({"services"})
    return frozenset({key} if key in sections else sections)


def _lost_services(document: Document) -> bool:
    """Return whether there are defaults for no services: these may have become part of them."""
    return "defaults" in document.data and "services" not in document.data


def _misnamed(file: str, document: Document) -> Iterator[str]:
    """Yield the sections that unknown keys of a file may be: each the one it looks like.

    A key that looks like none may be any that is not there, or an entry of the one above.
    """
    if pattern_of(file) == "helpdesk.yaml" or not isinstance(document.data, dict):
        return
    allowed = _allowed(file)
    for key in document.data:
        if key not in allowed:
            section, above = nearest(key, allowed), _outdented(file, document.data, key)
            others = ({*allowed} - {*document.data} | {above}) - {""}
            yield from [section] if section else others


def _outdented(file: str, data: Mapping[str, Any], key: str) -> str:
    """Return the section above an unknown key that seems to be an entry of it; "" if none."""
    allowed = _allowed(file)
    above = [each for each in [*data][: [*data].index(key)] if each in allowed]
    is_entry = isinstance(data[key], dict) and nearest(key, allowed) is None
    return above[-1] if is_entry and above else ""


def _allowed(file: str) -> list[str]:
    pattern = pattern_of(file)
    return [*FILES[pattern], *(["defaults"] if "*" in pattern else [])]


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


def misshapen(file: str, document: Document) -> Iterator[Finding]:
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
        if not fits(section, content):
            wanted = "a list" if section in LISTS else "names, each with its keys and values"
            message = f"under {section} there must be {wanted}"
            hint = "write it like the other files of this kind, or remove the key"
            where = document.locate((section,), on_key=True)
            yield S003.finding(message, where, hint)


def stray_keys(file: str, document: Document) -> Iterator[Finding]:
    """Find keys of a file that are none of its sections."""
    if pattern_of(file) == "helpdesk.yaml" or not isinstance(document.data, dict):
        return
    allowed = _allowed(file)
    broken = {each.where.line for each in document.findings if each.where}
    for key in document.data:
        if key not in allowed:
            where = document.locate((key,), on_key=True)
            if document.broken and where.line in broken:
                continue  # told as what it is
            hint = did_you_mean(key, allowed)
            if section := _outdented(file, document.data, key):
                hint = f'write spaces in front if it belongs under "{section}:"; {hint}'
            yield S001.finding(f'unknown key "{key}"', where, hint)


def serviceless(file: str, document: Document) -> Iterator[Finding]:
    """Find defaults without services in a services file."""
    if document.broken or "*" not in pattern_of(file) or not isinstance(document.data, dict):
        return
    if _lost_services(document) and "services" not in _misnamed(file, document):
        message = 'these defaults are for no services: the key "services" is missing'
        hint = 'write "services:" without blanks before it and the services below, or remove this'
        where = document.locate(("defaults",), on_key=True)
        yield S002.finding(message, where, hint)


def twice(file: str, document: Document, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
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
    for first, ((name, where), *more) in again.items():
        message, hint = f'"{name}" is already in {first}', "give one of the two another name"
        if more:
            names = f'"{name}" and {len(more)} more name{"s" if more[1:] else ""}'
            message, hint = (
                f"{names} are already in {first}",
                "rename them, or remove one of the two",
            )
        others = tuple(place for _, place in more)
        yield R002.finding(message, where, hint, others)
