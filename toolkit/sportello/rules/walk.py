"""A walk through the catalog to everything of some types, with its place."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

from sportello.catalog.model import Part
from sportello.findings import KeyPath
from sportello.frozendict import FrozenDict

Keep = Callable[[Any], bool]


def walk(
    value: object, path: KeyPath, kinds: tuple[type, ...], keep: Keep = lambda _: True
) -> Iterator[tuple[KeyPath, Any]]:
    """Yield what is of one of the types `kinds` in a value, at any depth, with its path.

    With `keep`, only that of which it says so: most of the time goes into paths.
    It is collected an entry at a time: all places of a large catalog would take much memory.
    """
    is_selected = _Selection(kinds, keep)
    if isinstance(value, Part) and not is_selected[type(value)]:
        for name, key in _fields(type(value), kinds):
            section = getattr(value, name)
            for entry in section if isinstance(section, FrozenDict) else ():
                yield from _collected(section[entry], (*path, key, entry), is_selected)
            if not isinstance(section, FrozenDict):
                yield from _collected(section, (*path, key), is_selected)
    else:
        yield from _collected(value, path, is_selected)


class _Selection(dict[type, bool]):
    """Whether a type is selected: to ask a dict takes a fraction of what isinstance takes."""

    def __init__(self, types: tuple[type, ...], keep: Keep) -> None:
        super().__init__()
        self.types, self.keep = types, keep

    def __missing__(self, kind: type) -> bool:
        self[kind] = found = issubclass(kind, self.types)
        return found


def _collected(value: object, path: KeyPath, is_selected: _Selection) -> list[tuple[KeyPath, Any]]:
    if is_selected[type(value)]:
        return [(path, value)] if is_selected.keep(value) else []
    found: list[tuple[KeyPath, Any]] = []
    _collect(value, path, is_selected, found)
    return found


def _collect(
    value: Any, path: KeyPath, is_selected: _Selection, found: list[tuple[KeyPath, Any]]
) -> None:
    kind = type(value)
    inside: Iterable[tuple[Any, Any]]
    if kind is tuple:
        inside = enumerate(value)
    elif kind is FrozenDict:
        inside = value.items()
    elif issubclass(kind, Part):
        inside = [(key, getattr(value, name)) for name, key in _fields(kind, is_selected.types)]
    else:
        return
    for key, each in inside:
        if is_selected[type(each)]:
            if is_selected.keep(each):
                found.append(((*path, key), each))
        elif each:
            _collect(each, (*path, key), is_selected, found)


@cache
def _fields(kind: type[Part], kinds: tuple[type, ...]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold one of the types, each with its key: most hold none."""
    keys = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    return tuple(
        (field, keys[field]) for field, hint in get_type_hints(kind).items() if _holds(hint, kinds)
    )


def _holds(hint: object, kinds: tuple[type, ...]) -> bool:
    if isinstance(hint, type) and issubclass(hint, kinds):
        return True
    if isinstance(hint, type) and issubclass(hint, Part):
        return bool(_fields(hint, kinds))
    return any(_holds(each, kinds) for each in get_args(hint))
