"""How long things took, and how long those wait that are not done: the same for each target."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sportello.catalog.model import Text
from sportello.report.figure import Figure, Measure, Month
from sportello.report.query import (
    CYCLE_PARTS,
    DONE,
    LONGEST,
    PERIODS,
    STOP_MONTH,
    TO_CUSTOMERS,
    WAITING,
    count,
    mean,
    only,
    percentile,
    percentile_of,
    select,
)

_PERCENTILES: Final = {"median": "0.5", "p90": "0.9", "p95": "0.95"}
_TITLES: Final = {
    "median": Text({"it": "Mediana", "en": "Median"}),
    "p90": Text({"it": "90 su 100 entro", "en": "90 of 100 within"}),
    "p95": Text({"it": "95 su 100 entro", "en": "95 of 100 within"}),
}


class Words(NamedTuple):
    """What a figure of times is called, what the tickets that it counts, and what it means."""

    title: Text
    column: Text
    definition: Text
    notes: Text | None = None


def times_figure(name: str, target: str, place: int, words: Words) -> Figure:
    """Return the figure of how long a target took, over the cycles that were stopped."""

    def query(by: Sequence[str], month: Month) -> str:
        used = only(DONE, "used")
        return select(
            [
                count(DONE, "stopped"),
                mean(used, "mean"),
                *(percentile(part, used, each) for each, part in _PERCENTILES.items()),
                count(f"{DONE} AND exactness = 'approximate'", "approximate"),
            ],
            "cycle",
            f"target = '{target}' AND {TO_CUSTOMERS} AND {DONE}",
            by=by,
            month=STOP_MONTH[month],
        )

    measures = (
        Measure("stopped", words.column, "count"),
        Measure("mean", Text({"it": "Media", "en": "Mean"}), "seconds"),
        *(Measure(each, _TITLES[each], "seconds") for each in _PERCENTILES),
        Measure("approximate", Text({"it": "di cui stimati", "en": "of these estimated"}), "count"),
    )
    parts = CYCLE_PARTS - {"target"}
    charted = ("mean", *_PERCENTILES)
    return Figure(
        name,
        place,
        words.title,
        words.definition,
        measures,
        parts,
        query,
        charted,
        words.notes,
    )


def waiting_figure(name: str, target: str, place: int, words: Words) -> Figure:
    """Return the figure of those that wait for a target, and bounds of the times with them."""

    def query(by: Sequence[str], month: Month) -> str:
        # What is not done takes longer than all that is.
        most = f"CASE WHEN {DONE} THEN used ELSE {LONGEST} END"
        return select(
            [
                count(WAITING, "waiting"),
                f"max({only(WAITING, 'used')}) AS oldest",
                *(
                    each
                    for name, part in _PERCENTILES.items()
                    for each in (
                        percentile(part, "used_at_least", f"{name}_least"),
                        f"nullif({percentile_of(part, most)}, {LONGEST}) AS {name}_most",
                    )
                ),
            ],
            "cycle",
            f"target = '{target}' AND {TO_CUSTOMERS} AND state <> 'cancelled'",
            by=by,
            month=STOP_MONTH[month],
        )

    measures = (
        Measure("waiting", words.column, "count"),
        Measure("oldest", Text({"it": "La più lunga attesa", "en": "Longest wait"}), "seconds"),
        *(Measure(each, _TITLES[each], "bounds") for each in _PERCENTILES),
    )
    parts = CYCLE_PARTS - {"target", *PERIODS}
    return Figure(name, place, words.title, words.definition, measures, parts, query)
