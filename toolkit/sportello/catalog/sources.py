"""The files of a catalog as parsed documents, and the one place that knows which file says what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from sportello.catalog.reading import Entry, is_hidden, read_entries
from sportello.catalog.schema import FILES, LISTS
from sportello.catalog.yaml.reader import Document, read
from sportello.findings import Finding, Location, Problem, Severity, did_you_mean, nearest, placed

KeyPath = tuple[str | int, ...]

_SINGLE: Final = frozenset({"defaults", "helpdesk", "priority", "lifecycle"})
"""What has keys of its own instead of names with entries."""


@dataclass(frozen=True)
class Sources:
    """The documents of a catalog directory by file name, such as `services/isee.yaml`.

    `strays` are the files that no part of a catalog has a use for, `unread` says by path why a
    file, or a directory of files, was not read.
    """

    documents: Mapping[str, Document]
    strays: tuple[str, ...] = ()
    unread: Mapping[str, Finding] = field(default_factory=dict)

    def sections(self) -> dict[str, Any]:
        """Return the data of all files as one mapping from section to content.

        Entries are in the order of the files and of the lines; of two with one name the first
        counts. The defaults of a services file are spread over its services. What has not the
        shape of its section is left out (see `misshapen`).
        """
        merged: dict[str, Any] = {}
        for file, document in self.documents.items():
            for section, content in _parts(file, document.data):
                if not _fits(section, content):
                    continue
                if section in LISTS or section == "helpdesk":
                    merged[section] = content
                elif section != "defaults":
                    known = merged.setdefault(section, {})
                    is_sheet = section == "services"
                    entries = _spread(document.data, content) if is_sheet else content
                    for name, entry in entries.items():
                        known.setdefault(name, entry)
        return merged

    def incomplete(self) -> frozenset[str]:
        """Return the sections of which names may be missing, for something was not read."""
        lacking = [_lacking(file, document) for file, document in self.documents.items()]
        below = map(_sections_below, self.unread)
        return frozenset(chain(*lacking, *below, *map(_meant, self.strays)))

    def sections_of(self, finding: Finding) -> frozenset[str]:
        """Return the sections that a finding is about: that of its line, else those of its file."""
        where = finding.where
        file = None if where is None else self._files.get(where.file)
        return _at(file, self.documents[file], where.line) if where and file else frozenset()

    def find(self, problem: Problem) -> Finding:
        """Give a problem its place in the files."""
        return placed(problem, self._locate(problem.path, problem.on_key))

    def judged(self, finding: Finding) -> bool:
        """Return whether a finding about the data is to be told.

        In a file that is not whole it may well be nothing but a consequence, as may be a key that
        is missing where the defaults are under a wrong name.
        """
        file = self._files.get(finding.where.file) if finding.where else None
        if file is None:
            return True
        document = self.documents[file]
        lost = finding.code == "S002" and "defaults" in _lacking(file, document)
        return not (document.broken or lost)

    def misplaced(self) -> Iterator[Finding]:
        """Find files, keys and shapes that belong nowhere, and names declared twice."""
        yield from self.unread.values()
        for stray in self.strays:
            where = Location(file=stray, line=1, column=1, width=1, source="")
            name = Path(stray).name
            hint = did_you_mean(name, [known for known in FILES if "*" not in known])
            message = "this file has no meaning in a catalog, and nothing of it is read"
            hint = f"{hint}; service sheets are services/*.yaml" if hint else hint
            yield Finding("F001", Severity.ERROR, message, where, hint)
        seen: dict[tuple[str, str], str] = {}
        for file, document in self.documents.items():
            yield from _misshapen(file, document)
            yield from _stray_keys(file, document)
            yield from _twice(file, document, seen)

    def _locate(self, path: KeyPath, on_key: bool) -> Location | None:
        section, *rest = path or ("",)
        file = self._holders.get((section,))
        if file is not None and "*" in _pattern(file) and rest:
            file = self._holders.get(path[:2])
        if file is None:
            return None
        document = self.documents[file]
        inside = tuple(rest) if section == "helpdesk" else tuple(path)
        if section == "services" and not _has(document.data, inside[:3]):
            inherited = ("defaults", *inside[2:])
            if _has(document.data, inherited[:2]):
                return document.locate(inherited, on_key)
        return document.locate(inside, on_key)

    @cached_property
    def _files(self) -> Mapping[str, str]:
        """The files by the paths that findings show."""
        return {document.file: file for file, document in self.documents.items()}

    @cached_property
    def _holders(self) -> Mapping[KeyPath, str]:
        """The first file that may have a section, and of several the first with an entry of it."""
        holders: dict[KeyPath, str] = {}
        for file, document in self.documents.items():
            for section in FILES[_pattern(file)]:
                holders.setdefault((section,), file)
            if "*" in _pattern(file):
                for section, content in _parts(file, document.data):
                    for name in content if isinstance(content, dict) else ():
                        holders.setdefault((section, name), file)
        return holders


def read_sources(directory: Path) -> Sources:
    """Read every file of a catalog directory but its `tests/`, hidden files and read-me files.

    Raises NotADirectoryError if there is none, OSError if it cannot be listed.
    """
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    return parse(read_entries(directory, is_apart, known=is_known))


def parse(entries: Iterable[Entry]) -> Sources:
    """Read the documents in the files of a catalog."""
    documents: dict[str, Document] = {}
    unread: dict[str, Finding] = {}
    strays: list[str] = []
    for entry in entries:
        match entry.content:
            case bytes():
                documents[entry.path] = read(entry.content, entry.shown)
            case None:
                strays.append(entry.shown)
            case finding:
                unread[entry.path] = finding
    return Sources(documents, tuple(strays), unread)


def is_apart(path: str) -> bool:
    """Return whether a path, with all below it, is no matter of the catalog itself."""
    return path == "tests" or is_hidden(path)


def is_known(path: str) -> bool:
    """Return whether a file has a meaning in a catalog."""
    return bool(_pattern(path))


@lru_cache(maxsize=1 << 16)
def _pattern(file: str) -> str:
    found = (
        pattern
        for pattern in FILES
        if fnmatch(file, pattern) and file.count("/") == pattern.count("/")
    )
    return next(found, "")


def _sections_below(path: str) -> Iterator[str]:
    """Yield the sections that a file, or the files in a directory, would have."""
    for pattern, sections in FILES.items():
        if _pattern(path) == pattern or pattern.startswith(f"{path}/"):
            yield from sections


def _parts(file: str, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the sections of a file with their content, and the defaults of a services file."""
    if _pattern(file) == "helpdesk.yaml":
        yield "helpdesk", data
    elif isinstance(data, dict):
        for section in (*FILES[_pattern(file)], "defaults"):
            if section in data and (section != "defaults" or "*" in _pattern(file)):
                yield section, data[section]


