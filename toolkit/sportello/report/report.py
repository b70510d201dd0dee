"""A report as one frozen value: what the forms show, and nothing that they have to work out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Text
from sportello.report.figure import Month, Table
from sportello.sla.clock import ClockStep


@dataclass(frozen=True)
class Source:
    """A file that was read: its name, the SHA-256 of its bytes, and how many rows it has.

    `counted` are the rows that became tickets of the report, or events of these.
    """

    name: str
    sha256: str
    system: str
    rows: int
    counted: int


@dataclass(frozen=True)
class Place:
    """A row of a file, by its number there, and the ticket that it is about, if it says."""

    file: str
    row: int | None
    reference: str | None = None


@dataclass(frozen=True)
class Doubt:
    """Rows with the same mistake: how many there are, and the first of them.

    `counted` tells whether their tickets are counted in spite of it.
    """

    code: str
    message: str
    hint: str
    count: int
    counted: bool
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Breach:
    """A promise that was not kept, or is late, and what its clock did; seconds of business time.

    What was neither `stopped`, late, nor `ended` without it, still waits.
    """

    ticket: Place
    service: str
    target: str
    team: str | None
    policy: str | None
    calendar: str | None
    is_exact: bool
    started: datetime
    due: datetime
    stopped: datetime | None
    ended: datetime | None
    used: int
    margin: int
    steps: tuple[ClockStep, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether it can still be done."""
        return self.stopped is None and self.ended is None


@dataclass(frozen=True)
class Ahead:
    """A promise that will be broken unless something happens; `left` is in business seconds."""

    ticket: Place
    service: str
    target: str
    due: datetime
    left: int
    is_paused: bool


@dataclass(frozen=True)
class Changed:
    """A decision of an earlier month that is another one now, since the ticket was reopened.

    `before` and `after` are states of a cycle. What was met and is met again belongs to another
    month now, `after_month`.
    """

    ticket: Place
    service: str
    target: str
    month: str
    before: str
    after: str
    after_month: str | None = None


@dataclass(frozen=True)
class Outage:
    """How long a service was down in a window, in seconds of the hours that were agreed."""

    service: str
    window: str
    agreed: int
    down: int
    excluded: int
    promised: float
    is_kept: bool


@dataclass(frozen=True)
class Report:
    """Figures of tickets as they stood at an instant (aware, in the desk's zone).

    `breaches`, `ahead` and `changed` are the first of each, with how many there are in all;
    `excluded` says how many tickets are in no figure, by the reason.
    """

    desk: Text
    as_of: datetime
    month_of: Month
    revision: str | None
    version: str
    sources: tuple[Source, ...]
    first_month: str
    last_month: str
    tables: tuple[Table, ...]
    availability: tuple[Outage, ...]
    breaches: tuple[Breach, ...]
    breach_count: int
    ahead: tuple[Ahead, ...]
    ahead_count: int
    changed: tuple[Changed, ...]
    doubts: tuple[Doubt, ...]
    excluded: Mapping[str, int]

    @property
    def not_counted(self) -> int:
        """How many rows are not counted, for the reasons in `doubts`."""
        return sum(each.count for each in self.doubts if not each.counted)

    changed_count: int = 0
