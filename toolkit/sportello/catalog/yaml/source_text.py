"""The text of a file, its lines, and places in it."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sportello.findings import Location

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class SourceText:
    """A text to parse, which knows its lines (ended by LF, CR LF or CR, as in YAML).

    Lines that were repaired to be read on are kept as they were written, so that a place is told
    in the file that the user sees.
    """

    file: str
    text: str
    as_written: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> "array[int]":
        return array("I", [0, *(found.end() for found in _LINE_BREAK.finditer(self.text))])

    @cached_property
    def _lines(self) -> dict[int, str]:
        return {}

    @property
    def line_count(self) -> int:
        """How many lines there are; behind the last line break stands an empty one."""
        return len(self._starts)

    def line_number(self, offset: int) -> int:
        """Return the line, from 1, that holds the character at the offset."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """Return a line without its line break."""
        # Kept, so that a thousand findings on a line of 16 MiB share it.
        if number not in self._lines:
            start, end = self._span(number)
            self._lines[number] = self.text[start:end]
        return self._lines[number]

    def start_of(self, number: int) -> int:
        """Return the offset at which a line starts."""
        return self._starts[number - 1]

    def with_lines(self, repaired: Mapping[int, str]) -> "SourceText":
        """Return the text with other lines, whose first characters alone may change in number."""
        parts = []
        done = 0
        for number in sorted(repaired):
            start, end = self._span(number)
            parts += [self.text[done:start], repaired[number]]
            done = end
        text = "".join([*parts, self.text[done:]])
        written = {number: self.line(number) for number in repaired} | dict(self.as_written)
        return SourceText(self.file, text, written)

    def location(self, start: int, end: int) -> Location:
        """Return the place of the characters from start to end, cut at the end of the line."""
        number = self.line_number(start)
        line_start, line_end = self._span(number)
        marked = self.text[start : min(end, line_end)].rstrip(" \t\r\n")
        source = self.as_written.get(number) or self.line(number)
        grown = line_end - line_start - len(source)
        column = max(start - line_start - grown, 0) + 1
        return Location(self.file, number, column, max(len(marked), 1), source)

    def _span(self, number: int) -> tuple[int, int]:
        start = self._starts[number - 1]
        if number == len(self._starts):
            return start, len(self.text)
        end = self._starts[number]
        return start, end - (2 if self.text[end - 2 : end] == "\r\n" else 1)
