"""Characters that review cannot see, written as escapes in double quotes."""

from collections.abc import Iterator
from typing import Any

from sportello.findings import KeyPath


def unseen(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, bool]]:
    """Yield the path of each text with such a character, and whether it is a key.

    Line breaks are no such character: block texts have them.
    """
    if isinstance(data, str):
        if not data.replace("\n", " ").isprintable():
            yield path, False
    elif isinstance(data, dict):
        for key, value in data.items():
            if not key.isprintable():
                yield (*path, key), True
            yield from unseen(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from unseen(value, (*path, index))
