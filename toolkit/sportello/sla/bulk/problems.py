"""What is wrong with a file of tickets, gathered so that all of it is told in one run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sportello.sla.bulk.zones import Ints

SHOWN_ROWS = 100


class BulkError(ValueError):
    """A file of tickets cannot be answered; `lines` say what is wrong where, and the remedy."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class BadRow(NamedTuple):
    """A row that is not answered, and why; `cells` are those of one that could not be read."""

    number: int
    problem: str
    cells: Sequence[str] | None = None


class BadRows:
    """The bad rows found so far: every one is counted, the first ones are told, or all kept."""

    def __init__(self, file: str, *, keep: bool = False) -> None:
        self._file = file
        self._keep = keep
        self._found: list[BadRow] = []
        self._count = 0

    def add(self, row: int, problem: str, cells: Sequence[str] | None = None) -> None:
        """Note what is wrong with a row."""
        self._count += 1
        if self._keep or len(self._found) < SHOWN_ROWS:
            self._found.append(BadRow(row, problem, cells))

    def add_all(self, rows: Ints, messages: Mapping[int, str]) -> None:
        """Note what is wrong by the places of rows."""
        for place, message in messages.items():
            self.add(int(rows[place]), message)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[BadRow]:
        """Yield those that are told, or all that were kept, in the order of the file."""
        return iter(sorted(self._found, key=lambda each: each.number))

    def check(self) -> None:
        """Raise BulkError if there is any."""
        if not self._count:
            return
        lines = [f"{self._file}, row {each.number}: {each.problem}" for each in self]
        if self._count > len(lines):
            lines.append(f"{self._file}: {self._count - len(lines)} more bad rows")
        raise BulkError(lines)
