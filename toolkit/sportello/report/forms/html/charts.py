"""Tables of figures -> what Vega-Lite draws of them, as plain dicts.

Months are lines, other parts bars; shares of one whole stand one behind the other in a bar. Colours
are numbers here, which `svg.py` makes classes of.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from sportello.report.figure import Bounds, Measure, Row, Share, Table, Unit, Value
from sportello.report.forms.html.look import (
    AXES,
    BAR,
    DASHES,
    HEIGHT,
    INK,
    LEVELS,
    PAPER,
    SERIES,
    Spec,
    cut,
    extent,
    frame,
    month_labels,
    names_axis,
)
from sportello.report.forms.names import PERIODS, Names
from sportello.report.forms.values import share_words, value_words

_BARS: Final = 15
"""How many bars are drawn: the longest."""
_FEW: Final = 6
"""A count below this has a tick for every number: there are no half tickets."""
_LABELLED: Final = 0.14
"""A share as large as this has room for its number."""


class Chart(NamedTuple):
    """What is drawn, of which measures, and how many groups, if not all of them are shown."""

    spec: Spec
    measures: tuple[Measure, ...]
    shown: int | None = None


def chart(table: Table, names: Names) -> Chart | None:
    """Return the chart of a table, or None of one that says no more as a picture."""
    measures, names = table.figure.main, replace(names, short=True)
    if len(table.by) != 1 or not measures:
        return None
    if len(measures) > 1 and measures[0].unit == "share":
        return _levels(table, measures, names)
    if table.by[0] in PERIODS:
        return _lines(table, measures, names) if len(table.rows) > 1 else None
    return _bars(table, measures[0], names)


def _values(table: Table, measure: Measure) -> Iterator[tuple[Row, Value]]:
    place = table.figure.measures.index(measure)
    yield from ((row, row.values[place]) for row in table.rows)


def _size(value: Value, unit: Unit) -> float | None:
    """Return a value as it is drawn: percent, hours or a count."""
    if isinstance(value, Share):
        return value.part * 100 / value.whole if value.whole else None
    if value is None or isinstance(value, Bounds):
        return None
    return value / 3600 if unit == "seconds" else value


def _lines(table: Table, measures: Sequence[Measure], names: Names) -> Chart | None:
    part, language = table.by[0], names.messages.language
    titles = [each.title.says(language) for each in measures]
    data: list[Spec] = [
        {"at": names.value(part, row.group[0]), "value": size, "of": title}
        for measure, title in zip(measures, titles, strict=True)
        for row, value in _values(table, measure)
        if row.group[0] is not None
        for size in (_size(value, measure.unit),)
    ]
    if all(each["value"] is None for each in data):
        return None
    order = list(dict.fromkeys(str(each["at"]) for each in data))
    unit = measures[0].unit
    axis: Spec = {"title": None, "labelExpr": AXES[unit], "grid": True, "tickCount": 5}
    scale = {"domain": [0, 100]} if unit == "share" else {"zero": True}
    most = max(each["value"] for each in data if each["value"] is not None)
    if unit == "count" and most < _FEW:
        axis |= {"values": list(range(round(most) + 1))}
    several = len(measures) > 1
    legend = {
        "title": None,
        "orient": "top",
        "columns": 2,
        "columnPadding": 45,
        "symbolType": "stroke",
        "symbolSize": 500,
        "symbolStrokeWidth": 2,
    }
    series: Spec = {
        "color": {
            "field": "of",
            "type": "nominal",
            "scale": {"domain": titles, "range": list(SERIES[: len(titles)])},
            "legend": legend if several else None,
        },
        "strokeDash": {
            "field": "of",
            "type": "nominal",
            "scale": {"domain": titles, "range": list(DASHES[: len(titles)])},
            "legend": legend if several else None,
        },
    }
    x = {
        "field": "at",
        "type": "ordinal",
        "sort": order,
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelExpr": month_labels(order),
            "labelOverlap": "greedy",
            "grid": False,
        },
    }
    y = {"field": "value", "type": "quantitative", "axis": axis, "scale": scale}
    line: Spec = {
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": {"x": x, "y": y, **series},
    }
    point: Spec = {
        "mark": {"type": "point", "filled": True, "size": 36, "opacity": 1},
        "encoding": {"x": x, "y": y, "color": series["color"]},
    }
    spec = {**frame(), "height": HEIGHT, "data": {"values": data}, "layer": [line, point]}
    return Chart(spec, tuple(measures))


def _bars(table: Table, measure: Measure, names: Names) -> Chart | None:
    part = table.by[0]
    sized = [
        (size, row, value)
        for row, value in _values(table, measure)
        for size in (_size(value, measure.unit),)
        if size is not None
    ]
    longest = sorted(sized, key=lambda each: -each[0])
    data = [
        {
            "of": cut(names.value(part, row.group[0])),
            "value": size,
            "said": value_words(value, measure.unit, names.messages),
        }
        for size, row, value in longest[:_BARS]
    ]
    most = max((size for size, _row, _value in sized), default=0)
    if most <= 0 or len(sized) < 2:
        return None
    said = [str(each["of"]) for each in data]
    y = names_axis(said)
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, most * 1.3]},
    }
    layers = [
        {
            "mark": {"type": "bar", "color": SERIES[0], "height": BAR * 2 // 3},
            "encoding": {"x": x, "y": y},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5, "color": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "said"}},
        },
    ]
    spec = {
        **frame(extent(said)),
        "height": {"step": BAR},
        "data": {"values": data},
        "layer": layers,
    }
    return Chart(spec, (measure,), _shown(sized))


def _levels(table: Table, measures: Sequence[Measure], names: Names) -> Chart | None:
    """Return bars of shares that are parts of one whole, such as the three smileys."""
    part, _ = table.by[0], names.messages
    titles = [each.title.says(_.language) for each in measures]
    shares = {each: dict(_values(table, each)) for each in measures}
    data: list[Spec] = []
    for row in table.rows[:_BARS]:
        begin = 0.0
        for measure, title in zip(measures, titles, strict=True):
            value = shares[measure][row]
            size = _size(value, "share")
            if isinstance(value, Share) and size is not None:
                said = share_words(value, _) if size >= _LABELLED * 100 else ""
                end = begin + size
                data.append(
                    {
                        "of": cut(names.value(part, row.group[0])),
                        "level": title,
                        "from": begin,
                        "to": end,
                        "middle": (begin + end) / 2,
                        "said": said,
                    }
                )
                begin = end
    if not data:
        return None
    bars = list(dict.fromkeys(str(each["of"]) for each in data))
    y = names_axis(bars)
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 100]}}
    colors = list(LEVELS[: len(titles)])
    level = {"field": "level", "type": "nominal"}
    bar = {
        "mark": {"type": "bar", "height": BAR * 2 // 3, "stroke": PAPER, "strokeWidth": 2},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": y,
            "color": {
                **level,
                "scale": {"domain": titles, "range": colors},
                "legend": {
                    "title": None,
                    "orient": "top",
                    "symbolType": "square",
                    "columnPadding": 30,
                },
            },
        },
    }
    text = {
        "mark": {"type": "text"},
        "encoding": {
            "x": {"field": "middle", **x},
            "y": y,
            "text": {"field": "said"},
            "color": {
                "condition": {"test": f"datum.level === {json.dumps(titles[1])}", "value": INK},
                "value": PAPER,
            },
        },
    }
    spec = {**frame(extent(bars)), "height": {"step": BAR}, "data": {"values": data}}
    return Chart(spec | {"layer": [bar, text]}, tuple(measures), _shown(table.rows))


def _shown(groups: Sequence[object]) -> int | None:
    return _BARS if len(groups) > _BARS else None
