"""The text of a header as Dovecot reads it, whose Sieve interpreter tests it (RFC 2047).

Each encoded word is decoded on its own, as the RFC has it: of a character that is split over two of
them nothing is left. What cannot be decoded is marked by one U+FFFD, however long it is.
"""

import binascii
import codecs
import re
from collections.abc import Iterator

_FOLD = re.compile(rb"\r?\n[ \t]?")
_BLANKS = b" \t\r\n"
_WORD = re.compile(rb"=\?([^?]*)\?([qQbB])[^?]*\?([^?]*)\?=")
_QUOTED = re.compile(rb"=[0-9A-Fa-f]{2}|=.?\Z|_", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/ \t\r\n]*")
_BROKEN = re.compile("\ufffd?[\udc80-\udcff]+")
_MARK = "\ufffd"
_ONE_BYTE = "sportello-one-byte"
_UTF8 = frozenset({"us-ascii", "ascii", "utf-8", "utf8"})
_CHARSETS = re.compile(
    r"iso[-_]?8859-([1-9]|1[013-6])|latin1|windows-125[0-8]|cp(125[0-8]|437|85[02]|866|874)"
    r"|ibm(437|85[02]|866)|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-(jp|kr)"
    r"|iso-2022-jp|shift_jis|sjis|cp932|(us-)?ascii|utf-?8"
)
"""Those of mails that Python and Dovecot (iconv) both know, and by the same names."""
_IN_NO_NAME = re.compile(r"[^a-z0-9_.,:/-]")
"""What iconv ignores in the name of a charset."""


def header_text(value: str) -> str:
    """Return the value of a header: unfolded, encoded words decoded, blanks around it removed.

    Bytes that are no ASCII are taken for UTF-8. A blank that folding or an encoded word leaves at
    the beginning stays. It never fails.
    """
    raw = _FOLD.sub(b" ", value.encode("utf-8", "surrogateescape").lstrip(b" \t"))
    text = ""
    for part, charset in _parts(raw):
        text += _decoded(part, charset, text)
    return text.replace("\0", " ").rstrip(" \t")


def _parts(raw: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield the parts with their charsets; blanks between encoded words are none."""
    start = at = 0
    while (at := raw.find(b"=?", at)) >= 0:
        if raw[start:at].strip(_BLANKS):
            yield raw[start:at], "utf-8"
        word = _WORD.match(raw, at)
        if word is None:
            start, at = at, at + 2
            continue
        charset, encoding, text = word.groups()
        decode = _from_quoted if encoding in b"qQ" else _from_base64
        yield decode(text), charset.decode("ascii", "replace").lower()
        start = at = word.end()
    yield raw[start:], "utf-8"


def _from_quoted(text: bytes) -> bytes:
    return _QUOTED.sub(_character, text)


def _character(found: re.Match[bytes]) -> bytes:
    written = found[0]
    if written == b"_":
        return b" "
    return bytes.fromhex(written[1:].decode()) if len(written) == 3 else written


def _from_base64(text: bytes) -> bytes:
    """Return what stands before the first wrong character, as whole bytes."""
    found = _BASE64.match(text)
    letters = b"".join(found[0].split()) if found else b""
    aligned = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(aligned + b"=" * (-len(aligned) % 4))


def _decoded(raw: bytes, charset: str, before: str) -> str:
    """Decode the text of an encoded word; of an unknown charset it is taken for UTF-8."""
    codec = _IN_NO_NAME.sub("", charset) or "ascii"
    if charset in _UTF8 or not _CHARSETS.fullmatch(codec):
        text = _BROKEN.sub(_MARK, raw.decode("utf-8", "surrogateescape"))
        return text.removeprefix(_MARK) if before.endswith(_MARK) else text
    # Not the end: of a character that is cut off there, nothing is left.
    text = codecs.getincrementaldecoder(codec)(_ONE_BYTE).decode(raw)
    return re.sub(f"{_MARK}+", _MARK, text)


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    """Go on with the next byte, where Python would leave out what it takes for a character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _MARK, error.start + 1


codecs.register_error(_ONE_BYTE, _one_byte)
