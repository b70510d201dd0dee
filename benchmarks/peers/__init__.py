"""Packages that count business time too, one adapter a file.

They are installed beside the project, from requirements/bench.lock, and imported by name.
"""

from peers import (
    business_duration,
    businesstimedelta,
    exchange_calendars,
    numpy_busday,
    opening_hours,
    opening_hours_naive,
    pandas_hours,
)
from peers.peer import ZONE, Maker, Peer

MAKERS: dict[str, Maker] = {
    "opening-hours-py": opening_hours.make,
    "opening-hours-py, naive": opening_hours_naive.make,
    "exchange_calendars": exchange_calendars.make,
    "businesstimedelta": businesstimedelta.make,
    "pandas CustomBusinessHour": pandas_hours.make,
    "business-duration": business_duration.make,
    "numpy busday": numpy_busday.make,
}

__all__ = ["MAKERS", "ZONE", "Maker", "Peer"]
