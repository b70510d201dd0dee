"""What came, what was done, and what is open at the end of each month."""

from collections.abc import Sequence
from typing import Final

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import PARTS, PERIODS, columns_of
from sportello.worktime.dates import FIRST_YEAR, LAST_YEAR

_SIGNS: Final = {"opened": 1, "resolved": -1, "reopened": 1, "removed": -1}
_YEARS: Final = ", ".join(f"('{year}')" for year in range(FIRST_YEAR, LAST_YEAR + 1))
_MONTHS: Final = ", ".join(f"('{month:02}')" for month in range(1, 13))
_ALL_MONTHS: Final = f"""(
    SELECT year || '-' || number AS month
    FROM (VALUES {_YEARS}) AS years(year) CROSS JOIN (VALUES {_MONTHS}) AS numbers(number)
    JOIN (SELECT min(month) AS first, max(month) AS last FROM turn) AS bounds
        ON year || '-' || number BETWEEN first AND last
) AS months"""
"""Every month from the first to the last turn: what is open at its end is so without any turn."""


def _query(by: Sequence[str], month: Month) -> str:  # noqa: ARG001 - each turn has its own month
    others = [each for each in by if each not in PERIODS]
    periods = [each for each in by if each in PERIODS]
    counts = ", ".join(f"count(CASE WHEN kind = '{each}' THEN 1 END) AS {each}" for each in _SIGNS)
    signs = " ".join(f"WHEN '{kind}' THEN {sign}" for kind, sign in _SIGNS.items())
    change = f"coalesce(sum(CASE kind {signs} ELSE 0 END), 0)"
    if not periods:
        columns = "".join(f"{each}, " for each in by)
        grouped = f"\nGROUP BY {', '.join(by)}" if by else ""
        return f"SELECT {columns}{counts}, {change} AS open\nFROM turn{grouped}"
    columns = ", ".join([*others, *columns_of(periods, "month")])
    groups = f"(SELECT DISTINCT {', '.join(others)} FROM turn) AS groups CROSS JOIN "
    partition = f"PARTITION BY {', '.join(others)} " if others else ""
    return (
        f"SELECT {', '.join(by)}, {counts},\n"
        f"sum({change}) OVER ({partition}ORDER BY {', '.join(periods)}) AS open\n"
        f"FROM (SELECT {columns}, kind FROM turn\n"
        f"UNION ALL SELECT {columns}, CAST(NULL AS STRING) AS kind "
        f"FROM {groups if others else ''}{_ALL_MONTHS}) AS moves\n"
        f"GROUP BY {', '.join(by)}"
    )


FIGURE = Figure(
    "backlog",
    30,
    Text({"it": "Richieste in giacenza", "en": "Backlog"}),
    Text(
        {
            "it": "Quante richieste sono aperte alla fine del mese: quelle di prima, più le "
            "aperte, meno le risolte, più le riaperte, meno le annullate. Ogni fatto conta"
            " nel mese in cui è avvenuto; una richiesta può essere risolta e riaperta più "
            "volte.",
            "en": "How many requests are open at the end of the month: those of before, plus "
            "opened, minus resolved, plus reopened, minus cancelled. Each of these counts "
            "in the month in which it happened; a request may be resolved and reopened "
            "several times.",
        }
    ),
    (
        Measure("opened", Text({"it": "Aperte", "en": "Opened"}), "count"),
        Measure("resolved", Text({"it": "Risolte", "en": "Resolved"}), "count"),
        Measure("reopened", Text({"it": "Riaperte", "en": "Reopened"}), "count"),
        Measure("removed", Text({"it": "Annullate", "en": "Cancelled"}), "count"),
        Measure(
            "open",
            Text({"it": "Aperte alla fine", "en": "Open at the end"}),
            "count",
            adds_up=False,
        ),
    ),
    PARTS,
    _query,
    charted=("open", "opened", "resolved"),
)
