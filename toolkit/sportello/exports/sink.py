"""Tickets, events and doubts -> rows of the tables, many at once."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from sportello.exports.problems import Mistake
from sportello.exports.rows import Tickets
from sportello.exports.values.clock import NONE

Column = NDArray[Any]
_RENAMED: Final = {"status": "state", "desk": "service"}


class Told(NamedTuple):
    """A doubt of a row (None: of the file), and of which ticket, if that is known."""

    row: int | None
    reference: str | None
    mistake: Mistake
    counted: bool


class Sink:
    """Writes what one file says into the tables."""

    def __init__(self, duck: duckdb.DuckDBPyConnection, file: int) -> None:
        self._duck = duck
        self._file = file

    def tickets(self, tickets: Tickets, paused_in: str) -> None:
        """Write the sound tickets of a batch, and the doubts of all."""
        numbers, texts, integers, sound, doubts = tickets
        columns: dict[str, Column] = {"row": numbers[sound]}
        for field, cells in texts.items():
            columns[_RENAMED.get(field, field)] = np.array(cells, object)[sound]
        columns |= {field: cells[sound] for field, cells in integers.items()}
        if "paused" in columns:
            columns["paused_in"] = np.full(len(columns["row"]), None, object)
            columns["paused_in"][columns["paused"] != NONE] = paused_in
        self._insert("exported", columns)
        references = texts["reference"]
        self.doubts(
            Told(int(numbers[each.place]), references[each.place], each.mistake, each.counted)
            for each in doubts
        )

    def untold(self, fields: Iterable[str]) -> None:
        """Write of which promises no column of the file tells whether they were kept."""
        for each in fields:
            self._duck.execute("INSERT INTO untold VALUES (?, ?)", [self._file, each])

    def happened(self, columns: dict[str, Column]) -> None:
        """Write events: row, reference, instant, kind, value and actor."""
        self._insert("happened", columns)

    def doubts(self, told: Iterable[Told]) -> None:
        """Write doubts."""
        found = [*told]
        columns: dict[str, Sequence[object]] = {
            "row": [NONE if each.row is None else each.row for each in found],
            "reference": [each.reference for each in found],
            "code": [each.mistake.rule.code for each in found],
            "message": [each.mistake.message for each in found],
            "hint": [each.mistake.hint for each in found],
            "counted": [each.counted for each in found],
        }
        types = {"row": np.int64, "counted": np.bool_}
        self._insert("doubt", {n: np.array(c, types.get(n, object)) for n, c in columns.items()})

    def _insert(self, table: str, columns: dict[str, Column]) -> None:
        if not len(columns["row"]):
            return
        names = ", ".join(
            f"nullif({name}, {NONE}) AS {name}" if cells.dtype == np.int64 else name
            for name, cells in columns.items()
        )
        self._duck.register("batch", columns)
        try:
            # All that is put in here are names of our own columns.
            asked = f"INSERT INTO {table} BY NAME SELECT {self._file} AS file, {names} FROM batch"  # noqa: S608
            self._duck.execute(asked)
        finally:
            self._duck.unregister("batch")