def _fits(section: str, content: Any) -> bool:
    return isinstance(content, list if section in LISTS else dict)


def _meant(stray: str) -> Iterable[str]:
    """Return the sections of the file that one without meaning seems to be, by its name."""
    path = Path(stray)
    if nearest(path.parent.name, ["services"]) and path.suffix.lower() in (".yaml", ".yml"):
        return FILES["services/*.yaml"]
    return FILES.get(nearest(path.name, FILES) or "", ())


def _lacking(file: str, document: Document) -> Iterable[str]:
    """Return the sections of a file of which names may be missing."""
    if document.broken or not isinstance(document.data, dict):
        return FILES[_pattern(file)]
    misshapen = {
        section
        for section, content in _parts(file, document.data)
        if not _fits(section, content) or _is_odd(section, content)
    }
    # Without the key "services" its entries may have become part of the defaults.
    unnamed = (
        {"services"} if "defaults" in document.data and "services" not in document.data else ()
    )
    return {*misshapen, *_misnamed(file, document).values(), *unnamed}


def _is_odd(section: str, content: Any) -> bool:
    """Return whether nothing in a section has the shape of an entry: its names may be others."""
    if section in _SINGLE or not isinstance(content, dict) or not content:
        return False
    return not any(isinstance(each, dict | list) for each in content.values())


def _at(file: str, document: Document, line: int) -> frozenset[str]:
    """Return the section that a line of a file is in; all of the file if it is in none."""
    sections = FILES[_pattern(file)]
    if len(sections) == 1 or not isinstance(document.data, dict):
        return frozenset(sections)
    starts = {key: document.locate((key,), on_key=True).line for key in document.data}
    key = max((key for key in starts if starts[key] <= line), key=starts.__getitem__, default="")
    if key == "defaults":
        return frozenset({"services"})
    return frozenset({key} if key in sections else sections)


def _misnamed(file: str, document: Document) -> Mapping[str, str]:
    """Return the keys of a file that look like one of its sections, misspelt, with that."""
    if _pattern(file) == "helpdesk.yaml" or not isinstance(document.data, dict):
        return {}
    allowed = _allowed(file)
    likely = {key: nearest(key, allowed) for key in document.data if key not in allowed}
    return {key: section for key, section in likely.items() if section is not None}


def _allowed(file: str) -> list[str]:
    pattern = _pattern(file)
    return [*FILES[pattern], *(["defaults"] if "*" in pattern else [])]


def _misshapen(file: str, document: Document) -> Iterator[Finding]:
    sections = FILES[_pattern(file)]
    if document.broken or (document.data is None and document.findings):
        return  # what is broken may well have lost its shape for that
    if not isinstance(document.data, dict):
        example = "name" if sections == ("helpdesk",) else sections[-1]
        message = "a catalog file is made of keys with values"
        hint = f'begin it with a key, such as "{example}:"'
        yield Finding("S003", Severity.ERROR, message, document.locate(()), hint)
        return
    for section, content in _parts(file, document.data):
        if not _fits(section, content):
            wanted = "a list" if section in LISTS else "names, each with its keys and values"
            message = f"under {section} there must be {wanted}"
            hint = "write it like the other files of this kind, or remove the key"
            where = document.locate((section,), on_key=True)
            yield Finding("S003", Severity.ERROR, message, where, hint)


def _stray_keys(file: str, document: Document) -> Iterator[Finding]:
    if _pattern(file) == "helpdesk.yaml" or not isinstance(document.data, dict):
        return
    allowed = _allowed(file)
    for key in document.data:
        if key not in allowed:
            where = document.locate((key,), on_key=True)
            hint = did_you_mean(key, allowed)
            yield Finding("S001", Severity.ERROR, f'unknown key "{key}"', where, hint)


def _twice(file: str, document: Document, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
    for section, content in _parts(file, document.data):
        if section in ("defaults", "helpdesk") or not isinstance(content, dict):
            continue
        for name in content:
            first = seen.setdefault((section, name), file)
            if first != file:
                where = document.locate((section, name), on_key=True)
                message = f'"{name}" is already in {first}'
                hint = "give one of the two another name"
                yield Finding("R002", Severity.ERROR, message, where, hint)


def _spread(data: Mapping[str, Any], services: Mapping[str, Any]) -> Mapping[str, Any]:
    defaults = data.get("defaults")
    if not isinstance(defaults, dict):
        return services
    return {
        name: {**defaults, **service} if isinstance(service, dict) else service
        for name, service in services.items()
    }


def _has(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
