"""From the bytes of a file to text that the YAML parser accepts."""

import codecs
import re
import unicodedata
from typing import Final

from sportello.catalog.yaml.rules import Y001, Y007, Y010, Y013
from sportello.catalog.yaml.source_text import SourceText
from sportello.findings import Finding, Location, Rule

LARGEST: Final = 16 * 2**20
"""Bytes of the largest file that is read: beyond it nobody can review a change."""

_UTF_8_HINT: Final = "save the file with the encoding UTF-8"
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\u200b\u2060]"
)
"""Control characters, line breaks no editor shows, and bidirectional overrides (CVE-2021-42574)."""
_CONFLICT: Final = re.compile(r"^[ \t]*(?:<{7}|\|{7}|>{7}) .*$|^={7}$", re.MULTILINE)
"""What git writes around two versions of the same lines."""
_SPACES: Final = "".join(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_INDENT: Final = re.compile(rf"^[ \t]*[{_SPACES}]", re.MULTILINE)
"""The beginning of a line with spaces other than that of the keyboard."""
_MOST: Final = 100
"""Lines with refused characters in a text; what has more is no text."""


def decode(raw: bytes, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file as it stands, and what is wrong with its bytes.

    A byte order mark of UTF-8 is dropped. Bytes that are no UTF-8 become U+FFFD, so that what
    else is wrong with the file is found in the same run.
    """
    if len(raw) > LARGEST:
        return "", [too_large(file)]
    for mark, name in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            message = f"the file is written in {name}, not in UTF-8"
            return "", [_at_start(Y001, file, message, _UTF_8_HINT)]
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        return raw.decode(errors="replace"), [_bad_byte(raw, error.start, file)]


def too_large(file: str) -> Finding:
    """Return what there is to say of a file of more than `LARGEST` bytes."""
    message = f"the file has more than {LARGEST // 2**20} MiB, and nothing of it is read"
    return _at_start(Y007, file, message, "split it into several files")


def conflict(source: SourceText) -> Finding | None:
    """Return the finding about the first mark of a merge that nobody has finished, if any."""
    marked = any(mark * 7 in source.text for mark in "<|=>")
    found = _CONFLICT.search(source.text) if marked else None
    if found is None:
        return None
    mark = found[0].lstrip()[:7]
    return Y013.finding(
        f'"{mark}" marks a conflict that git could not merge: two versions stand here',
        source.location(found.start(), found.end()),
        "keep one version, and delete the lines with <<<<<<<, ======= and >>>>>>>",
    )


def clean(source: SourceText) -> tuple[SourceText, list[Finding]]:
    """Return the text with each refused character replaced by a space, one finding a line.

    What has them on a hundred lines is taken for a binary file and not read.
    """
    first: dict[int, int] = {}
    for found in _REFUSED.finditer(source.text):
        first.setdefault(source.line_number(found.start()), found.start())
        if len(first) > _MOST:
            message = f"this is no text: more than {_MOST} lines hold control characters"
            return SourceText(source.file, ""), [_at_start(Y001, source.file, message, _UTF_8_HINT)]
    repaired = {number: _REFUSED.sub(" ", source.line(number)) for number in first}
    findings = [_refused_character(source, offset) for offset in first.values()]
    return (source.with_lines(repaired) if repaired else source), findings


def indented(source: SourceText) -> tuple[SourceText, list[Finding]]:
    """Return the text with usual spaces at the start of each line, one finding a line."""
    findings: list[Finding] = []
    repaired: dict[int, str] = {}
    odd = not source.text.isascii() and any(space in source.text for space in _SPACES)
    for found in _INDENT.finditer(source.text) if odd else ():
        char = found[0].lstrip(" \t")[0]
        at = found.start() + found[0].index(char)
        number = source.line_number(at)
        line = source.line(number)
        repaired[number] = " " * (len(line) - len(line.lstrip())) + line.lstrip()
        message = f"the {unicodedata.name(char).lower()} (U+{ord(char):04X}) is no indentation"
        where = source.location(at, at + 1)
        findings.append(Y010.finding(message, where, "write usual spaces at the start of lines"))
    return (source.with_lines(repaired) if repaired else source), findings


def _at_start(rule: Rule, file: str, message: str, hint: str) -> Finding:
    return rule.finding(message, Location(file, 1, 1, 1, ""), hint)


def _bad_byte(raw: bytes, offset: int, file: str) -> Finding:
    text = raw.decode(errors="replace")
    start = len(raw[:offset].decode())
    byte = raw[offset : offset + 1]
    meant = byte.decode("cp1252", errors="ignore")
    reading = f', it may be "{meant}" in Windows-1252' if meant else ""
    message = f"byte 0x{byte.hex().upper()} is not UTF-8 text{reading}"
    where = SourceText(file, text).location(start, start + 1)
    return Y001.finding(message, where, _UTF_8_HINT)


def _refused_character(source: SourceText, offset: int) -> Finding:
    char = source.text[offset]
    name = unicodedata.name(char, "control character")
    # Control characters have no name of their own; the overrides have a telling one.
    message = f"the invisible character U+{ord(char):04X} ({name.lower()}) is not allowed"
    hint = "delete it: it makes the text look other than it is"
    return Y010.finding(message, source.location(offset, offset + 1), hint)
