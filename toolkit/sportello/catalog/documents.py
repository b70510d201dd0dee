"""The files of a catalog as parsed documents, and where in them each thing stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from sportello.catalog.model import readable
from sportello.catalog.reading import Entry, is_hidden
from sportello.catalog.renamed import with_new_names
from sportello.catalog.schema import DEFAULTED, FILES
from sportello.catalog.shapes import FOLDERS, parts_of, pattern_of
from sportello.catalog.yaml.reader import Document, Reader, read
from sportello.findings import Finding, KeyPath, Location, Problem, placed

_IN_FOLDERS: Final = frozenset(
    section for pattern in FOLDERS.values() for section in FILES[pattern]
)
"""The sections of which several files may have entries."""


@dataclass(frozen=True)
class Documents:
    """The documents of a catalog directory by file name, such as `services/isee.yaml`.

    `unknown` are the files that no part of a catalog has a use for, `unread` says by path why a
    file, or a directory of files, was not read.
    """

    files: Mapping[str, Document]
    unknown: tuple[str, ...] = ()
    unread: Mapping[str, Finding] = field(default_factory=dict)

    def find(self, problem: Problem) -> Finding:
        """Give a problem its place in the files."""
        shown = replace(problem, message=readable(problem.message), hint=readable(problem.hint))
        return placed(shown, self.locate(problem.path, on_key=problem.on_key))

    def file_of(self, finding: Finding) -> str | None:
        """Return the name of the file that a finding is in, None if it is in none that was read."""
        return self._shown.get(finding.where.file) if finding.where else None

    def lines_of(self, finding: Finding, path: KeyPath) -> range:
        """Return the lines of the value at a path, in the file that a finding about it is in."""
        file = self.file_of(finding)
        inside = path[1:] if path[0] == "helpdesk" else path
        return self.files[file].lines_of(inside) if file else range(0)

    def locate(self, path: KeyPath, *, on_key: bool = False) -> Location | None:
        """Return the place of a value, or of its key; None if it is in no file."""
        section, *rest = path or ("",)
        file = self.holders.get(path[:2] if section in _IN_FOLDERS else (section,))
        if file is None:
            return None
        document = self.files[file]
        inside = tuple(rest) if section == "helpdesk" else tuple(path)
        is_defaulted = section == DEFAULTED.get(pattern_of(file))
        if is_defaulted and not _has(document.data, inside[:3]):
            inherited = ("defaults", *inside[2:])
            if _has(document.data, inherited[:2]):
                return document.locate(inherited, on_key)
        return document.locate(inside, on_key)

    @cached_property
    def _shown(self) -> Mapping[str, str]:
        """The files by the paths that findings show."""
        return {document.file: file for file, document in self.files.items()}

    @cached_property
    def holders(self) -> Mapping[KeyPath, str]:
        """The first file of each section and entry, by the names that lead there."""
        holders: dict[KeyPath, str] = {}
        for file, document in self.files.items():
            for section in FILES[pattern_of(file)]:
                holders.setdefault((section,), file)
            for section, content in parts_of(file, document.data):
                if section in _IN_FOLDERS and isinstance(content, dict):
                    for name in content:
                        holders.setdefault((section, name), file)
        return holders


def parse(entries: Iterable[Entry], reader: Reader = read) -> Documents:
    """Read the documents in the files of a catalog."""
    files: dict[str, Document] = {}
    unread: dict[str, Finding] = {}
    unknown: list[str] = []
    for entry in entries:
        match entry.content:
            case bytes():
                document = reader(entry.content, entry.shown)
                files[entry.path] = with_new_names(pattern_of(entry.path), document)
            case None:
                unknown.append(entry.shown)
            case finding:
                unread[entry.path] = finding
    return Documents(files, tuple(unknown), unread)


def is_apart(path: str) -> bool:
    """Return whether a path, or a folder that it is in, is no matter of the catalog itself."""
    parts = path.split("/")
    return parts[0] == "tests" or any(is_hidden(part) for part in parts)


def is_known(path: str) -> bool:
    """Return whether a file has a meaning in a catalog."""
    return bool(pattern_of(path))


def _has(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
