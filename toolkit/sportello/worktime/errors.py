"""What can go wrong with a question put to a calendar."""

from sportello.findings import Invalid


class WorktimeError(Invalid):
    """A calendar cannot answer."""


class AmbiguousTime(WorktimeError):
    """A wall time without offset that comes twice, as clocks are put back."""


class NonexistentTime(WorktimeError):
    """A wall time without offset that never comes, as clocks are put forward."""


class BeyondKnownHolidays(WorktimeError):
    """The question or its answer lies outside the dates whose holidays are known."""


class StillPaused(WorktimeError):
    """The answer would lie in or after a pause that has no end yet."""
