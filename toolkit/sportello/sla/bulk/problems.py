"""What is wrong with a file of tickets, gathered so that all of it is told in one run."""

from collections.abc import Iterable, Mapping

from sportello.sla.bulk.zones import Ints

SHOWN = 100


class BulkError(ValueError):
    """A file of tickets cannot be answered; `lines` say what is wrong where, and the remedy."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class BadRows:
    """The bad rows found so far: every one is counted, the first ones are told."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._told: list[tuple[int, str]] = []
        self._unread: list[int] = []
        self._count = 0

    def add_unread(self, row: int, message: str) -> None:
        """Note a row that could not be read and thus stands in no table; call it in order."""
        self._unread.append(row)
        self._add(row, message)

    def add(self, row: int, message: str) -> None:
        """Note what is wrong with a row, numbered among those that could be read."""
        for unread in self._unread:
            row += unread <= row
        self._add(row, message)

    def add_all(self, rows: Ints, messages: Mapping[int, str]) -> None:
        """Note what is wrong by the places of rows."""
        for place, message in messages.items():
            self.add(int(rows[place]), message)

    def check(self) -> None:
        """Raise BulkError if there is any."""
        if not self._count:
            return
        lines = [f"{self._file}, row {row}: {message}" for row, message in sorted(self._told)]
        if self._count > len(lines):
            lines.append(f"{self._file}: {self._count - len(lines)} more bad rows")
        raise BulkError(lines)

    @property
    def full(self) -> bool:
        """Whether as many are noted as are told."""
        return len(self._told) == SHOWN

    def _add(self, row: int, message: str) -> None:
        self._count += 1
        if not self.full:
            self._told.append((row, message))
