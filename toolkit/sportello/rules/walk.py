"""A walk through the catalog to everything of some types, with its place."""

from functools import cache
from typing import Any, get_args, get_type_hints

from sportello.catalog.model import Part
from sportello.frozendict import FrozenDict

Path = tuple[str | int, ...]


def below(value: object, path: Path, wanted: tuple[type, ...]) -> list[tuple[Path, Any]]:
    """Return what is of one of the types `wanted` in a value, at any depth, with its path."""
    found: list[tuple[Path, Any]] = []
    if isinstance(value, wanted):
        found.append((path, value))
    else:
        _collect(value, path, wanted, found)
    return found


def _collect(
    value: object, path: Path, wanted: tuple[type, ...], found: list[tuple[Path, Any]]
) -> None:
    if isinstance(value, Part):
        for name, key in _fields(type(value), wanted):
            each = getattr(value, name)
            if isinstance(each, wanted):
                found.append(((*path, key), each))
            elif each:
                _collect(each, (*path, key), wanted, found)
        return
    inside: Any
    if isinstance(value, tuple):
        inside = enumerate(value)
    elif isinstance(value, FrozenDict):  # not any Mapping, which takes ten times as long to ask
        inside = value.items()
    else:
        return
    for key, each in inside:
        if isinstance(each, wanted):
            found.append(((*path, key), each))
        elif each:
            _collect(each, (*path, key), wanted, found)


@cache
def _fields(kind: type[Part], wanted: tuple[type, ...]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may hold what is wanted, each with its key: most hold none."""
    keys = dict(zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True))
    return tuple(
        (field, keys[field]) for field, hint in get_type_hints(kind).items() if _holds(hint, wanted)
    )


def _holds(hint: object, wanted: tuple[type, ...]) -> bool:
    if isinstance(hint, type) and issubclass(hint, wanted):
        return True
    if isinstance(hint, type) and issubclass(hint, Part):
        return bool(_fields(hint, wanted))
    return any(_holds(each, wanted) for each in get_args(hint))
