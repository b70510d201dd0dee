"""The files of a catalog's directory as bytes, and why some of them are not read.

F003: a link, a pipe, a socket, a device, or a directory in the place of a file. A catalog is made
of regular files: what else stands there could lead to any file of the machine that checks it.
F004: a file or directory that the system does not let us read.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sportello.catalog.file_rules import F003, F004
from sportello.catalog.yaml.text import LARGEST, too_large
from sportello.files import EntryKind, Unread, list_entries, read_at_most, read_inside
from sportello.findings import Finding, Location


@dataclass(frozen=True)
class Entry:
    """A file: its path in the catalog, as it is shown, and its content.

    The content of one without meaning is None, of one that is not read the finding that says why.
    """

    path: str
    shown: str
    content: bytes | Finding | None


def read_entries(
    directory: Path, apart: Callable[[str], bool], known: Callable[[str], bool]
) -> Iterator[Entry]:
    """Read the files of a catalog directory that are `known`, and name the others.

    What is `apart` does not count, nor do directories. Raises OSError if `directory` cannot be
    listed.
    """
    there = _to_read(list_entries(directory, apart))
    to_read = [path for path, unread in there if unread is None and known(path)]
    contents = read_inside(directory, to_read, LARGEST)
    for path, unread in there:
        shown = (directory / path).as_posix()
        content = next(contents) if unread is None and known(path) else unread
        yield Entry(
            path, shown, not_read(shown, content) if isinstance(content, Unread) else content
        )


def _to_read(found: Iterable[tuple[str, Unread | None]]) -> list[tuple[str, Unread | None]]:
    """Leave out folders, but for one with the name of a file, and what is below such a one."""
    files = [each for each in found if each[1] != Unread(EntryKind.DIRECTORY) or is_yaml(each[0])]
    odd = {PurePosixPath(path) for path, unread in files if unread == Unread(EntryKind.DIRECTORY)}
    return [each for each in files if not odd or odd.isdisjoint(PurePosixPath(each[0]).parents)]


def read_named(path: Path) -> Entry:
    """Read a file that the user names, whatever it is. Raises OSError."""
    return Entry(path.name, path.as_posix(), read_at_most(path, LARGEST))


def not_read(shown: str, unread: Unread) -> Finding:
    """Return what there is to say of a path that is not read."""
    rule = F003
    match unread.kind:
        case EntryKind.LARGE:
            return too_large(shown)
        case EntryKind.LOCKED:
            rule, message = F004, f"this cannot be read: {unread.why}"
            hint = "let whoever checks the catalog read it"
        case EntryKind.LINK:
            message = "this is a link, and nothing is read from where it leads"
            hint = "put the file or directory itself here"
        case EntryKind.DIRECTORY:
            message = "this is a directory, and its name is that of a file"
            hint = "give it another name, or remove it"
        case kind:
            message, hint = f"this is a {kind}, not a file", "put a file here, or remove it"
    return rule.finding(message, Location(shown, 1, 1, 1, ""), hint)


def is_yaml(path: str) -> bool:
    """Return whether a path has the ending of a file of YAML."""
    return path.endswith((".yaml", ".yml"))


def is_hidden(path: str) -> bool:
    """Return whether a path is hidden, or that of a read-me file."""
    name = path.rpartition("/")[2]
    return name.startswith(".") or name.upper().startswith("README")
