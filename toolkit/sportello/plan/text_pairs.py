"""The texts of two entries that belong together, by the keys that lead to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import Part, Text

_NONE: Final = Text()


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text before and after; `part` says which one of its entry: `activation, process 2`."""

    part: str
    before: Text
    after: Text


def text_pairs(before: Any, after: Any, part: str = "") -> Iterator[TextPair]:
    """Yield the texts that differ between two parts of the same kind.

    Of lists with as many items on both sides, item by item; what else is only on one side has its
    texts told with nothing on the other, if it is a text itself.
    """
    match before, after:
        case Text(), Text():
            if before != after:
                yield TextPair(part, before, after)
        case Part(), Part():
            for name in before.__struct_fields__:
                old, new = getattr(before, name), getattr(after, name, None)
                if old is not new:
                    yield from text_pairs(old, new, _joined(part, name.rstrip("_")))
        case tuple(), tuple():
            yield from _items(before, after, part)
        case Mapping(), Mapping():
            for key in before:
                if key in after:
                    yield from text_pairs(before[key], after[key], _joined(part, str(key)))


def _items(before: tuple[Any, ...], after: tuple[Any, ...], part: str) -> Iterator[TextPair]:
    if len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            yield from text_pairs(old, new, f"{part} {number}" if len(before) > 1 else part)
        return
    for old in before:
        if isinstance(old, Text) and old not in after:
            yield TextPair(part, old, _NONE)
    for new in after:
        if isinstance(new, Text) and new not in before:
            yield TextPair(part, _NONE, new)


def _joined(part: str, name: str) -> str:
    name = name.replace("_", " ")
    return f"{part}, {name}" if part else name
