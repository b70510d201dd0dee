"""Keys that had another name until a version: for one minor version, the old one is read too.

S009: a key has a new name; the hint is the line as it is to be written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from sportello.catalog.yaml.reader import Document
from sportello.findings import Finding, KeyPath, Location
from sportello.findings.shape_rules import S009


@dataclass(frozen=True, slots=True)
class Renamed:
    """A key in what `path` leads to in a file, of which `*` is every name or number.

    `since` is the version, such as "1.3", that gave it the name `new`.
    """

    file: str
    path: tuple[str, ...]
    old: str
    new: str
    since: str

    @property
    def gone_in(self) -> str:
        """The version in which the old name has to go: the next minor one."""
        major, minor = self.since.split(".")[:2]
        return f"{major}.{int(minor) + 1}"


RENAMED: Final[tuple[Renamed, ...]] = ()
"""The keys that have a new name; a test says when an entry has to go."""


class _Found(NamedTuple):
    """An old name, and where it stands."""

    key: Renamed
    where: Location


def with_new_names(file: str, document: Document, table: Iterable[Renamed] = RENAMED) -> Document:
    """Return a document with the new names of its keys, and a warning for each old one.

    Of a key that has both names, the old one stays, and is an unknown key.
    """
    found: list[_Found] = []
    for each in table:
        if each.file != file:
            continue
        places = [
            place
            for place, held in _held(document.data, each.path)
            if each.old in held and each.new not in held
        ]
        found += [
            _Found(each, document.locate((*place, each.old), on_key=True)) for place in places
        ]
        data = document.data
        for place in places:
            data = _with_new_name(data, place, each)
        document = replace(document, data=data)
    return replace(document, findings=(*document.findings, *_warnings(found)))


def _held(data: Any, path: tuple[str, ...], place: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield the mappings that a path leads to, with their places."""
    if not path:
        if isinstance(data, dict):
            yield place, data
        return
    step, *rest = path
    parts: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        parts = data.items()
    elif isinstance(data, list):
        parts = enumerate(data)
    for name, part in parts:
        if step in ("*", name):
            yield from _held(part, tuple(rest), (*place, name))


def _with_new_name(data: Any, place: KeyPath, key: Renamed) -> Any:
    """Return data with another key at a place, and in the same order, by which places are found."""
    if not place:
        return {key.new if name == key.old else name: part for name, part in data.items()}
    step, *rest = place
    inside = _with_new_name(data[step], tuple(rest), key)
    if isinstance(data, list):
        return [inside if number == step else part for number, part in enumerate(data)]
    return {**data, step: inside}


def _warnings(found: list[_Found]) -> Iterator[Finding]:
    lines: dict[int, list[_Found]] = {}
    for each in found:
        lines.setdefault(each.where.line, []).append(each)
    for key, where in found:
        line = _rewritten(lines[where.line])
        message = f'"{key.old}" is called "{key.new}" since version {key.since}'
        hint = f"before version {key.gone_in}, write line {where.line} as: {line.strip()}"
        yield S009.finding(message, where, hint)


def _rewritten(found: list[_Found]) -> str:
    """Return a line with the new names of all its old keys."""
    line = found[0].where.source
    for key, where in sorted(found, key=lambda each: -each.where.column):
        start = where.column - 1
        line = f"{line[:start]}{key.new}{line[start + where.width :]}"
    return line
