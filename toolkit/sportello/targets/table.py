"""The tables that mail servers read: lines of a key and a value, in a grammar that is safe."""

from collections.abc import Iterable
from dataclasses import dataclass
from re import Pattern

from sportello.targets.aliases import is_key
from sportello.targets.target import GENERATED


@dataclass(frozen=True)
class TableFormat:
    """How a server writes a table: its name, what stands after a key, and the values it takes."""

    name: str
    separator: str
    value: Pattern[str]
    encoding: str = "ascii"

    def entry(self, key: str, value: str) -> str:
        """Return one line of a table.

        Servers know no quoting there: a line break, a comma or a blank at the wrong place makes
        another entry, and some run, write or drop what begins with a bar, a slash or a colon.
        Raises ValueError if key or value is not of the grammar that is safe.
        """
        if not is_key(key) or not self.value.fullmatch(value):
            raise ValueError(f"not fit for a {self.name}: {key!r} {value!r}")
        return f"{key}{self.separator}{value}".rstrip() + "\n"

    def table(self, about: str, entries: Iterable[tuple[str, str]]) -> bytes:
        """Return a table of some entries below `about`, the lines that say what it is."""
        lines = (self.entry(key, value) for key, value in entries)
        return (GENERATED + about + "".join(lines)).encode(self.encoding)
