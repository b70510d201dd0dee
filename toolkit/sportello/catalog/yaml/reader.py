"""The YAML reader: bytes → plain data, a position for every node, and findings.

The parser's events are turned into data directly, which takes less time than PyYAML's own loader
and leaves the meaning of scalars and duplicate keys to us: by `plain` if nothing is to be reported,
else by `Builder`, which also finds the places once one is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from sportello.catalog.gc_pause import gc_paused
from sportello.catalog.yaml import text as yaml_text
from sportello.catalog.yaml.builder import Builder
from sportello.catalog.yaml.directives import Directive, directives
from sportello.catalog.yaml.doubts import doubts, halved
from sportello.catalog.yaml.errors import syntax
from sportello.catalog.yaml.escapes import unseen
from sportello.catalog.yaml.plain import plain_mapping
from sportello.catalog.yaml.positions import Positions
from sportello.catalog.yaml.rules import Y001, Y002, Y006, Y007, Y008, Y012, Y013
from sportello.catalog.yaml.source_text import SourceText
from sportello.catalog.yaml.tabs import guess_width, stumbled_over_tab, tab, without_tabs
from sportello.findings import Finding, Location

_BREAKING: Final = frozenset(each.code for each in (Y001, Y002, Y006, Y007, Y008, Y013))
_MOST_TABS: Final = 20
"""Lines with tabs that are told one by one; each costs another run of the parser."""


@dataclass(frozen=True)
class Document:
    """What a YAML file says: plain data, where each part stands, and what is wrong with it.

    `data` is made of dict, list, str, int, float, bool and None, and is not to be changed, since
    positions are found by walking it. It is `{}` for an empty file, and None if nothing could be
    read.
    """

    file: str
    data: Any
    findings: tuple[Finding, ...]
    _source: SourceText = field(repr=False)

    @property
    def broken(self) -> bool:
        """Whether part of the data was lost, so that nothing may be concluded from absence."""
        return any(finding.code in _BREAKING for finding in self.findings)

    @property
    def text(self) -> str:
        """The text of the file, as far as it could be read."""
        return self._source.text

    def locate(self, path: Sequence[str | int], on_key: bool = False) -> Location:
        """Return the place of the value at the path, or of its key.

        Where the path does not exist, its deepest existing ancestor is marked, by its key if it
        has one. The key also stands in for a value that is left empty.
        """
        if not self._positions.starts:
            return self._source.location(0, 0)
        return self._source.location(*self._positions.find(self.data, path, on_key))

    def span_of(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Return the offsets in the text at which the value at a path begins and ends."""
        return self._positions.find(self.data, path, on_key=False)

    def lines_of(self, path: Sequence[str | int]) -> range:
        """Return the lines from the first to the last of the value at a path."""
        start, end = self._positions.find(self.data, path, on_key=False)
        # A mapping ends where the next thing begins: what lies between is not its own.
        last = start + len(self._source.text[start:end].rstrip())
        return range(self._source.line_number(start), self._source.line_number(last) + 1)

    def directives(self) -> Iterator[Directive]:
        """Yield the comments that speak to Sportello."""
        return directives(self._source, lambda: self._positions)

    def under(self, file: str) -> "Document":
        """Return the same under the path of another file with the same text."""
        findings = (
            replace(each, where=replace(each.where, file=file)) if each.where else each
            for each in self.findings
        )
        source = replace(self._source, file=file)
        return replace(self, file=file, findings=tuple(findings), _source=source)

    @cached_property
    def _positions(self) -> Positions:
        # Most files have nothing to show a place of, and are spared their table.
        with gc_paused():
            builder = Builder(self._source)
            builder.run()
        return builder.positions


Reader = Callable[[bytes, str], Document]
"""What reads a document as `read` does."""


def reading_once() -> Reader:
    """Return what reads files of which many are the same, and parses equal ones once."""
    known: dict[bytes, Document] = {}

    def read_once(raw: bytes, file: str) -> Document:
        if raw in known:
            return known[raw].under(file)
        known[raw] = document = read(raw, file)
        return document

    return read_once


def read(raw: bytes, file: str) -> Document:
    """Read one YAML document. `file` is the path to show in findings. Never raises.

    YAML 1.2 core schema with the exceptions that `scalars` states. Codes: Y001 not UTF-8,
    Y002 broken syntax, Y003 duplicate key (the first value wins), Y004 anchor, alias or merge key,
    Y005 tab, Y006 nested too deep, Y007 file too large, Y008 second document, Y009 tag,
    Y010 invisible character or odd space, Y011 list or mapping as a key, Y012 invisible character
    as an escape, Y013 a conflict of git, Y014 a text that a comment may have cut and Y015 quotes
    of typography (warnings, but for quotes in which a comma ends the text).
    """
    text, bad_bytes = yaml_text.decode(raw, file)
    source, invisible = yaml_text.clean(SourceText(file, text))
    source, spaces = yaml_text.indented(source)
    if (unmerged := yaml_text.conflict(source)) is not None:
        return Document(file, None, (*bad_bytes, unmerged), source)
    with gc_paused():
        data, source, broken = _data(source)
    was_read = source.text or not (bad_bytes or invisible)
    findings = (*bad_bytes, *invisible, *spaces, *broken)
    document = Document(file, data if was_read else None, findings, source)
    if not document.broken:
        findings = (
            *findings,
            *halved(source, lambda: document._positions),
            *doubts(source, lambda: document._positions),
        )
        document = replace(document, findings=findings)
    if "\\" not in text:
        return document
    return replace(document, findings=(*findings, *_escapes(document)))


def _data(source: SourceText) -> tuple[Any, SourceText, list[Finding]]:
    """Return what a text says, the text without tabs that stop the parser, and the findings."""
    data = plain_mapping(source.text)
    if data is not None:
        return data, source, []
    builder, source, broken = _build(source)
    return builder.data, source, [*broken, *builder.findings]


def _escapes(document: Document) -> Iterator[Finding]:
    for path, is_key in unseen(document.data):
        yield Y012.finding(
            "an escape writes a character here that cannot be seen",
            document.locate(path, is_key),
            "remove the escape (such as \\0, \\t or \\u202e) from the quotes",
        )


def _build(source: SourceText) -> tuple[Builder, SourceText, list[Finding]]:
    """Parse the text, again and again without the tabs that stop the parser."""
    tabs: list[Finding] = []
    width = 0
    while True:
        builder = Builder(source)
        error = builder.run()
        if error is None:
            return builder, source, tabs
        offset = stumbled_over_tab(error, source.text)
        if offset is None:
            return builder, source, [*tabs, syntax(error, source, after_tabs=bool(tabs))]
        is_last = len(tabs) + 1 == _MOST_TABS
        tabs.append(tab(source, offset, and_below=is_last))
        number = source.line_number(offset)
        below = source.line_count if is_last else number
        # The first tab sets the width of all: who indents with tabs does so by whole levels.
        width = width or guess_width(source, number)
        lines = {n: source.line(n) for n in range(number, below + 1)}
        source = source.with_lines(
            {n: without_tabs(line, width) for n, line in lines.items() if "\t" in line}
        )
