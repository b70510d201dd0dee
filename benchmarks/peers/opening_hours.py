"""opening-hours-py: hours in the language of OpenStreetMap, evaluated in Rust."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any

from peers.peer import ZONE, Peer

HOURS = "Mo-Fr 08:00-12:30,13:30-18:00; PH off"
Intervals = Callable[[dt.datetime], Iterator[tuple[Any, ...]]]


def make(_: Sequence[dt.date]) -> Peer:
    """Return the peer with the Italian holidays it brings along, and its own zones."""
    package = import_module("opening_hours")
    calendar = package.OpeningHours(HOURS, timezone=ZONE, country="IT")
    opened = package.State.OPEN

    def add(start: dt.datetime, amount: dt.timedelta) -> dt.datetime:
        return walk(calendar.intervals, opened, start, amount)

    def between(a: dt.datetime, b: dt.datetime) -> float:
        return total(calendar.intervals(a, b), opened)

    return Peer(
        "opening-hours-py", add, between, "neither adds nor counts: its intervals are walked"
    )


def walk(
    intervals: Intervals, opened: object, start: dt.datetime, amount: dt.timedelta
) -> dt.datetime:
    """Return the instant by which so much open time has passed."""
    for first, last, state, _ in intervals(start):
        if state == opened:
            length = last - first
            if length >= amount:
                found: dt.datetime = first + amount
                return found
            amount -= length
    raise ValueError("never open again")


def total(intervals: Iterator[tuple[Any, ...]], opened: object) -> float:
    """Return the open seconds in intervals."""
    lengths = (last - first for first, last, state, _ in intervals if state == opened)
    return sum(lengths, dt.timedelta()).total_seconds()
