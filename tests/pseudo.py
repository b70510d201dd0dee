"""A German that nobody speaks: all words of the site and of a catalog in Cyrillic letters.

Whatever is read in Latin letters after that stands in no file of words: it is written in the program.
"""

import json
import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from babel import Locale
from babel.messages.pofile import read_po, write_po

from frozen import FROZEN
from sportello.catalog.model import PublicCatalog
from sportello.catalog.yaml.reader import read
from sportello.targets.site.day_names import day_names
from sportello.targets.site.sources import own_sources

_LETTERS = str.maketrans(
    ascii_lowercase + ascii_uppercase,
    "".join(chr(first + place) for first in (0x430, 0x410) for place in range(26)),
)
_KEPT = re.compile(r"\{\w+\}|\]\([^)]*\)|<[^>]*>|https?://\S+|\S+@\S+|[\w-]+\.\w{2,}")
"""What is no words: places to fill, links, tags, addresses."""
_OPEN = frozenset({"wbr", "span", "strong", "em", "a", "b", "small"})
"""Tags that end no word."""
_SEEN = ("alt", "title", "aria-label", "placeholder", "data-label", "data-copy", "data-copied")
SLUG = "seite-"
_FEW = 3
"""Of dozens of services that are alike: pages of more would find nothing more."""
GERMAN = Locale("de")


def in_other_letters(text: str) -> str:
    found, kept = [], 0
    for each in _KEPT.finditer(text):
        found += [text[kept : each.start()].translate(_LETTERS), each[0]]
        kept = each.end()
    return "".join((*found, text[kept:].translate(_LETTERS)))


def pseudo_messages(catalog: PublicCatalog) -> bytes:
    """Our Italian file with every message in other letters, and with the names of days."""
    messages = read_po(BytesIO(own_sources()["messages/it.po"]), locale="de")
    for names in day_names(catalog):
        messages.add(names["en"], context="day")
    for each in messages:
        if each.context == "address of the page":
            each.string = f"{SLUG}{each.id}"
        elif isinstance(each.id, tuple):
            each.string = tuple(map(in_other_letters, each.id))
        elif each.id:
            each.string = in_other_letters(str(each.id))
    written = BytesIO()
    write_po(written, messages)
    return written.getvalue()


def pseudo_catalog(folder: Path) -> Path:
    """The frozen catalog in German of other letters and in Italian."""
    for path in FROZEN.rglob("*.yaml"):
        name = path.relative_to(FROZEN)
        if name.parts[0] != "tests":
            data = _translated(read(path.read_bytes(), path.name).data)
            if name.stem == "sisemplice":
                data["services"] = dict([*data["services"].items()][:_FEW])
            if name.stem == "helpdesk":
                data["languages"] = ["de", "it"]
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(data, ensure_ascii=False))
    return folder


def _translated(data: Any) -> Any:
    match data:
        case {"it": italian, **rest} if rest.keys() <= {"en"}:
            return {"de": in_other_letters(italian), "it": italian}
        case dict():
            return {key: _translated(value) for key, value in data.items()}
        case list():
            return [_translated(value) for value in data]
        case str() if not data.islower() and " " in data and not re.search(r"\d", data):
            return in_other_letters(data)
    return data


@cache
def known_words() -> frozenset[str]:
    """Words that may stand in Latin letters: names in the catalog, and German days and months."""
    found = {"Deutsch", "Italiano", "Rom", "und", "min", "agid", "gov"}
    for part in (GERMAN.days, GERMAN.months):
        for width in (part["format"], part["stand-alone"]):
            found.update(
                str(name).rstrip(".") for names in width.values() for name in names.values()
            )
    for path in FROZEN.rglob("*.yaml"):
        found.update(
            word for text in _names(read(path.read_bytes(), "").data) for word in latin(text)
        )
    return frozenset(found)


def _names(data: Any) -> list[str]:
    """Names, numbers, addresses: what is neither an identifier nor a text of some language."""
    match data:
        case {"it": str()}:
            return []
        case {"name": str(name), **rest}:
            return [name, *_names(rest)]
        case dict():
            return [name for value in data.values() for name in _names(value)]
        case list():
            return [name for value in data for name in _names(value)]
        case str() if not data.islower() or re.search(r"[@.\d]", data):
            return [data]
    return []


def latin(text: str) -> list[str]:
    return re.findall(
        r"\b[A-Za-zÀ-ž]{2,}\b", re.sub(r"https?://\S+|\S+@\S+|\S+\.[a-z]{2,}", "", text)
    )


class Read(HTMLParser):
    """What somebody reads or hears of a page in its own language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._elsewhere: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if (
            self._elsewhere
            or tag in {"script", "style", "code"}
            or (said.get("lang") or "de") != "de"
        ):
            if tag not in {"br", "wbr", "img", "input", "link", "meta"}:
                self._elsewhere.append(tag)
            return
        self.text += "" if tag in _OPEN else "\n"
        self.text += "".join(f"\n{value}\n" for name in _SEEN if (value := said.get(name)))
        if said.get("name") == "description":
            self.text += f"\n{said['content']}\n"

    def handle_endtag(self, tag: str) -> None:
        if self._elsewhere:
            self._elsewhere = self._elsewhere[: -1 if self._elsewhere[-1] == tag else None]
        elif tag not in _OPEN:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += "" if self._elsewhere else data
