"""What stands on many pages is put into words once: by the object, not by its value."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from jinja2.runtime import Macro
from markupsafe import Markup

_Value = TypeVar("_Value")
_Words = TypeVar("_Words")


def remembered(words: Callable[[_Value], _Words]) -> Callable[[_Value], _Words]:
    """Return a function that puts each object of the catalog into words once: it is on many pages.

    By the object, not by its value: 60 minutes equal one hour, and are said otherwise.
    """
    known: dict[int, tuple[_Value, _Words]] = {}

    def told(value: _Value) -> _Words:
        if id(value) not in known:
            known[id(value)] = value, words(value)  # held, so that no other one gets its place
        return known[id(value)][1]

    return told


def once() -> Callable[..., Markup]:
    """Return a function that calls a macro once for the same arguments, by the object as above."""
    known: dict[tuple[object, ...], tuple[object, Markup]] = {}

    def told(macro: Macro, *arguments: object) -> Markup:
        key = macro, _identity(arguments)
        if key not in known:
            known[key] = arguments, Markup(macro(*arguments))  # noqa: S704 - it is escaped
        return known[key][1]

    return told


def _identity(argument: object) -> Hashable:
    """Return what tells an object from others: texts and tuples are told by what is in them."""
    if isinstance(argument, tuple):
        return tuple(map(_identity, argument))
    return argument if isinstance(argument, str) else id(argument)
