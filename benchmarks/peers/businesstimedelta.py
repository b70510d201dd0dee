"""businesstimedelta: rules that are walked from one stretch to the next."""

import datetime as dt
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from peers.peer import ZONE, Peer


def make(dates: Sequence[dt.date]) -> Peer:
    """Return the peer with a rule for the day, one for lunch and one for holidays."""
    package = import_module("businesstimedelta")
    zone = import_module("pytz").timezone(ZONE.key)
    weekdays = [0, 1, 2, 3, 4]
    day = package.WorkDayRule(
        start_time=dt.time(8), end_time=dt.time(18), working_days=weekdays, tz=zone
    )
    lunch = package.LunchTimeRule(
        start_time=dt.time(12, 30), end_time=dt.time(13, 30), working_days=weekdays, tz=zone
    )
    holidays = package.HolidayRule(dict.fromkeys(dates, "holiday"), tz=zone)
    rules = package.Rules([day, lunch, holidays])

    def amount(minutes: int) -> object:
        return package.BusinessTimeDelta(rules, seconds=minutes * 60)

    def add(start: dt.datetime, amount: Any) -> dt.datetime:
        found: dt.datetime = start + amount
        return found

    def between(a: dt.datetime, b: dt.datetime) -> float:
        found = rules.difference(a, b)
        return float(found.hours * 3600 + found.seconds)

    return Peer("businesstimedelta", add, between, "walks every stretch", amount)
