"""exchange_calendars: every open minute of the years in one sorted array."""

import datetime as dt
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from peers.peer import ZONE, Peer


def make(dates: Sequence[dt.date]) -> Peer:
    """Return the peer with the holidays as days without a session."""
    pandas = import_module("pandas")
    base: Any = import_module("exchange_calendars").ExchangeCalendar
    body = {
        "name": "office",
        "tz": ZONE,
        "open_times": ((None, dt.time(8)),),
        "break_start_times": ((None, dt.time(12, 30)),),
        "break_end_times": ((None, dt.time(13, 30)),),
        "close_times": ((None, dt.time(18)),),
        "adhoc_holidays": [pandas.Timestamp(date) for date in dates],
    }
    calendar = type("Office", (base,), body)(start="2020-01-01", end="2035-12-31")
    minutes = calendar.minutes

    def add(start: dt.datetime, count: int) -> dt.datetime:
        found: dt.datetime = minutes[minutes.searchsorted(pandas.Timestamp(start)) + count]
        return found

    def between(a: dt.datetime, b: dt.datetime) -> float:
        first, last = pandas.Timestamp(a), pandas.Timestamp(b)
        return float(minutes.searchsorted(last) - minutes.searchsorted(first)) * 60

    return Peer("exchange_calendars", add, between, "whole minutes; at most one break", int)
