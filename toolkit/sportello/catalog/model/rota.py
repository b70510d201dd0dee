"""rota.yaml: who staffs the phone."""

from collections.abc import Mapping

from sportello.catalog.model.scalars import Text
from sportello.catalog.model.values import CalendarRef, ContactRef, Id, Part, ProviderRef, TeamRef


class Seat(Part, frozen=True, kw_only=True):
    """A place to be filled in every shift by somebody of a team."""

    team: TeamRef
    """The team whose people sit there."""
    note: str = ""
    """A note of the desk, which is never published. Example: `Speaks Italian`"""


class Rota(Part, frozen=True, kw_only=True):
    """A phone front end and the seats it needs while its calendar is open."""

    name: Text
    """What it is called. Example: `{it: Turni del telefono, en: Phone shifts}`"""
    provider: ProviderRef
    """Whose phone it is."""
    contact: ContactRef | None = None
    """The contact that it answers for."""
    calendar: CalendarRef | None = None
    """When its seats must be filled."""
    seats: Mapping[Id, Seat]
    """The places to fill in every shift, by name. Example: `{first: {team: first-line}}`"""
    note: str = ""
    """A note of the desk, which is never published. Example: `Planned by the lead`"""
