"""The texts of two entries that belong together, by the keys that lead to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sportello.catalog.model import Part, Text
from sportello.plan.texts.calendar_texts import calendar_texts
from sportello.worktime import Calendar

_NONE: Final = Text()


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text before and after; `part` says which one of its entry: `activation, process 2`."""

    part: str
    before: Text
    after: Text


def text_pairs(before: Any, after: Any, part: str = "") -> Iterator[TextPair]:
    """Yield the texts that differ between two parts of the same kind.

    Of lists with as many items on both sides, item by item. Where a text, or what holds one, is
    only on one side, it has nothing on the other; further items of a list are things of their own.
    """
    match before, after:
        case Text(), Text():
            if before != after:
                yield TextPair(part, before, after)
        case (Part(), Part() | None) | (None, Part()):
            yield from _fields(before, after, part)
        case Calendar(), Calendar():
            old, new = (dict(calendar_texts(each)) for each in (before, after))
            yield from text_pairs(old, new, part)
        case tuple(), tuple():
            yield from _items(before, after, part)
        case Mapping(), Mapping():
            for key in before:
                if key in after:
                    yield from text_pairs(before[key], after[key], _joined(part, str(key)))


def _fields(before: Part | None, after: Part | None, part: str) -> Iterator[TextPair]:
    there = before if before is not None else after
    for name in there.__struct_fields__ if there is not None else ():
        old, new = (getattr(each, name, None) for each in (before, after))
        if old is None or new is None:
            nothing: Any = () if isinstance(old or new, tuple) else _NONE
            is_text = isinstance(old or new, Text | tuple)
            old, new = (nothing if each is None and is_text else each for each in (old, new))
        yield from text_pairs(old, new, _joined(part, name.rstrip("_")))


def _items(before: tuple[Any, ...], after: tuple[Any, ...], part: str) -> Iterator[TextPair]:
    if len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            yield from text_pairs(old, new, f"{part} {number}" if len(before) > 1 else part)
        return
    gone = [each for each in before if isinstance(each, Text) and each not in after]
    came = [each for each in after if isinstance(each, Text) and each not in before]
    yield from (TextPair(part, each, _NONE) for each in gone)
    yield from (TextPair(part, _NONE, each) for each in came)


def _joined(part: str, name: str) -> str:
    name = name.replace("_", " ")
    return f"{part}, {name}" if part else name
