"""What to write where a value stands in the place of keys: which keys these are."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sportello.catalog.yaml.scalars import resolve

_FEW: Final = 3
"""Keys that are named where none is needed."""
_SIGNS: Final = frozenset(",[]{}#\"'\\")
"""What a text without quotes must not have within braces."""
_LONGEST: Final = 60
"""Characters of a value that is repeated in the remedy."""


def keys_to_write(
    value: Any, schema: Mapping[str, Any], takes: Callable[[Mapping[str, Any], Any], bool]
) -> str:
    """Return the remedy for a value that is no mapping: the keys that its schema needs.

    Where a single one of these `takes` the value, it is given to that. "" for what may have keys
    that the schema does not name.
    """
    if schema.get("additionalProperties") is not False:
        return ""
    keys, needed = schema["properties"], schema.get("required")
    if not needed:
        return f"write keys with values, such as {', '.join([*keys][:_FEW])}"
    takers = [key for key in needed if takes(keys[key], value)]
    written = dict.fromkeys(needed, "…")
    if len(takers) == 1 and _is_plain(value):
        written[takers[0]] = str(value)
    line = ", ".join(f"{key}: {part}" for key, part in written.items())
    return f"write keys with values: {{{line}}}"


def _is_plain(value: Any) -> bool:
    """Return whether a value is short, and means the same within braces without quotes."""
    text = str(value)
    plain = _SIGNS.isdisjoint(text) and ": " not in text and text.isprintable()
    return plain and len(text) <= _LONGEST and resolve(text) == value
