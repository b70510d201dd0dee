"""The files of a catalog as parsed documents, and where in them each thing stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from sportello.catalog.reading import Entry, is_hidden, read_entries
from sportello.catalog.renamed import with_new_names
from sportello.catalog.rules import F001, S002
from sportello.catalog.schema import FILES, LISTS
from sportello.catalog.shapes import (
    fits,
    meant_by,
    misshapen,
    name_meant,
    parts_of,
    pattern_of,
    sections_at,
    sections_below,
    sections_lacking,
    serviceless,
    stray_keys,
    twice,
)
from sportello.catalog.yaml.reader import Document, read
from sportello.catalog.yaml.rules import Y015
from sportello.findings import Finding, Location, Problem, Severity, placed

KeyPath = tuple[str | int, ...]


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
            for section, content in parts_of(file, document.data):
                if not fits(section, content):
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
        lacking = [sections_lacking(file, document) for file, document in self.documents.items()]
        below = map(sections_below, self.unread)
        return frozenset(chain(*lacking, *below, *map(meant_by, self.strays)))

    def sections_of(self, finding: Finding) -> frozenset[str]:
        """Return the sections that a finding is about: that of its line, else those of its file."""
        where = finding.where
        file = None if where is None else self._files.get(where.file)
        return (
            sections_at(file, self.documents[file], where.line) if where and file else frozenset()
        )

    def find(self, problem: Problem) -> Finding:
        """Give a problem its place in the files."""
        return placed(problem, self._locate(problem.path, problem.on_key))

    def judged(self, finding: Finding) -> bool:
        """Return whether a finding about the data is to be told.

        In a file that is not whole it may well be nothing but a consequence, as may be a key that
        is missing where the defaults are under a wrong name. So may the halves of a text that a
        comma cuts be taken for keys.
        """
        file = self._files.get(finding.where.file) if finding.where else None
        if file is None:
            return True
        document = self.documents[file]
        lost = finding.code == S002.code and "defaults" in sections_lacking(file, document)
        halved = {
            each.where.line
            for each in document.findings
            if each.where and (each.code, each.severity) == (Y015.code, Severity.ERROR)
        }
        cut = finding.where is not None and finding.where.line in halved
        return not (document.broken or lost or cut)

    def misplaced(self) -> Iterator[Finding]:
        """Find files, keys and shapes that belong nowhere, and names declared twice."""
        yield from self.unread.values()
        for stray in self.strays:
            where = Location(file=stray, line=1, column=1, width=1, source="")
            message = "this file has no meaning in a catalog, and nothing of it is read"
            yield F001.finding(message, where, name_meant(stray))
        seen: dict[tuple[str, str], str] = {}
        for file, document in self.documents.items():
            yield from misshapen(file, document)
            yield from stray_keys(file, document)
            yield from serviceless(file, document)
            yield from twice(file, document, seen)

    def _locate(self, path: KeyPath, on_key: bool) -> Location | None:
        section, *rest = path or ("",)
        file = self._holders.get((section,))
        if file is not None and "*" in pattern_of(file) and rest:
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
            for section in FILES[pattern_of(file)]:
                holders.setdefault((section,), file)
            if "*" in pattern_of(file):
                for section, content in parts_of(file, document.data):
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
                document = read(entry.content, entry.shown)
                documents[entry.path] = with_new_names(pattern_of(entry.path), document)
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
    return bool(pattern_of(path))


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
