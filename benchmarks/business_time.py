"""How fast business time is counted, beside other packages and a raw binary search, in one run.

Run with the peers installed: python benchmarks/business_time.py. The figures are printed and go to
docs/business-time.md and docs/images/business-time.svg.
"""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

import numpy as np
from peers import MAKERS, ZONE, Peer, page
from peers.row import Row

from sportello.worktime import Calendar

FIRST, LAST = dt.date(2020, 1, 1), dt.date(2035, 12, 31)
ADDED: Final = (10, 480, 2400, 24_000)
DAYS: Final = (1, 30, 365, 3653)
COLUMNS: Final = tuple(f"add {n} min" for n in ADDED) + tuple(f"between {n} d" for n in DAYS)
ROUNDS: Final = 5
SECONDS: Final = 0.2
CHECKED: Final = 300
BULK: Final = 10_000_000


def office(week: Sequence[str] = ("08:00-12:30", "13:30-18:00")) -> Calendar:
    """Return the calendar that everything is measured on."""
    spec = {"timezone": ZONE.key, "week": {"mon-fri": list(week)}, "holidays": ["italy"]}
    return Calendar.from_spec(spec, "office", {"italy": {"country": "IT"}})


def own(calendar: Calendar) -> Peer:
    """Return this package as a peer of the others."""
    return Peer("sportello", calendar.due, calendar.elapsed, "")


def starts() -> list[dt.datetime]:
    """Return whole minutes, some in and some out of hours, far enough from the end."""
    random = Random(7)  # noqa: S311 (figures that anybody can repeat)
    first = dt.datetime(2020, 1, 7, tzinfo=dt.UTC)
    minutes = (random.randrange(5 * 365 * 1440) for _ in range(2000))
    return [(first + dt.timedelta(minutes=n)).astimezone(ZONE) for n in minutes]


def questions(peer: Peer, column: str) -> list[tuple[Any, Any]]:
    """Return the arguments of every call of a column, in a peer's own terms."""
    kind, number, _ = column.split()
    if kind == "add":
        amount = peer.amount(int(number))
        return [(start, amount) for start in starts()]
    random = Random(8)  # noqa: S311
    ends = (
        dt.timedelta(days=int(number), minutes=random.randrange(-300, 300)) for _ in range(2000)
    )
    pairs = zip(starts(), ends, strict=True)
    return [
        (start, (start.astimezone(dt.UTC) + length).astimezone(ZONE)) for start, length in pairs
    ]


def asked(peer: Peer, column: str) -> Callable[[Any, Any], Any] | None:
    """Return what answers a column, if the peer can."""
    if column.startswith("between"):
        return peer.between
    return None if peer.whole_hours and column == COLUMNS[0] else peer.add


def speed(call: Callable[[Any, Any], Any], arguments: Sequence[tuple[Any, Any]]) -> float:
    """Return calls a second."""
    began = time.perf_counter()
    done = 0
    for first in range(0, len(arguments), 10):
        for a, b in arguments[first : first + 10]:
            call(a, b)
            done += 1
        if time.perf_counter() - began > SECONDS:
            break
    return done / (time.perf_counter() - began)


def agree(row: Row, column: str, calendar: Calendar) -> None:
    """Compare answers; landing on the next opening instead of the closing is told apart."""
    call = asked(row.peer, column)
    if call is None or not row.peer.counts_hours:
        return
    began = time.perf_counter()
    minutes = dt.timedelta(minutes=int(column.split()[1]))
    for a, b in questions(row.peer, column)[:CHECKED]:
        if time.perf_counter() - began > 3:
            break
        row.checked += 1
        if column.startswith("between"):
            right = call(a, b) == calendar.elapsed(a, b)
        else:
            due = calendar.due(a, minutes)
            found = call(a, b)
            right = found == due
            if not right and found == calendar.next_opening(due) and not calendar.is_open(due):
                row.closings += 1
                right = True
        row.wrong[column] = row.wrong.get(column, 0) + (not right)


def measure() -> tuple[list[Row], dict[str, str]]:
    """Return what was measured, and the peers that could not be, with the reason."""
    calendar, whole_day = office(), office(["08:00-18:00"])
    dates = [date for date, _ in calendar.holidays_between(FIRST, LAST)]
    rows, missing = [Row(own(calendar))], {}
    for name, make in MAKERS.items():
        try:
            rows.append(Row(make(dates)))
        except Exception as error:  # noqa: BLE001 (whatever it is, it is told)
            missing[name] = f"{type(error).__name__}: {error}"
    for column in COLUMNS:
        for row in rows:
            agree(row, column, calendar if row.peer.lunch else whole_day)
        able = [row.peer for row in rows if asked(row.peer, column)]
        arguments = {peer.name: questions(peer, column) for peer in able}
        for _ in range(ROUNDS):  # all in turn, so that a busy moment does not hit one alone
            for row in rows:
                call = asked(row.peer, column)
                if call is not None:
                    row.speeds[column] = max(
                        row.speeds.get(column, 0), speed(call, arguments[row.peer.name])
                    )
        print(column, {row.peer.name: round(row.speeds.get(column, 0)) for row in rows}, flush=True)
    return rows, missing


def fastest(rows: Sequence[Row], column: str) -> Row:
    """Return the fastest peer that answers a column's question, with zones as they are."""
    able = (row for row in rows[1:] if column in row.speeds and row.peer.counts_hours)
    return max((row for row in able if row.peer.zoned), key=lambda row: row.speeds[column])


def bulk() -> dict[str, float]:
    """Return nanoseconds an element for ten million random instants, on one thread."""
    calendar = office()
    random = np.random.default_rng(7)
    spans = np.array(calendar.timeline(2020, 2033), np.int64)
    opened = np.ascontiguousarray(spans[:, 0])
    low, high = int(opened[0]), int(spans[-1, 1])
    a, b = random.integers(low, high, BULK), random.integers(low, high, BULK)
    amounts = random.integers(-100_000, 1_000_000, BULK)
    asked: dict[str, Callable[[], object]] = {
        "numpy.searchsorted, raw": lambda: np.searchsorted(opened, a),
        "elapsed_many(a, b)": lambda: calendar.elapsed_many(a, b),
        "due_many(a, 28800)": lambda: calendar.due_many(a, 28_800),
        "due_many(a, amounts)": lambda: calendar.due_many(a, amounts),
        "a + 1, the floor": lambda: a + 1,
    }
    found = dict.fromkeys(asked, float("inf"))
    for _ in range(ROUNDS):
        for name, ask in asked.items():
            began = time.perf_counter()
            ask()
            found[name] = min(found[name], (time.perf_counter() - began) / BULK * 1e9)
    return found


def main() -> None:
    """Measure, print, and write the page."""
    rows, missing = measure()
    text = page.text(rows, missing, bulk(), COLUMNS, fastest)
    print(text)
    page.write(text, rows, COLUMNS)


if __name__ == "__main__":
    main()
