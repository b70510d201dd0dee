"""Blocks of a Sieve script: chains of tests with commands."""

from collections.abc import Iterable
from typing import TypeAlias

Branch: TypeAlias = tuple[str, list[str]]
"""A test, and the commands for when it is true; a command may have several lines."""


def chain(branches: Iterable[Branch], otherwise: Iterable[str] = ()) -> list[str]:
    """Return `if … elsif … else`: it costs less than separate tests, and one branch runs at most.

    Without branches it is what would stand in `else`. A text within a command keeps its lines as
    they are, so commands alone are indented.
    """
    found: list[str] = []
    for test, commands in branches:
        found.append(f"}} elsif {test} {{" if found else f"if {test} {{")
        found += [f"  {command}" for command in commands]
    rest = list(otherwise)
    if not found:
        return rest
    if rest:
        found += ["} else {", *(f"  {command}" for command in rest)]
    return [*found, "}"]


def text_of(commands: Iterable[str]) -> str:
    """Return commands as lines of a script."""
    return "".join(f"{command}\n" for command in commands)
