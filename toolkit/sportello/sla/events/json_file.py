"""Tickets in JSON: one object, or a list of objects. Each keeps its place in the text."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding, KeyPath, Location
from sportello.sla.events.problems import problem
from sportello.sla.events.raw import RawTicket
from sportello.sla.events.rules import E001, E002

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_DECODER: Final = json.JSONDecoder()
_OUTSIDE: Final = 'write one ticket as {"service": ..., "events": [...]}, or a list of such'


def read_json(source: SourceText) -> tuple[list[RawTicket], list[Finding]]:
    """Return the tickets of a text in JSON, and what is wrong with its form.

    What follows a mistake in the form is not read.
    """
    tickets: list[RawTicket] = []
    findings: list[Finding] = []
    try:
        for offset, value in _values(source.text):
            if not isinstance(value, dict):
                where = source.location(offset, offset + 1)
                findings.append(problem(E001, "this is not a ticket", where, _OUTSIDE))
                continue
            ticket = _Placed(source, offset)
            tickets.append(RawTicket(len(tickets) + 1, value, ticket.locate))
            findings += _repeated(source, offset)
    except json.JSONDecodeError as error:
        at = _fault(source.text, error)
        where = source.location(at, at + 1)
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        findings.append(problem(E001, message, where, _remedy(source.text, error.msg, at)))
    except (RecursionError, ValueError):
        where = source.location(0, 1)
        message = (
            "this is not JSON that tells of tickets: it nests too deep, or a number is too long"
        )
        findings.append(problem(E001, message, where, _OUTSIDE))
    return tickets, findings


class _Placed:
    """Finds places inside of one ticket."""

    def __init__(self, source: SourceText, offset: int) -> None:
        self._source = source
        self._offset = offset

    def locate(self, path: KeyPath) -> Location:
        text, start, end = self._source.text, self._offset, self._offset + 1
        for step in path:
            found = next((place for key, place in _children(text, start) if key == step), None)
            if found is None:
                break
            start = found
            end = _DECODER.raw_decode(text, start)[1]
        return self._source.location(start, end)


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each element of a list, or what there is instead of one, with its offset."""
    start = _skip(text, 0)
    if text[start : start + 1] != "[":
        value, end = _DECODER.raw_decode(text, start)
        yield start, value
    else:
        end = start + 1
        for place in _elements(text, start):
            value, end = _DECODER.raw_decode(text, place)
            yield place, value
        end = _skip(text, end) + 1
    rest = _skip(text, end)
    if rest < len(text):
        raise json.JSONDecodeError("Extra data", text, rest)


def _children(text: str, start: int) -> Iterator[tuple[str | int, int]]:
    """Yield the keys or positions of a collection that is known to be sound, with offsets."""
    if text[start] == "[":
        yield from enumerate(_elements(text, start))
    elif text[start] == "{":
        for place in _elements(text, start):
            key, end = _DECODER.raw_decode(text, place)
            yield key, _skip(text, _skip(text, end) + 1)


def _elements(text: str, start: int) -> Iterator[int]:
    """Yield the offset of each element of a list, or of each key of an object."""
    closing = "]" if text[start] == "[" else "}"
    place = _skip(text, start + 1)
    if text[place : place + 1] == closing:
        return
    while True:
        yield place
        end = _DECODER.raw_decode(text, place)[1]
        if closing == "}":
            end = _DECODER.raw_decode(text, _skip(text, _skip(text, end) + 1))[1]
        end = _skip(text, end)
        if text[end : end + 1] == closing:
            return
        if text[end : end + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, end)
        place = _skip(text, end + 1)


def _repeated(source: SourceText, offset: int) -> Iterator[Finding]:
    """Find the keys that come twice in a ticket or in one of its events."""
    text = source.text
    objects = [offset]
    for key, place in _children(text, offset):
        if key == "events" and text[place] == "[":
            objects += [item for _, item in _children(text, place) if text[item] == "{"]
    for each in objects:
        seen: set[str] = set()
        for place in _elements(text, each):
            key, end = _DECODER.raw_decode(text, place)
            if key in seen:
                where = source.location(place, end)
                yield problem(E002, f'"{key}" comes twice', where, "remove one of the two")
            seen.add(key)


def _skip(text: str, start: int) -> int:
    found = _SPACE.match(text, start)
    return found.end() if found else start


def _fault(text: str, error: json.JSONDecodeError) -> int:
    """Return where a text is no JSON: at a comma too many, which older Pythons tell after it."""
    before = text[: error.pos].rstrip()
    is_trailing = before.endswith(",") and text[error.pos : error.pos + 1] in {"]", "}"}
    return len(before) - 1 if is_trailing else error.pos


def _remedy(text: str, error: str, at: int) -> str:
    if error == "Extra data":  # such as one ticket a line
        return _OUTSIDE
    if text[at : at + 1] == "," and text[_skip(text, at + 1) :][:1] in {"]", "}"}:
        return "remove this comma"
    if text[at : at + 1] in {'"', "{"}:
        return "put a comma before it"
    if text[at : at + 1] == "'":
        return 'write texts in double quotes, "like this"'
    if at >= len(text.rstrip()):
        return "the text ends too early: close what is open, } or ]"
    return _OUTSIDE
