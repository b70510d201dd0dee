"""The page and the chart of what was measured."""

import platform
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np

from peers.row import Row

DOCS: Final = Path(__file__).parents[2] / "docs"
_PACKAGES: Final = (
    *("opening-hours-py", "exchange-calendars", "businesstimedelta", "pandas"),
    *("business-duration", "numpy", "holidays"),
)
_HEAD: Final = """\
# Business time, measured

All figures come from one run of `benchmarks/business_time.py` on one machine; what counts are the
ratios. The calendar: Monday to Friday 08:00–12:30 and 13:30–18:00 in Europe/Rome, with the Italian
holidays of 2020–2035.

![Calls a second by span](images/business-time.svg)

## One call at a time

Calls a second, best of five rounds. *add* finds the instant by which so many business minutes
have passed, *between* the business seconds between two instants so many days apart. Instants go in
and come out as datetimes of the zone; amounts are made beforehand, in each package's own terms.

"""
_RUN: Final = """\
## How to repeat it

    make .venv-bench/ready
    .venv-bench/bin/python benchmarks/business_time.py

What the tests of business time notice is measured too: [mutation](business-time-mutation.md).
"""
Fastest = Callable[[Sequence[Row], str], Row]


def text(
    rows: Sequence[Row],
    missing: dict[str, str],
    bulk: dict[str, float],
    columns: Sequence[str],
    fastest: Fastest,
) -> str:
    """Return the page in Markdown."""
    parts = [_HEAD, _table(rows, columns, fastest), "\n", _notes(rows, missing), _bulk(bulk)]
    return "".join([*parts, _machine(), _RUN])


def _table(rows: Sequence[Row], columns: Sequence[str], fastest: Fastest) -> str:
    lines = [["", *columns], ["---", *("---:" for _ in columns)]]
    for row in rows:
        cells = (f"{row.speeds[each]:,.0f}" if each in row.speeds else "–" for each in columns)
        lines.append([row.peer.name, *(cell if cell != "0" else "< 1" for cell in cells)])
    quickest = {each: fastest(rows, each) for each in columns}
    ratios = [f"{rows[0].speeds[each] / quickest[each].speeds[each]:.1f} ×" for each in columns]
    lines.append(["**sportello to the fastest peer**", *(f"**{ratio}**" for ratio in ratios)])
    lines.append(["the fastest peer", *(quickest[each].peer.name for each in columns)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _notes(rows: Sequence[Row], missing: dict[str, str]) -> str:
    lines = ["## What the others do differently\n\n"]
    for row in rows[1:]:
        wrong = {column: number for column, number in row.wrong.items() if number}
        agreed = f"{row.checked - sum(wrong.values())} of {row.checked} answers compared agree"
        told = [row.peer.note, agreed if row.checked else "not compared"]
        if row.closings:
            told.append(f"{row.closings} of them are the next opening instead of the closing")
        told += [f"{number} differ at {column}" for column, number in wrong.items()]
        lines.append(f"- *{row.peer.name}*: {'; '.join(told)}.\n")
    lines += [f"- *{name}* could not be run: {reason}\n" for name, reason in missing.items()]
    lines.append(
        "\nAn amount that ends exactly at closing time is due at the closing here, and at the next "
        "opening\nelsewhere: a convention, counted as agreement. A peer that reads no zones, or "
        "counts whole days,\nis not taken for the fastest.\n\n"
    )
    return "".join(lines)


def _bulk(figures: dict[str, float]) -> str:
    raw = next(iter(figures.values()))
    lines = [
        "## Ten million at a time\n\n",
        "Random instants of 2020–2033 in numpy arrays, on one thread; the yardstick is one "
        "`numpy.searchsorted`\nof the same instants in the calendar's openings.\n\n",
        "| | ns an element | to searchsorted |\n| --- | ---: | ---: |\n",
        *(f"| {name} | {cost:.1f} | {cost / raw:.3f} × |\n" for name, cost in figures.items()),
    ]
    return "".join(lines) + "\n"


def _machine() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    chip = f"{len(models)} × {models[0]}" if models else platform.machine()
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"## Measured on\n\n{chip}, {platform.system()}, {python}; {versions}.\n\n"


def write(text: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Write the page, and its chart as SVG."""
    (DOCS / "images").mkdir(parents=True, exist_ok=True)
    (DOCS / "business-time.md").write_text(text, encoding="utf-8")
    matplotlib = import_module("matplotlib")
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "business-time"
    figure, axes = import_module("matplotlib.pyplot").subplots(figsize=(9, 4.5))
    for row in rows:
        known = [index for index, column in enumerate(columns) if column in row.speeds]
        speeds = [row.speeds[columns[index]] for index in known]
        style = {"linewidth": 2.5, "color": "black"} if row is rows[0] else {"linewidth": 1}
        axes.plot(known, speeds, marker="o", markersize=4, label=row.peer.name, **style)
    axes.set_yscale("log")
    axes.set_ylabel("calls a second")
    axes.set_xticks(np.arange(len(columns)), columns, rotation=30, ha="right")
    axes.grid(visible=True, axis="y", alpha=0.3)
    axes.legend(fontsize=8, loc="lower left")
    figure.tight_layout()
    figure.savefig(DOCS / "images" / "business-time.svg", metadata={"Date": None})
