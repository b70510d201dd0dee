"""Characters that look like others: what the eye cannot tell is told by name."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_QUOTES: Final = frozenset("“”„‟«»‘’‚‛‹›″′")
_DASHES: Final = frozenset("‐‑‒–—−")
_LATIN: Final = "LATIN"


def disguised(text: str) -> str:
    r"""Say which characters of a text, meant for programs, are not what they seem; "" if none.

    Spaces and dashes other than those of the keyboard, quotes of typography, and letters of
    another script among Latin ones.

    >>> disguised("help\u00a0desk")
    'U+00A0 in it is no usual space (no-break space)'
    """
    if text.isascii():
        return ""
    notices = dict.fromkeys(filter(None, map(_unusual, text)))
    if quotes := " ".join(dict.fromkeys(char for char in text if char in _QUOTES)):
        notices[f"{quotes} in it quote nothing: write \" or '"] = None
    notices |= dict.fromkeys(each for word in _WORD.findall(text) for each in _foreign(word))
    return "; ".join(notices)


def _unusual(char: str) -> str:
    if char.isascii():
        return ""
    if unicodedata.category(char) in ("Zs", "Cf"):
        return f"{_code(char)} in it is no usual space ({_name(char)})"
    if char in _DASHES:
        return f"{char} in it is no usual hyphen ({_name(char)})"
    return ""


def _foreign(word: str) -> list[str]:
    """Return what there is to say of the letters of another script in a word with Latin ones."""
    scripts = {char: unicodedata.name(char, "?").split()[0] for char in word}
    if _LATIN not in scripts.values():
        return []
    return [
        f'"{char}" in it is no Latin letter ({_code(char)}, {_name(char)})'
        for char, script in scripts.items()
        if script in ("CYRILLIC", "GREEK", "ARMENIAN", "FULLWIDTH")
    ]


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def _name(char: str) -> str:
    return unicodedata.name(char, "no name").lower()
