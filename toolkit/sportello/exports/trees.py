"""Files of JSON that are no plain tables: trees, as the interfaces of ticket systems answer.

A file holds one answer, a list of answers, or one a line.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Final

import msgspec

from sportello.exports.system import BadRow

Tree = Mapping[str, object]

_HEAD: Final = 1 << 16
"""How much of a file is looked at to tell its kind, in bytes."""
_MARK: Final = b"\xef\xbb\xbf"
_BROKEN: Final = "is not JSON: export it again"


def trees(file: Path, keys: Collection[str]) -> Iterator[Tree | BadRow]:
    """Yield the objects of a file that begins with one of these keys in it; else nothing.

    In a file with an object a line, a line that is no JSON costs that line alone: its number is
    told. Raises OSError if the file cannot be read.
    """
    with BufferedReader(FileIO(file), _HEAD) as stream:
        head = stream.peek(_HEAD)
        start = head.removeprefix(_MARK).lstrip()
        if start[:1] not in {b"{", b"["} or not any(f'"{key}"'.encode() in head for key in keys):
            return
        line = stream.readline().removeprefix(_MARK)
        found = _decoded(line)
        if found is not None and stream.peek(1):
            yield from _objects(found)
            yield from _lines(stream)
        else:
            found = _decoded(line + stream.read()) if found is None else found
            yield from _objects(found) if found is not None else (BadRow(1, _BROKEN),)


def tree(value: object) -> Tree:
    """Return a value of a tree that is itself one, else an empty tree."""
    return value if isinstance(value, dict) else {}


def branches(value: object) -> Sequence[Tree]:
    """Return the trees of a list, and nothing for what is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else ()


def text(value: object) -> str:
    """Return what a leaf says as the cell of a table would: "" for nothing, and for no leaf."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def _lines(rest: Iterable[bytes]) -> Iterator[Tree | BadRow]:
    for number, line in enumerate(rest, 2):
        if line.strip():
            found = _decoded(line)
            yield from _objects(found) if found is not None else (BadRow(number, _BROKEN),)


def _objects(found: object) -> Iterator[Tree]:
    for each in found if isinstance(found, list) else [found]:
        if isinstance(each, dict):
            yield each


def _decoded(content: bytes) -> object:
    """Return what a text in JSON says, None if it is none: no answer is a bare null."""
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
