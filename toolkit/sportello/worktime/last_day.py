"""The last day of a promise: at which hour of it something is due, and what if it is closed."""

import re
from typing import Final, Literal, NamedTuple, Self, TypeAlias

from sportello.findings import Invalid
from sportello.worktime.duration import Duration, DurationKind

IfClosed: TypeAlias = Literal["next", "previous", "stay"]
"""Where days end that end on a day without openings: the next or the previous one with any, or
there."""
_CLOCK: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


class At(str):
    """The hour of the last working day at which something is due.

    `end_of_day` is its last closing, `same_time` the time of day of the start, pulled into its
    hours; a time such as `14:00` is that time, open or not. Raises Invalid for anything else.
    """

    __slots__ = ()

    def __new__(cls, written: str) -> Self:
        """Read what is written."""
        if written not in ("end_of_day", "same_time") and not _CLOCK.fullmatch(written):
            raise Invalid(
                f'"{written}" is no hour of the last day',
                'write end_of_day, same_time or a time, like "14:00"',
            )
        return super().__new__(cls, written)

    @property
    def clock(self) -> int | None:
        """The time of day in seconds; None if none is named."""
        named = _CLOCK.fullmatch(self)
        return int(named[1]) * 3600 + int(named[2]) * 60 if named else None


END_OF_DAY: Final = At("end_of_day")


class LastDay(NamedTuple):
    """What is said of the last day: of working days `at`, of calendar days `if_closed`."""

    at: str = "end_of_day"
    if_closed: IfClosed = "stay"


def may_roll(within: Duration, if_closed: IfClosed) -> bool:
    """Tell whether the last day depends on which days a calendar is open."""
    return within.kind is DurationKind.CALENDAR_DAYS and if_closed != "stay"
