"""Months of the desk's zone, cut at local midnight."""

from datetime import date, datetime, time
from typing import Final

import numpy as np

from sportello.report.cycles.instants import NONE
from sportello.sla.bulk.zones import Ints, offsets_at
from sportello.worktime.zones import Zone

_MONTHS: Final = 12


def months_of(seconds: Ints, zone: Zone) -> Ints:
    """Return the months of instants in epoch seconds, counted from January 1970; NONE stays."""
    is_none = seconds == NONE
    known = np.where(is_none, 0, seconds)
    walls = (known + offsets_at(known, zone)).astype("datetime64[s]")
    found: Ints = walls.astype("datetime64[M]").astype(np.int64)
    found[is_none] = NONE
    return found


def month_of(instant: datetime, zone: Zone) -> int:
    """Return the month of an instant, counted from January 1970."""
    local = instant.astimezone(zone)
    return (local.year - 1970) * _MONTHS + local.month - 1


def end_of_month(month: int, zone: Zone) -> datetime:
    """Return the local midnight at which a month is over."""
    years, months = divmod(month + 1, _MONTHS)
    return datetime.combine(date(1970 + years, months + 1, 1), time(), zone)


def month_name(month: int) -> str:
    """Return a month as it is written: `2026-01`."""
    years, months = divmod(month, _MONTHS)
    return f"{1970 + years}-{months + 1:02}"


def month_sql(column: str) -> str:
    """Return SQL for the same, of a column that may hold NONE."""
    year, month = f"1970 + {column} // {_MONTHS}", f"{column} % {_MONTHS} + 1"
    return f"CASE WHEN {column} > {NONE} THEN printf('%d-%02d', {year}, {month}) END"
