"""The files of a catalog as parsed documents, and the one place that knows which file says what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from sportello.catalog.reader import Document, read
from sportello.catalog.schema import FILES
from sportello.findings import Finding, Location, Problem, Severity, did_you_mean

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Sources:
    """The documents of a catalog directory by file name, such as `services/isee.yaml`."""

    documents: Mapping[str, Document]

    def sections(self) -> dict[str, Any]:
        """Return the data of all files as one mapping from section to content.

        The defaults of a services file are spread over its services.
        """
        merged: dict[str, Any] = {}
        for file, document in self.documents.items():
            for section, content in _sections_of(file, document.data):
                if isinstance(content, dict) and isinstance(merged.get(section), dict):
                    merged[section] = {**content, **merged[section]}
                else:
                    merged.setdefault(section, content)
        return merged

    def broken(self) -> frozenset[str]:
        """Return the sections of which a part could not be read."""
        return frozenset(
            section
            for file, document in self.documents.items()
            if document.broken
            for section in FILES[_pattern(file) or ""]
        )

    def find(self, problem: Problem) -> Finding:
        """Give a problem its place in the files."""
        return Finding(
            problem.code,
            problem.severity,
            problem.message,
            self._locate(problem.path, problem.on_key),
            problem.hint,
        )

    def misplaced(self) -> Iterator[Finding]:
        """Find files and top-level keys that belong nowhere, and services declared twice."""
        seen: dict[tuple[str, str], str] = {}
        for file, document in self.documents.items():
            pattern = _pattern(file)
            if pattern is None:
                names = [name for name in FILES if "*" not in name]
                where = Location(file=document.file, line=1, column=1, width=1, source="")
                hint = f"{did_you_mean(file, names)}; service sheets go into services/"
                yield Finding(
                    "F001", Severity.ERROR, "this file has no meaning in a catalog", where, hint
                )
            elif not isinstance(document.data, dict | None):
                yield Finding(
                    "S003",
                    Severity.ERROR,
                    "a catalog file is made of keys with values",
                    document.locate(()),
                    f"begin with a key: {FILES[pattern][0]}:",
                )
            elif pattern != "helpdesk.yaml" and document.data is not None:
                yield from _stray_keys(document, pattern)
                yield from _twice(file, document, seen)

    def _locate(self, path: KeyPath, on_key: bool) -> Location | None:
        section, *rest = path or ("helpdesk",)
        for file, document in self.documents.items():
            if section not in FILES[_pattern(file) or ""]:
                continue
            inside = tuple(rest) if section == "helpdesk" else tuple(path)
            if section == "services" and not _has(document.data, inside[:2]):
                continue
            if section == "services" and not _has(document.data, inside[:3]):
                inherited = ("defaults", *inside[2:])
                if _has(document.data, inherited[:2]):
                    return document.locate(inherited, on_key)
            return document.locate(inside, on_key)
        return None


def read_sources(directory: Path) -> Sources:
    """Read every YAML file of a catalog directory but its `tests/`.

    Raises NotADirectoryError if there is none, OSError if a file cannot be read.
    """
    if not directory.is_dir():
        raise NotADirectoryError(str(directory))
    files = sorted(
        path
        for pattern in ("*.y*ml", "services/*.y*ml")
        for path in directory.glob(pattern)
        if path.is_file()
    )
    return Sources(
        {
            path.relative_to(directory).as_posix(): read(path.read_bytes(), path.as_posix())
            for path in files
        }
    )


def _pattern(file: str) -> str | None:
    return next((pattern for pattern in FILES if fnmatch(file, pattern)), None)


def _sections_of(file: str, data: Any) -> Iterator[tuple[str, Any]]:
    pattern = _pattern(file)
    if pattern == "helpdesk.yaml":
        yield "helpdesk", data
    elif pattern is not None and isinstance(data, dict):
        for section in FILES[pattern]:
            if section == "services" and "services" in data:
                yield section, _spread(data.get("defaults"), data["services"])
            elif section in data:
                yield section, data[section]


def _spread(defaults: Any, services: Any) -> Any:
    if not isinstance(defaults, dict) or not isinstance(services, dict):
        return services
    return {
        name: {**defaults, **service} if isinstance(service, dict) else service
        for name, service in services.items()
    }


def _stray_keys(document: Document, pattern: str) -> Iterator[Finding]:
    allowed = [*FILES[pattern], *(["defaults"] if "services" in FILES[pattern] else [])]
    for key in document.data:
        if key not in allowed:
            yield Finding(
                "S001",
                Severity.ERROR,
                f'unknown key "{key}"',
                document.locate((key,), on_key=True),
                did_you_mean(key, allowed),
            )


def _twice(file: str, document: Document, seen: dict[tuple[str, str], str]) -> Iterator[Finding]:
    for section, content in _sections_of(file, document.data):
        for name in content if isinstance(content, dict) else ():
            first = seen.setdefault((section, name), file)
            if first != file:
                yield Finding(
                    "R002",
                    Severity.ERROR,
                    f'"{name}" is already in {first}',
                    document.locate((section, name), on_key=True),
                    "give one of the two another name",
                )


def _has(data: Any, path: KeyPath) -> bool:
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
