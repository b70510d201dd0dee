"""Finds canaries in bytes, in whatever form a format may write them."""

import gzip
import quopri
import re
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import unquote

from leak.canaries import DAY, NUMBER, WORD

_DEPTH: Final = 3
"""How deep things are looked for in each other, such as what a page holds in base64."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_GZIP: Final = b"\x1f\x8b"
_FOLD: Final = re.compile(r"\r?\n[ \t]|=\r?\n")
"""What folds a line of iCalendar and vCard, and one of quoted-printable."""
_ESCAPED: Final = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
_QUOTED: Final = re.compile(rb"=[0-9A-F]{2}")
_RUN: Final = re.compile(r"[A-Za-z0-9+/]+")
_BETWEEN: Final = r"[\s().,/\u2010-\u2015\u2060-]{0,3}"
"""What people and programs put between the digits of a number."""
_WORDS: Final = re.compile(rf"{WORD}\d{{4}}")
_NUMBERS: Final = re.compile(_BETWEEN.join([*NUMBER, r"\d", r"\d", r"\d"]))
_YEAR: Final = re.compile(
    rf"(?<!\d)(?:{DAY[:4]}(?=-{DAY[5:7]}|{DAY[5:7]}{DAY[8:]}|\u5e74)"
    rf"|(?<=[^\W\d_]\s){DAY[:4]}\b|(?<=,\s){DAY[:4]}\b|(?<=/){DAY[:4]}\b)"
)
"""The year of the day as dates have it: a column of a long line may have the same number."""


def found_in(content: bytes) -> frozenset[str]:
    """Return the canaries in the content of a file, and the day if it is there."""
    return frozenset(each for text in _readings(content, _DEPTH) for each in _plain(text))


def _plain(text: str) -> Iterator[str]:
    """Yield the canaries that stand in a text as they are."""
    lower = text.lower()
    yield from _WORDS.findall(lower)
    yield from (re.sub(r"\D", "", each) for each in _NUMBERS.findall(lower))
    if _YEAR.search(lower):
        yield DAY


def _readings(content: bytes, depth: int) -> Iterator[str]:
    """Yield the texts that some bytes are, and what these mean."""
    if content.startswith(_GZIP):
        yield from _readings(gzip.decompress(content), depth)
    elif content.startswith(_PNG):
        for inner in _png_texts(content):
            yield from _readings(inner, depth)
    else:
        text = content.decode("utf-8", "replace")
        meant = _meant(text)
        yield text
        yield meant
        if depth:
            for each in {text, meant}:
                for inner in _from_base64(each):
                    yield from _readings(inner, depth - 1)


def _meant(text: str) -> str:
    """Return a text without its folds and escapes: no way of escaping hides what another shows."""
    for _ in range(_DEPTH):
        before = text
        text = _without_escapes(unescape(unquote(_unquoted(_FOLD.sub("", text)))))
        if text == before:
            break
    return text


def _unquoted(text: str) -> str:
    """Return a text without the escapes of quoted-printable."""
    return _QUOTED.sub(lambda found: quopri.decodestring(found[0]), text.encode()).decode(
        "utf-8", "replace"
    )


def _without_escapes(text: str) -> str:
    r"""Return a text without the escapes of JSON and JavaScript, such as `\u00e9`."""
    return _ESCAPED.sub(lambda found: _letter(int(found[1] or found[2], 16)), text)


def _letter(code: int) -> str:
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else "?"


def _marks() -> Iterator[str]:
    """Yield what canaries begin with in base64, at each place among three bytes."""
    for begin in (WORD, NUMBER):
        for before in range(3):
            first, end = -(-8 * before // 6), 8 * (before + len(begin)) // 6
            yield b64encode(bytes(before) + begin.encode()).decode()[first:end]


_MARKED: Final = re.compile("|".join(map(re.escape, _marks())))


def _from_base64(text: str) -> Iterator[bytes]:
    """Yield what a text holds in base64 that looks as if canaries were in it."""
    joined = re.sub(r"\s", "", text).translate({ord("-"): "+", ord("_"): "/"})
    for found in _MARKED.finditer(joined):
        start = next(
            (at + 1 for at in range(found.start() - 1, -1, -1) if not _RUN.match(joined[at])), 0
        )
        run = _RUN.match(joined, start)
        assert run is not None
        for skipped in range(4):
            part = run[0][skipped:]
            yield b64decode(part[: len(part) // 4 * 4])


def _png_texts(content: bytes) -> Iterator[bytes]:
    """Yield the text chunks of a PNG (tEXt, zTXt, iTXt)."""
    at = len(_PNG)
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if kind in {b"tEXt", b"iTXt", b"zTXt"}:
            yield data
            yield from _inflated(data)
        at += 12 + length


def _inflated(data: bytes) -> Iterator[bytes]:
    """Yield what is deflated in a text chunk, which stands behind a few fields."""
    for at in (found.start() for found in re.finditer(b"\x78", data)):
        try:
            yield zlib.decompress(data[at:])
        except zlib.error:
            continue
