"""What the public found otherwise from day to day: facts, in the words of no language.

The words are a matter of the site; `sportello.plan.visitors.changes` finds the facts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TypeAlias

from sportello.catalog.model import Text, Valid
from sportello.findings import KeyPath
from sportello.worktime import Calendar, Duration

Fact: TypeAlias = str | Text | Duration | Calendar | Valid
"""How something was, or is: an address, a name, a time, hours, days."""


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One thing that visitors find otherwise.

    `kind` is what `sportello.targets.site.changes` has words for. `entry` is what it is about, by
    its section and by the identifier that it has today, if it is still there; `name` is what it
    was called on the day of the change. `services` are those whose visitors feel it, by today's
    identifiers. `part` is what of it differs, such as a promise, and `cases` say for what. `dates`
    are the days to come on which something differs, where it does not on all, and
    `languages` those in which a text does, where the others read as before.
    """

    kind: str
    entry: KeyPath
    name: Text | str
    services: tuple[str, ...] = ()
    before: tuple[Fact, ...] = ()
    after: tuple[Fact, ...] = ()
    part: str = ""
    cases: tuple[Text, ...] = ()
    since: date | None = None
    until: date | None = None
    dates: tuple[date, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """What changed on a day of the desk, by its last commit of that day, at `updated`."""

    day: date
    updated: datetime
    changes: tuple[PublicChange, ...]


class Beginning(Enum):
    """Why a history goes no further back."""

    FIRST = "first"
    OLDER_LEFT_OUT = "older-left-out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublicHistory:
    """The days on which the public found something otherwise, the newest first.

    `since` is the day of the oldest catalog that was looked at, and `beginning` says why there is
    none before. `updated` is when the newest one was committed.
    """

    days: tuple[ChangedDay, ...]
    since: date
    beginning: Beginning
    updated: datetime
