"""opening-hours-py without its zones: faster, and right as long as no change of the clocks is met."""

import datetime as dt
from collections.abc import Sequence
from importlib import import_module

from peers.opening_hours import HOURS, total, walk
from peers.peer import ZONE, Peer


def make(_: Sequence[dt.date]) -> Peer:
    """Return the peer that is asked in wall-clock time, zones taken off before and put on after."""
    package = import_module("opening_hours")
    calendar = package.OpeningHours(HOURS, country="IT")
    opened = package.State.OPEN

    def add(start: dt.datetime, amount: dt.timedelta) -> dt.datetime:
        wall = start.replace(tzinfo=None)
        found = walk(calendar.intervals, opened, wall, amount)
        return found.replace(tzinfo=ZONE)

    def between(a: dt.datetime, b: dt.datetime) -> float:
        return total(calendar.intervals(a.replace(tzinfo=None), b.replace(tzinfo=None)), opened)

    note = "the same in wall-clock time: wrong for hours in which the clocks change"
    return Peer("opening-hours-py, naive", add, between, note, zoned=False)
