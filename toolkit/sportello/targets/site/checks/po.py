"""Files of gettext messages as they are written, strictly, and each thing with its place.

Programs that read such files are lenient: a line that they do not understand is dropped, and with
it the translation. Source: the GNU gettext manual, "The Format of PO Files".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding
from sportello.targets.site.checks.rules import T004

_LINE: Final = re.compile(
    r'(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s*)?"(?P<text>(?:[^"\\]|\\.)*)"\s*'
)
_BEGUN: Final = re.compile(r"msgid_plural|msgstr(?:\[\d\])?")
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}

Key = tuple[str, str]
"""The context of a message, "" for none, and its English text."""


@dataclass
class Entry:
    """A message with its texts by keyword (`msgid`, `msgstr[1]`) and the place of each."""

    is_fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.texts.get("msgctxt", ""), self.texts.get("msgid", "")

    @property
    def forms(self) -> dict[str, str]:
        """The translations, by their keyword."""
        return {name: text for name, text in self.texts.items() if name.startswith("msgstr")}

    @property
    def is_translated(self) -> bool:
        """Whether it has a text that is shown; one that is marked as fuzzy is not."""
        return bool(self.forms) and all(self.forms.values()) and not self.is_fuzzy


def entries(source: SourceText) -> Iterator[Entry | Finding]:
    """Yield the messages of a file, the first of which is its head, and what cannot be read."""
    entry, last, is_fuzzy = Entry(), "", False
    for number in range(1, source.line_count + 1):
        written, start = source.line(number), source.start_of(number)
        line = written.strip()
        if not line or line.startswith("#"):
            is_fuzzy = (is_fuzzy and bool(line)) or (line.startswith("#,") and "fuzzy" in line)
            continue
        found = _LINE.fullmatch(line)
        keyword = found["keyword"] or last if found else ""
        if found is None or not keyword:
            yield T004.finding(
                "this line cannot be read, so a translation is missing",
                source.location(start, start + len(written)),
                'write msgid "…" and below it msgstr "…", quotes within the text as \\"',
            )
            # What the line would have said is told once, and not missed again.
            if begun := _BEGUN.match(line):
                entry.texts.setdefault(begun[0], "")
                entry.places.setdefault(begun[0], (start, start + len(written)))
            last = ""
            continue
        if found["keyword"]:
            begins = keyword == "msgctxt" or (keyword == "msgid" and last != "msgctxt")
            if begins:
                if entry.texts:
                    yield entry
                entry, is_fuzzy = Entry(is_fuzzy), False
            entry.places[keyword] = start, start + len(written)
        last = keyword
        text = _ESCAPE.sub(lambda each: _ESCAPED.get(each[1], each[1]), found["text"])
        entry.texts[keyword] = entry.texts.get(keyword, "") + text
    if entry.texts:
        yield entry
