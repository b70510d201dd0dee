"""How the fields of an entry differ, in words: a table of keys and values."""

from collections.abc import Iterable
from typing import Any

from sportello.catalog.model import Part, Valid
from sportello.plan.change import Quoted, Words
from sportello.plan.texts.strings import shown
from sportello.plan.texts.words import days_words


def differing(before: Part, after: Part, fields: Iterable[str]) -> tuple[str, ...]:
    """Return those of some fields that differ; the order of what is in a list counts nothing."""
    return tuple(each for each in fields if not _same(getattr(before, each), getattr(after, each)))


def fields_in_words(part: Part, fields: Iterable[str]) -> Words:
    """Return fields with their values, as the catalog has them: `level: 2; parent: front`."""
    keys = dict(zip(part.__struct_fields__, part.__struct_encode_fields__, strict=True))
    words: list[str | Quoted] = []
    for each in fields:
        value = getattr(part, each)
        name = keys[each].replace("_", " ")
        words.append(f"{'; ' if words else ''}{name}: ")
        if isinstance(value, Valid):
            words += days_words(value)
        else:
            words.append("none" if value in (None, (), {}) else Quoted(shown(value)))
    return tuple(words)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(map(shown, one)) == sorted(map(shown, other))
    return one == other or shown(one) == shown(other)
