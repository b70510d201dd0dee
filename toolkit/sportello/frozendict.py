"""A mapping that nobody can change."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, Self, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class FrozenDict(Mapping[_Key, _Value]):
    """A mapping made once, which can be hashed if its values can, and travels between processes.

    Two are equal if they hold the same in the same order: of policies and rules the first that
    fits counts. Beside any other mapping, order does not matter.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[_Key, _Value] | Iterable[tuple[_Key, _Value]] = ()) -> None:
        self._entries = dict(entries)

    def __getitem__(self, key: _Key) -> _Value:
        return self._entries[key]

    def __iter__(self) -> Iterator[_Key]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    # What follows Mapping has too, but several times slower.

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def keys(self) -> KeysView[_Key]:
        """Return the keys, in order."""
        return self._entries.keys()

    def values(self) -> ValuesView[_Value]:
        """Return the values, in order."""
        return self._entries.values()

    def items(self) -> ItemsView[_Key, _Value]:
        """Return keys with their values, in order."""
        return self._entries.items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, FrozenDict):
            return self._entries == other._entries and [*self._entries] == [*other._entries]
        return self._entries == other

    def __hash__(self) -> int:
        return hash(tuple(self._entries.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[_Key, _Value]]]:
        return type(self), (self._entries,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._entries!r})"


def frozen(value: Any) -> Any:
    """Return a value with every dict in it, at any depth, as a FrozenDict."""
    if isinstance(value, dict):
        return FrozenDict({key: frozen(each) for key, each in value.items()})
    if isinstance(value, tuple):
        return tuple(map(frozen, value))
    return value
