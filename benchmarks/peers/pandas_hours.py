"""pandas: an offset of business hours."""

import datetime as dt
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from peers.peer import ZONE, Peer


def make(dates: Sequence[dt.date]) -> Peer:
    """Return the peer, which adds whole hours and cannot count between instants."""
    pandas = import_module("pandas")

    def amount(minutes: int) -> object:
        return pandas.offsets.CustomBusinessHour(
            n=minutes // 60,
            start=["08:00", "13:30"],
            end=["12:30", "18:00"],
            holidays=[str(date) for date in dates],
        )

    def add(start: dt.datetime, amount: Any) -> dt.datetime:
        # It counts on the wall clock, with or without a zone.
        found: dt.datetime = pandas.Timestamp(start) + amount
        return found.astimezone(ZONE)

    return Peer(
        "pandas CustomBusinessHour", add, None, "whole hours only", amount, whole_hours=True
    )
