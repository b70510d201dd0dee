"""business-duration: business time between two instants, on a day without break."""

import datetime as dt
from collections.abc import Sequence
from importlib import import_module

from peers.peer import Peer


def make(dates: Sequence[dt.date]) -> Peer:
    """Return the peer on 08:00-18:00."""
    duration = import_module("business_duration").businessDuration
    holidays = dict.fromkeys(dates, "holiday")

    def between(a: dt.datetime, b: dt.datetime) -> float:
        found = duration(
            startdate=a.replace(tzinfo=None),
            enddate=b.replace(tzinfo=None),
            starttime=dt.time(8),
            endtime=dt.time(18),
            holidaylist=holidays,
            unit="sec",
        )
        # It has no answer where nothing was open in between.
        return 0.0 if found != found else float(found)  # noqa: PLR0124 (not a number)

    note = "no break, no zone; compared on 08:00-18:00"
    return Peer("business-duration", None, between, note, lunch=False)
