"""Strings in Sieve scripts (RFC 5228, 2.4.2)."""

import re
from collections.abc import Iterable

from sportello.routing.words import unfit

_PLAIN = re.compile(r"[!#-Z^-~ ]*")
"""Most texts: nothing to refuse and nothing to escape."""


def quoted(text: str) -> str:
    """Return `text` as a quoted string, the only way text of the catalog enters a script.

    Backslashes and quotation marks are escaped; `${…}` has no meaning unless the script requires
    the extension `variables`, and `with_variables` sees to that. Raises ValueError for control
    characters other than line breaks and tabs.
    """
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    wrong = unfit(text)
    if wrong is not None:
        raise ValueError(f"not fit for a Sieve script: the character {wrong}")
    escaped = text.replace("\r\n", "\n").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def literal(text: str) -> str:
    """Return `text` as a pattern of `:matches` that fits it alone (RFC 5228, 2.7.1)."""
    return re.sub(r"([\\*?])", r"\\\1", text)


def string_list(texts: Iterable[str]) -> str:
    """Return a list of quoted strings."""
    return f"[{', '.join(quoted(text) for text in texts)}]"
