"""A report of some tickets alone, such as those of one service or customer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import duckdb

from sportello.findings import Invalid, did_you_mean
from sportello.report.tables import GROUPS

OTHER: Final = "other"
"""Why a ticket is in no figure: it was not asked for."""


def check_only(only: Iterable[str]) -> None:
    """Raise Invalid for a column by which tickets cannot be chosen."""
    for part in only:
        if part not in GROUPS:
            raise Invalid(f'tickets cannot be chosen by "{part}"', did_you_mean(part, GROUPS))


def keep_only(duck: duckdb.DuckDBPyConnection, only: Mapping[str, Sequence[str]]) -> None:
    """Leave the other tickets out of all figures: those without one of the values in each column.

    Raises Invalid for a value that no ticket has.
    """
    for part, values in only.items():
        _check_values(duck, part, values)
        # All that is put in here are names of columns of our own.
        others = f"{part} IS NULL OR NOT list_contains(?, {part})"
        for table in ("turn", "cycle"):
            duck.execute(f"DELETE FROM {table} WHERE {others}", [values])
        duck.execute(
            f"UPDATE ticket SET excluded = '{OTHER}' WHERE excluded IS NULL AND ({others})",
            [values],
        )
    if only:
        duck.execute(
            "DELETE FROM changed WHERE ticket IN (SELECT number FROM ticket WHERE excluded = ?)",
            [OTHER],
        )


def _check_values(duck: duckdb.DuckDBPyConnection, part: str, values: Sequence[str]) -> None:
    query = f"SELECT DISTINCT {part} FROM ticket WHERE {part} IS NOT NULL ORDER BY 1"
    known = [found for (found,) in duck.execute(query).fetchall()]
    for value in values:
        if value not in known:
            hint = did_you_mean(value, known) or f"no ticket has a {part}"
            raise Invalid(f'no ticket has the {part} "{value}"', hint)
