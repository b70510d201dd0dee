"""Business calendars as compiled timelines.

Knows nothing of the rest of the program: it takes the plain data of calendars.yaml and answers
when a desk is open, when something is due, and why.
"""

from sportello.worktime.calendar import Calendar
from sportello.worktime.dates import YearlyDate, parse_date, parse_holiday_date
from sportello.worktime.dayplan import DayPlan, Reason, ReasonKind
from sportello.worktime.duration import Duration, DurationKind
from sportello.worktime.errors import (
    AmbiguousTime,
    BeyondKnownHolidays,
    NonexistentTime,
    StillPaused,
    WorktimeError,
)
from sportello.worktime.exceptions import DatedHours, RuledHours
from sportello.worktime.explain import ExplainedDay, Explanation
from sportello.worktime.holidayset import check_holiday_set
from sportello.worktime.hours import Hours
from sportello.worktime.instants import parse_date_or_instant, parse_instant
from sportello.worktime.last_day import At, IfClosed
from sportello.worktime.pauses import Pause
from sportello.worktime.problems import SpecError, SpecProblem
from sportello.worktime.seasons import Season
from sportello.worktime.standstill import Standstill
from sportello.worktime.text import in_language

__all__ = [
    "AmbiguousTime",
    "At",
    "BeyondKnownHolidays",
    "Calendar",
    "DatedHours",
    "DayPlan",
    "Duration",
    "DurationKind",
    "ExplainedDay",
    "Explanation",
    "Hours",
    "IfClosed",
    "NonexistentTime",
    "Pause",
    "Reason",
    "ReasonKind",
    "RuledHours",
    "Season",
    "SpecError",
    "SpecProblem",
    "Standstill",
    "StillPaused",
    "WorktimeError",
    "YearlyDate",
    "check_holiday_set",
    "in_language",
    "parse_date",
    "parse_date_or_instant",
    "parse_holiday_date",
    "parse_instant",
]
