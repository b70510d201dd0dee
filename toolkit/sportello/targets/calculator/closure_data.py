"""Why a calendar is closed, as data: its holidays and what else closes a day, with the words."""

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict

from sportello.worktime import Calendar, Reason, ReasonKind

_SATURDAY = 5


class Closure(TypedDict):
    """Dates that are closed for one reason; `sportello-answers.d.ts` tells the keys."""

    kind: str
    text: Mapping[str, str]
    dates: list[str]


def closure_data(calendar: Calendar, first_year: int, last_year: int) -> list[Closure]:
    """Return the closed days of these years, both included, that others of the week are not.

    A closed day that is not among them is a `weekend` on Saturdays and Sundays, else `closed`.
    """
    opened = {day.date for day in calendar.working_days(first_year, last_year)}
    first, last = dt.date(first_year, 1, 1).toordinal(), dt.date(last_year, 12, 31).toordinal()
    found: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = {}
    for date in map(dt.date.fromordinal, range(first, last + 1)):
        if date in opened:
            continue
        plan = calendar.day(date)
        # Hours that the clocks skip are no hours, and give no reason.
        reason = plan.reason if plan.reason and not plan.hours else Reason("closed")
        usual: ReasonKind = "weekend" if date.weekday() >= _SATURDAY else "closed"
        if reason != Reason(usual):
            why = (reason.kind, tuple(reason.text.items()))
            found.setdefault(why, []).append(str(date))
    return [
        {"kind": kind, "text": dict(text), "dates": dates} for (kind, text), dates in found.items()
    ]
