"""A quick reading of sound YAML: the data alone, without places and findings.

Most files, most of the time, hold nothing to report; only what does is worth the time to read with
all its places (see `builder`).
"""

from sys import intern
from typing import TYPE_CHECKING, Any

from yaml import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from sportello.catalog.yaml.parser import DEEPEST, EventParser
from sportello.catalog.yaml.scalars import MAYBE_SPECIAL, resolve

if TYPE_CHECKING:
    from collections.abc import Callable


class _OddError(Exception):
    """Something must be reported, or is not worth a quick way."""


def plain_mapping(text: str) -> dict[str, Any] | None:
    """Return the mapping that a text says; None if it is none or there is something to report."""
    try:
        # The parser's events are of too many types to check each in the inner loops.
        get: Callable[[], Any] = EventParser(text).get_event
        get()
        if type(get()) is StreamEndEvent or type(root := get()) is not MappingStartEvent:
            return None
        data = _value(get, root, 0)
        get()
        return data if type(get()) is StreamEndEvent else None
    except (_OddError, MarkedYAMLError):
        return None


def _mapping(get: "Callable[[], Any]", depth: int) -> dict[str, Any]:
    into: dict[str, Any] = {}
    keys = 0
    while True:
        event = get()
        if type(event) is not ScalarEvent:
            if type(event) is MappingEndEvent and len(into) == keys and "<<" not in into:
                return into
            raise _OddError
        if event.anchor is not None or event.tag is not None:
            raise _OddError
        keys += 1
        into[intern(event.value)] = _value(get, get(), depth)


def _sequence(get: "Callable[[], Any]", depth: int) -> list[Any]:
    into: list[Any] = []
    while True:
        event = get()
        if type(event) is SequenceEndEvent:
            return into
        into.append(_value(get, event, depth))


def _value(get: "Callable[[], Any]", event: Any, depth: int) -> Any:
    kind = type(event)
    if kind is AliasEvent or event.anchor is not None or event.tag is not None:
        raise _OddError
    if kind is ScalarEvent:
        value = event.value
        return resolve(value) if value[:1] in MAYBE_SPECIAL and not event.style else value
    if depth == DEEPEST:
        raise _OddError
    return _mapping(get, depth + 1) if kind is MappingStartEvent else _sequence(get, depth + 1)
