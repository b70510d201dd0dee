"""SQL that DuckDB and Spark both read: rows counted, parted by columns and by periods."""

from collections.abc import Sequence
from typing import Final

from sportello.frozendict import FrozenDict
from sportello.report.tables import GROUPS

PERIODS: Final = ("month", "quarter", "year")
PARTS: Final = frozenset((*GROUPS, *PERIODS))
"""What every figure of tickets or turns can be parted by."""
CYCLE_PARTS: Final = PARTS | {"policy", "target", "calendar"}
"""What figures of cycles can be parted by."""

TICKET_MONTH: Final = "opened_month"
CYCLE_MONTH: Final = FrozenDict(
    {"opened": "opened_month", "decided": "decided_month", "resolved": "stopped_month"}
)
STOP_MONTH: Final = FrozenDict(
    {"opened": "opened_month", "decided": "stopped_month", "resolved": "stopped_month"}
)
"""How long a thing took belongs to the month in which it was done, whenever it was due."""

LONGEST: Final = (1 << 31) - 1
"""The most seconds that a percentile tells: 68 years."""

COUNTED: Final = "excluded IS NULL"
"""Of tickets: those that are in figures at all."""
TO_CUSTOMERS: Final = "team IS NULL"
"""Of cycles: those of promises to customers, not of a team's to the desk."""
DONE: Final = "stopped IS NOT NULL"
DECIDED: Final = "state IN ('met', 'breached')"
WAITING: Final = "stopped IS NULL AND ended IS NULL AND state <> 'cancelled'"


def select(
    measures: Sequence[str], source: str, where: str, *, by: Sequence[str], month: str
) -> str:
    """Return a query of measures (SQL with their names) over a source, a row a group.

    `month` is the column that says the month of a row; without any `by` it is one row.
    """
    return _grouped(columns_of(by, month), measures, f"{source}\nWHERE {where}", len(by))


def select_by_ticket(  # noqa: PLR0913 - as `select`, for two steps
    measures: Sequence[str],
    of_tickets: Sequence[str],
    source: str,
    where: str,
    *,
    by: Sequence[str],
    month: str,
) -> str:
    """Return a query of measures over `of_tickets`, which are measures of each ticket's rows.

    In two steps, which take less memory than to count distinct tickets in one.
    """
    columns = [*columns_of(by, month), "ticket"]
    tickets = _grouped(columns, of_tickets, f"{source}\nWHERE {where}", len(columns))
    return _grouped(by, measures, f"(\n{tickets}\n) AS tickets", len(by))


def _grouped(columns: Sequence[str], measures: Sequence[str], source: str, parts: int) -> str:
    groups = f"\nGROUP BY {', '.join(str(n) for n in range(1, parts + 1))}" if parts else ""
    return f"SELECT {', '.join([*columns, *measures])}\nFROM {source}{groups}"


def columns_of(by: Sequence[str], month: str) -> list[str]:
    """Return the columns by which rows are parted, as they are selected."""
    periods = {
        "month": f"{month} AS month",
        "quarter": f"substr({month}, 1, 4) || '-Q' || CAST(CAST("
        f"floor((CAST(substr({month}, 6, 2) AS INT) + 2) / 3) AS INT) AS STRING) AS quarter",
        "year": f"substr({month}, 1, 4) AS year",
    }
    return [periods.get(each, each) for each in by]


def count(where: str, name: str) -> str:
    """Return a measure: how many rows are so."""
    return f"count(CASE WHEN {where} THEN 1 END) AS {name}"


def added(name: str) -> str:
    """Return a measure: the sum of a column, of the same name."""
    return f"CAST(coalesce(sum({name}), 0) AS BIGINT) AS {name}"


def share(part: str, whole: str, name: str) -> tuple[str, str]:
    """Return the two columns of a share: how many rows of the whole are so, and how many it has."""
    return count(f"({whole}) AND ({part})", name), count(whole, f"{name}_of")


def mean(value: str, name: str) -> str:
    """Return a measure: the mean, cut to whole seconds; sums of ten million years are exact."""
    return f"CAST(floor(sum({value}) / count({value})) AS BIGINT) AS {name}"


def percentile(part: str, value: str, name: str) -> str:
    """Return a measure: the percentile by nearest rank, which is the value of a real row."""
    return f"{percentile_of(part, value)} AS {name}"


def percentile_of(part: str, value: str) -> str:
    """Return SQL for a percentile of seconds by nearest rank; `LONGEST` stands for longer ones.

    Of ten million rows all values are held in memory, for each percentile anew: as 32 bits.
    """
    short = f"CASE WHEN {value} > {LONGEST} THEN {LONGEST} ELSE {value} END"
    return f"percentile_disc({part}) WITHIN GROUP (ORDER BY CAST({short} AS INT))"


def only(where: str, value: str) -> str:
    """Return a value that is nothing, and not counted, where something does not hold."""
    return f"CASE WHEN {where} THEN {value} END"
