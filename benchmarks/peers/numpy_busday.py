"""numpy: business days, without hours."""

import datetime as dt
from collections.abc import Sequence

import numpy as np

from peers.peer import Peer


def make(dates: Sequence[dt.date]) -> Peer:
    """Return the peer, which counts whole days and is shown for comparison only."""
    calendar = np.busdaycalendar(holidays=np.array(dates, "datetime64[D]"))

    def between(a: dt.datetime, b: dt.datetime) -> float:
        return float(np.busday_count(a.date(), b.date(), busdaycal=calendar)) * 9 * 3600

    note = "whole days only, so no peer for the ratio"
    return Peer("numpy busday", None, between, note, counts_hours=False)
