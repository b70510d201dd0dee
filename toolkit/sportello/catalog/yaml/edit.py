"""Small edits of a YAML text that leave everything else as it stands: comments, order and layout.

What an edit says is read again, and must be the same data with that one thing more.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from sportello.catalog.yaml.reader import Document, read
from sportello.findings import Invalid

Path = Sequence[str | int]
_EMPTY: Final = re.compile(r"[\[{]\s*\Z")
"""How a list or mapping in brackets ends, without its last bracket, if nothing is in it."""


def with_item(raw: bytes, path: Path, item: str) -> bytes:
    """Return a text whose list at a path has an item more at its end, written on one line.

    A list that is not there begins below the last key of the mapping that would have it. Raises
    Invalid where that cannot be done: then an editor has to write it.
    """

    def more(data: Any) -> Any:
        *way, key = path
        holder = _at(data, way)
        holder[key] = [*(holder.get(key) or ()), read_value(item)]
        return data

    document = _read(raw)
    if _has(document.data, path):
        if not isinstance(_at(document.data, path), list):
            raise _beyond(item)
        edited = _in_list(document, _text(raw), path, item)
    else:
        *way, key = path
        edited = _in_mapping(document, _text(raw), way, [f"{key}:", f"  - {item}"])
    return _checked(document, edited, more, item)


def with_key(raw: bytes, path: Path, key: str, value: str) -> bytes:
    """Return a text whose mapping at a path has a key more, at its end. Raises Invalid likewise."""

    def more(data: Any) -> Any:
        _at(data, path)[key] = read_value(value)
        return data

    document = _read(raw)
    told = f"{key}: {value}"
    return _checked(document, _in_mapping(document, _text(raw), path, [told]), more, told)


def read_value(text: str) -> Any:
    """Return what a value on one line of YAML says."""
    return read(f"value: {text}\n".encode(), "").data["value"]


def _read(raw: bytes) -> Document:
    document = read(raw, "")
    if document.broken or not isinstance(document.data, dict) or document.findings:
        raise Invalid("the file has to be mended first", "run `sportello check`")
    return document


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig")


def _in_list(document: Document, text: str, path: Path, item: str) -> str:
    begin, end = document.span_of(path)
    if text[begin : begin + 1] == "[":
        return _in_brackets(text, end, item)
    last = len(_at(document.data, path)) - 1
    line = document.lines_of((*path, last))[-1]
    first = text.splitlines()[document.locate((*path, 0)).line - 1]
    return _behind(text, line, [f"{first.partition('-')[0]}- {item}"])


def _in_mapping(document: Document, text: str, path: Path, lines: list[str]) -> str:
    begin, end = document.span_of(path)
    if text[begin : begin + 1] == "{":
        if len(lines) > 1:
            raise _beyond("\n".join(lines))
        return _in_brackets(text, end, lines[0])
    last = [*_at(document.data, path)][-1]
    line = document.lines_of((*path, last))[-1]
    indent = " " * (document.locate((*path, last), on_key=True).column - 1)
    return _behind(text, line, [f"{indent}{each}" for each in lines])


def _in_brackets(text: str, end: int, item: str) -> str:
    inside, closing = text[: end - 1], text[end - 1 :]
    kept = inside.rstrip()
    comma = "" if _EMPTY.search(kept) or kept.endswith(",") else ","
    space = "" if _EMPTY.search(kept) else " "
    return f"{kept}{comma}{space}{item}{inside[len(kept) :]}{closing}"


def _behind(text: str, line: int, lines: list[str]) -> str:
    """Return a text with lines behind one of its lines, with its kind of line break."""
    every = text.splitlines(keepends=True)
    ending = "\r\n" if every[0].endswith("\r\n") else "\n"
    if not every[line - 1].endswith(("\n", "\r")):
        every[line - 1] += ending
    return "".join([*every[:line], *(each + ending for each in lines), *every[line:]])


def _checked(document: Document, edited: str, more: Callable[[Any], Any], told: str) -> bytes:
    again = read(edited.encode(), "")
    if again.findings or again.data != more(_copy(document.data)):
        raise _beyond(told)
    return edited.encode()


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(each) for key, each in data.items()}
    return [_copy(each) for each in data] if isinstance(data, list) else data


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _has(data: Any, path: Path) -> bool:
    try:
        _at(data, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _beyond(told: str) -> Invalid:
    return Invalid("the file is written so that this program cannot add to it", f"write: {told}")
