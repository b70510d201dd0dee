"""The search finds a canary in every form in which a file may hold one, and nothing else."""

import gzip
import json
import struct
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import quote

import pytest

from leak.canaries import DAY, NUMBER, WORD
from leak.searching import found_in

CANARY = f"{WORD}0042"
SAID = f"\u00f1{CANARY}\u00df"
TELEPHONE = f"{NUMBER}042"


def folded(text: str, at: int) -> bytes:
    """Fold a text as iCalendar does, within it."""
    return f"SUMMARY:{text[:at]}\r\n {text[at:]}\r\n".encode()


def png(kind: bytes, data: bytes) -> bytes:
    """Return a PNG with one chunk of text."""
    body = kind + data
    chunk = struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + chunk


def percent(text: str) -> bytes:
    return "".join(f"%{byte:02X}" for byte in text.encode()).encode()


def quoted_printable(text: str) -> bytes:
    return "=\r\n".join(f"={byte:02X}" for byte in text.encode()).encode()


FORMS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: f"a {text} b".encode(),
    "capitals": lambda text: text.upper().encode(),
    "quoted for a URL": lambda text: quote(text).encode(),
    "percent": percent,
    "percent twice": lambda text: quote(percent(text).decode()).encode(),
    "HTML": lambda text: escape(text).encode(),
    "entities": lambda text: "".join(f"&#{ord(each)};" for each in text).encode(),
    "hexadecimal entities": lambda text: "".join(f"&#x{ord(each):X};" for each in text).encode(),
    "JSON": lambda text: json.dumps(text).encode(),
    "JSON, every letter": lambda text: "".join(f"\\u{ord(each):04x}" for each in text).encode(),
    "quoted-printable": quoted_printable,
    "folded at once": lambda text: folded(text, 1),
    "folded inside": lambda text: folded(text, 9),
    "folded with a tab": lambda text: folded(text, 9).replace(b"\r\n ", b"\n\t"),
    "base64": lambda text: b64encode(text.encode()),
    "base64 from the second byte": lambda text: b64encode(b"a" + text.encode()),
    "base64 from the third byte": lambda text: b64encode(b"ab" + text.encode()),
    "base64 in a long line": lambda text: b"data:x;base64," + b64encode(bytes(300) + text.encode()),
    "base64 in lines": lambda text: b"\r\n ".join(b64encode(text.encode())[n : n + 5] for n in range(0, 40, 5)),
    "base64 for URLs": lambda text: urlsafe_b64encode(b"\xff\xfe\xff" + text.encode()),
    "escapes in base64": lambda text: b64encode(json.dumps(f"\u00e9 {text}").encode()),
    "gzip": lambda text: gzip.compress(text.encode()),
    "PNG": lambda text: png(b"tEXt", b"Comment\0" + text.encode()),
    "PNG, deflated": lambda text: png(b"zTXt", b"Comment\0\0" + zlib.compress(text.encode())),
    "PNG, international": lambda text: png(b"iTXt", b"Comment\0\1\0it\0\0" + zlib.compress(text.encode())),
    "SVG in a page": lambda text: b'<img src="data:image/svg+xml;base64,' + b64encode(f"<svg><title>{text}</title>".encode()) + b'">',
    "SVG in a style": lambda text: b"url('data:image/svg+xml," + quote(f"<text>{text}</text>").encode() + b"')",
    "an international domain": lambda text: text.encode("idna"),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_word_is_found(form: str) -> None:
    assert CANARY in found_in(FORMS[form](SAID))


@pytest.mark.parametrize(
    "written",
    [
        "+39 {}", "0039{}", "tel:+39{}", "{:.3} 773 3042", "347-77 33 042", "(347) 7733042", "347.773.3042",
        "347/7733042", "347\u00a0773\u00a03042", "347\u2011773\u20113042", "%2B39{}", "347%20773%203042",
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert TELEPHONE in found_in(written.format(TELEPHONE).encode())


def test_a_number_is_found_in_base64() -> None:
    assert TELEPHONE in found_in(b64encode(f"<a href='tel:+39{TELEPHONE}'>".encode()))


@pytest.mark.parametrize(
    "written",
    [DAY, DAY.replace("-", ""), f"{DAY}T14:30", "2 marzo 2071", "March 2, 2071.", "02/03/2071"],
)
def test_the_day_is_found_however_it_is_written(written: str) -> None:
    assert DAY in found_in(f"DTSTART:{written}".encode())


def test_nothing_is_found_where_there_is_none() -> None:
    plain = f'a = 1\r\n b=3D {WORD} 12.2071 20712 col=2071, {{"column": 2071}} 347 7733 {"x" * 99} {quote("à")} &amp; \\u00e9'
    for form in FORMS.values():
        if form is not FORMS["an international domain"]:
            assert found_in(form(plain)) == frozenset()
