"""rota.yaml: who staffs the phone."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from sportello.catalog.model.scalars import Day, Text, WeeklyHours
from sportello.catalog.model.values import (
    CalendarRef,
    ContactRef,
    Id,
    Part,
    PersonRef,
    ProviderRef,
    TeamRef,
    Valid,
)
from sportello.worktime import Duration

TurnLength: TypeAlias = Literal["day", "week", "working day"]


class Seat(Part, frozen=True, kw_only=True):
    """A place to be filled in every shift by somebody of a team."""

    team: TeamRef
    """The team whose people sit there."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Speaks Italian`"""


class Turns(Part, frozen=True, kw_only=True):
    """An order in which people take turns in the seats, from a day on until the next one starts.

    All seats move on together, at the beginning of a day.
    """

    starts: Day
    """The first day of the first turn, best with its weekday. Example: `2026-01-05 Monday`"""
    turn: TurnLength
    """How long a turn is: a day, a week from Monday on, or a day on which the calendar opens.

    Example: `week`
    """
    every: Annotated[int, Meta(ge=1)] = 1
    """How many of these one turn lasts. Example: `2`"""
    order: Mapping[Id, tuple[PersonRef, ...]]
    """Who sits in each seat, turn by turn; after the last one the first is next.

    Example: `{first: [p-01, p-02, p-03]}`
    """
    note: str = ""
    """A note of the desk, which is never published. Example: `Agreed at the meeting`"""


class Swap(Part, frozen=True, kw_only=True):
    """Somebody else who sits in a seat on one date."""

    date: Day
    """The date on which the shift begins. Example: `2026-02-10`"""
    seat: Id
    """The seat. Example: `first`"""
    shift: Id | None = None
    """The shift; unless written, all of that date. Example: `morning`"""
    person: PersonRef
    """Who sits there instead."""


class Absence(Part, frozen=True, kw_only=True):
    """Days on which a person takes no shift. There is no key for the reason, which concerns nobody.

    Without a `cover`, the seats of these days are empty, and shown so.
    """

    person: PersonRef
    """Who is absent."""
    from_: Day = msgspec.field(name="from")
    """The first day. Example: `2026-03-02`"""
    until: Day
    """The last day, itself included. Example: `2026-03-06`"""
    cover: PersonRef | None = None
    """Who takes the shifts of these days."""


class Rota(Part, frozen=True, kw_only=True):
    """A phone front end and the seats it needs while its calendar is open."""

    name: Text
    """What it is called. Example: `{it: Turni del telefono, en: Phone shifts}`"""
    provider: ProviderRef
    """Whose phone it is."""
    contact: ContactRef | None = None
    """The contact that it answers for."""
    calendar: CalendarRef | None = None
    """When its seats must be filled; unless written, when the `contact` answers."""
    seats: Mapping[Id, Seat]
    """The places to fill in every shift, by name. Example: `{first: {team: first-line}}`"""
    shifts: Mapping[Id, WeeklyHours] = {}
    """The shifts by name, with their hours as in the week of a calendar; those past midnight belong
    to the day on which they begin. Example: `{morning: {mon-fri: "09:00-13:00"}}`
    """
    turns: tuple[Turns, ...] = ()
    """Who sits where: a new order begins a new entry, so that the old one stays true.

    Example: `[{starts: 2026-01-05 Monday, turn: week, order: {first: [p-01, p-02]}}]`
    """
    swaps: tuple[Swap, ...] = ()
    """Single dates on which somebody else sits in a seat.

    Example: `[{date: 2026-02-10, seat: first, person: p-03}]`
    """
    absences: tuple[Absence, ...] = ()
    """Days on which somebody takes no shift.

    Example: `[{person: p-02, from: 2026-03-02, until: 2026-03-06, cover: p-03}]`
    """
    rest: Duration | None = None
    """How long a person rests between the shifts of one day and those of the next, at least.

    Example: `11 hours`
    """
    valid: Valid | None = None
    """The days for which it is planned: what lies outside is a gap."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Planned by the lead`"""
