"""How charts look: sizes, axes, and colours, which are numbers here."""

import json
from collections.abc import Sequence
from typing import Any, Final

from sportello.report.figure import Unit

Spec = dict[str, Any]

INK: Final = "#000001"
PAPER: Final = "#000002"
GRID: Final = "#000003"
SERIES: Final = ("#000011", "#000012", "#000013", "#000014")
"""Colours of lines and bars, the main one first."""
LEVELS: Final = ("#000021", "#000022", "#000023")
"""Colours of what is good, neither, and bad."""
DASHES: Final = ([1, 0], [7, 4], [2, 3], [8, 3, 2, 3])
"""Lines differ on paper without colours, too."""
_WIDTH: Final = 380
HEIGHT: Final = 170
_LETTER: Final = 7.8
"""Pixels that a letter takes at most, on average: pages have other fonts than whoever draws."""
_LONGEST: Final = 20
"""Letters of a name that are shown."""
BAR: Final = 30
"""Pixels that a bar takes, with what lies between two."""
AXES: Final[dict[Unit, str]] = {
    "share": "datum.label + '%'",
    "seconds": "datum.label + ' h'",
    "count": "datum.label",
}


def month_labels(months: Sequence[str]) -> str:
    """Return an expression that says months in three letters, the year where it begins."""
    years = [month.partition(" ")[2] for month in months]
    shown = [
        month
        for month, year, before in zip(months, years, ["", *years], strict=False)
        if year != before
    ]
    words = "split(datum.label, ' ')"
    name = f"slice({words}[0], 0, 3)"
    return f"indexof({json.dumps(shown)}, datum.label) < 0 ? {name} : [{name}, {words}[1]]"


def cut(name: str) -> str:
    """Return a name as long as there is room for."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def extent(names: Sequence[str]) -> int:
    """Return how many pixels names take beside bars."""
    return round(max(map(len, names)) * _LETTER) + 10


def names_axis(names: Sequence[str]) -> Spec:
    """Return the axis of bars, which has their names."""
    axis = {
        "title": None,
        "labelLimit": 0,
        "minExtent": extent(names),
        "ticks": False,
        "domain": False,
        "labelPadding": 6,
    }
    return {"field": "of", "type": "nominal", "sort": list(names), "axis": axis}


def frame(beside: int = 40) -> Spec:
    """Return what all charts have in common; `beside` are the pixels on the left of what is drawn.

    All are as wide, so that their letters are as large.
    """
    text = {"labelColor": INK, "labelFontSize": 13, "titleColor": INK}
    lines = {"gridColor": GRID, "domainColor": GRID, "tickColor": GRID}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "width": _WIDTH - beside,
        "padding": 4,
        "config": {
            "aria": False,
            "font": "system-ui, sans-serif",
            "view": {"stroke": None},
            "axis": {**text, **lines},
            "legend": {**text, "labelLimit": 190},
            "text": {"fontSize": 13},
        },
    }
