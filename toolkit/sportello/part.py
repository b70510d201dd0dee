"""The base of what a catalog is made of: a frozen value with keys, none of them unknown."""

from collections.abc import Mapping
from functools import cache
from typing import get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import force_setattr

from sportello.frozendict import frozen


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One immutable value of the catalog: what it is given as a dict it holds as a FrozenDict."""

    def __post_init__(self) -> None:
        for name in _mappings(type(self)):
            force_setattr(self, name, frozen(getattr(self, name)))


@cache
def _mappings(kind: type[Part]) -> tuple[str, ...]:
    """Return the fields of a part that may hold a mapping."""
    return tuple(name for name, hint in get_type_hints(kind).items() if _holds_mapping(hint))


def _holds_mapping(hint: object) -> bool:
    return get_origin(hint) is Mapping or any(map(_holds_mapping, get_args(hint)))
