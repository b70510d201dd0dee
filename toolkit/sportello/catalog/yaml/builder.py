"""From the events of the YAML parser to plain data and positions."""

import re
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from yaml import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sportello.catalog.yaml.parser import DEEPEST, EventParser
from sportello.catalog.yaml.positions import Positions
from sportello.catalog.yaml.rules import Y002, Y003, Y004, Y006, Y008, Y009, Y011
from sportello.catalog.yaml.scalars import MAYBE_SPECIAL, resolve
from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

_WRITE_OUT: Final = (
    'write the value out where it is needed; put a text that starts with "{}" in quotes'
)
_SHOWN: Final = 4
_TAG: Final = re.compile(r"![^\s,\[\]{}]*")
MOST: Final = 1000
"""Findings after which a file is read no further: it is no catalog, or is made to hurt."""


class _StopError(Exception):
    """Reading cannot go on; the finding that says why is already there."""


class Builder:
    """Builds one document. Call `run` once, then take `data`, `positions` and `findings`."""

    def __init__(self, source: SourceText) -> None:
        self.data: Any = None
        self.positions = Positions()
        self.findings: list[Finding] = []
        self._source = source
        self._text = source.text
        # The parser's events are of too many types to check each in the inner loops.
        self._get: Callable[[], Any]
        self._duplicates: dict[int, list[tuple[str, int, int]]] = {}
        self._flow_end = 0
        self._count = 0

    def run(self) -> MarkedYAMLError | None:
        """Read to the end, or to broken syntax, which is returned; what came before is kept."""
        try:
            self._get = EventParser(self._text).get_event
            self._get()
            if type(self._get()) is StreamEndEvent:
                self.data = {}
            else:
                self._document()
        except _StopError:
            pass
        except MarkedYAMLError as error:
            return error
        return None

    def _document(self) -> None:
        event = self._get()
        node = self.positions.add(event.start_mark.index, event.end_mark.index)
        is_empty = event.start_mark.index == event.end_mark.index and type(event) is ScalarEvent
        self.data = {} if is_empty else self._new(event)
        self._fill(self.data, event, node, 1)
        self._get()
        event = self._get()
        if type(event) is DocumentStartEvent:
            message = "a second document starts here, but a file holds one"
            self._refuse(Y008, event, message, 'delete the line "---" or make it two files')

    def _mapping(self, into: dict[str, Any], node: int, depth: int) -> int:
        """Fill a mapping and return the offset of its end."""
        get, starts, ends = self._get, self.positions.starts, self.positions.ends
        add_start, add_end, special = starts.append, ends.append, MAYBE_SPECIAL
        while True:
            key_event = get()
            kind = type(key_event)
            if kind is not ScalarEvent:
                if kind is MappingEndEvent:
                    return int(key_event.end_mark.index)
                self._drop_key_of_another_type(key_event, depth)
                continue
            if key_event.anchor is not None or key_event.tag is not None:
                self._refuse_properties(key_event)
            key = intern(key_event.value)
            if key in into or key == "<<":
                self._drop(key_event, node, depth)
                continue
            event = get()
            add_start(key_event.start_mark.index)
            add_end(key_event.end_mark.index)
            add_start(event.start_mark.index)
            add_end(event.end_mark.index)
            kind = type(event)
            if kind is ScalarEvent and event.anchor is None and event.tag is None:
                value: Any = event.value
                if value[:1] in special and not event.style:
                    value = resolve(value)
                into[key] = value
            else:
                into[key] = value = self._new(event)
                self._fill(value, event, len(starts) - 1, depth + 1)

    def _sequence(self, into: list[Any], depth: int) -> int:
        """Fill a sequence and return the offset of its end."""
        get, starts, ends = self._get, self.positions.starts, self.positions.ends
        while True:
            event = get()
            kind = type(event)
            if kind is SequenceEndEvent:
                return int(event.end_mark.index)
            starts.append(event.start_mark.index)
            ends.append(event.end_mark.index)
            value = self._new(event)
            into.append(value)
            self._fill(value, event, len(starts) - 1, depth + 1)

    def _new(self, event: Any) -> Any:
        """Return the value of a scalar, or an empty collection to fill."""
        kind = type(event)
        if kind is AliasEvent:
            message = f"references to another place (*{event.anchor}) are not allowed"
            self._refuse(Y004, event, message, _WRITE_OUT.format("*"))
            return None
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if kind is ScalarEvent:
            return event.value if event.style else resolve(event.value)
        return {} if kind is MappingStartEvent else []

    def _fill(self, value: Any, event: Any, node: int, depth: int) -> None:
        """Read the entries of a collection; nothing is left to read of another value."""
        if type(event) is not MappingStartEvent and type(event) is not SequenceStartEvent:
            return
        if depth > DEEPEST:
            message = f"this is nested deeper than {DEEPEST} levels"
            self._refuse(Y006, event, message, "write it flatter")
            raise _StopError
        positions = self.positions
        try:
            if type(event) is MappingStartEvent:
                end = self._mapping(value, node, depth)
            else:
                end = self._sequence(value, depth)
            if event.flow_style:
                self._flow_end = end
        finally:
            # A block ends where the next token starts: the last thing in it is what to mark.
            positions.ends[node] = max(positions.ends[-1], self._flow_end)
            positions.after[node] = len(positions.starts)
            if node in self._duplicates:
                self._report_duplicates(value, node)

    def _drop(self, key_event: Any, node: int, depth: int) -> None:
        """Read on behind a merge key, or behind a key that the mapping (of that node) has."""
        if key_event.value == "<<":
            hint = "write the entries out where they are needed"
            self._refuse(Y004, key_event, "merge keys (<<) are not allowed", hint)
            known = len(self.findings)
            self._discard(self._get(), depth + 1)
            # The alias behind the merge key is the same mistake.
            del self.findings[known:]
            return
        start, end = key_event.start_mark.index, key_event.end_mark.index
        self._duplicates.setdefault(node, []).append((key_event.value, start, end))
        self._count_one(start)
        self._discard(self._get(), depth + 1)

    def _drop_key_of_another_type(self, event: Any, depth: int) -> None:
        if type(event) is not AliasEvent:
            message = "a list or mapping cannot be a key"
            hint = 'write a text before the ":"; one that has braces needs quotes'
            self._refuse(Y011, event, message, hint)
        self._discard(event, depth + 1)
        self._discard(self._get(), depth + 1)

    def _discard(self, event: Any, depth: int) -> None:
        """Read a value for the findings in it only."""
        first = len(self.positions.starts)
        try:
            node = self.positions.add(event.start_mark.index, event.end_mark.index)
            self._fill(self._new(event), event, node, depth)
        finally:
            self.positions.forget_from(first)

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            at = self._text.index("&", start)
            message = f"names for other places to refer to (&{event.anchor}) are not allowed"
            self._report(Y004, at, at + 1 + len(event.anchor), message, _WRITE_OUT.format("&"))
        if event.tag is not None:
            at = self._text.index("!", start)
            tag = _TAG.match(self._text, at)
            end = tag.end() if tag else at + 1
            message = f"the type mark {self._text[at:end]} is not allowed"
            self._report(
                Y009,
                at,
                end,
                message,
                'delete it; for a text that starts with "!" or '
                "must not be read as a number, use quotes",
            )

    def _report_duplicates(self, mapping: dict[str, Any], node: int) -> None:
        # Several in one mapping are one mistake: what begins a new entry is missing above.
        (key, start, end), *more = self._duplicates.pop(node)
        first = self.positions.starts[self.positions.children(mapping, node)[key]]
        line = self._source.line_number(first)
        names = [f'"{each}"' for each in dict.fromkeys((key, *(name for name, *_ in more)))]
        message = f"the key {names[0]} is already on line {line}"
        if names[1:]:
            message = f"the keys {', '.join(names[:_SHOWN])} are already above, from line {line} on"
        hint = "keep one of the two (until then the first counts), or begin a new entry above"
        where = self._source.location(start, end)
        others = tuple(self._source.location(*place) for _, *place in more)
        self.findings.append(Y003.finding(message, where, hint, others))

    def _refuse(self, rule: Rule, event: Any, message: str, hint: str) -> None:
        self._report(rule, event.start_mark.index, event.end_mark.index, message, hint)

    def _report(self, rule: Rule, start: int, end: int, message: str, hint: str) -> None:
        where = self._source.location(start, end)
        self.findings.append(rule.finding(message, where, hint))
        self._count_one(start)

    def _count_one(self, offset: int) -> None:
        self._count += 1
        if self._count == MOST:
            message = f"more than {MOST} problems; the rest of the file was not read"
            where = self._source.location(offset, offset + 1)
            hint = "mend the first ones"
            self.findings.append(Y002.finding(message, where, hint))
            raise _StopError
