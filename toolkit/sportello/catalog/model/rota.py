"""rota.yaml: who staffs the phone."""

from collections.abc import Mapping

from sportello.catalog.model.scalars import Text
from sportello.catalog.model.values import CalendarRef, ContactRef, Id, Part, ProviderRef, TeamRef


class Seat(Part, frozen=True, kw_only=True):
    """A place to be filled in every shift by somebody of a team."""

    team: TeamRef
    note: str = ""


class Rota(Part, frozen=True, kw_only=True):
    """A phone front end and the seats it needs while its calendar is open."""

    name: Text
    provider: ProviderRef
    contact: ContactRef | None = None
    calendar: CalendarRef | None = None
    seats: Mapping[Id, Seat]
    note: str = ""
