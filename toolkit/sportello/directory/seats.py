"""Who sits at the phone of a contact: what its rotas say. Internal: nothing of it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Catalog
from sportello.directory.ways import Directory
from sportello.rota import CompiledRota, seated
from sportello.worktime import Calendar


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A seat of a rota that must be filled at an instant, and who sits there: None for nobody."""

    rota: str
    seat: str
    person: str | None


def seats_at(catalog: Directory, contact: str | None, at: datetime) -> tuple[SeatTaken, ...]:
    """Return who sits at the phone of a contact; nothing of it is known to the public."""
    return tuple(
        SeatTaken(rota, seat, sitting.person)
        for rota in _rotas(catalog, contact)
        if isinstance(catalog, Catalog)
        for seat, sitting in seated(catalog, rota, at).items()
        if sitting is not None
    )


def shifts_of(catalog: Directory, contact: str | None) -> Iterator[Calendar]:
    """Yield the calendars at whose openings and closings others may sit there."""
    for rota in _rotas(catalog, contact):
        if isinstance(catalog, Catalog):
            compiled = CompiledRota(catalog, rota)
            yield from compiled.shifts.values()
            if compiled.required is not None:
                yield compiled.required


def _rotas(catalog: Directory, contact: str | None) -> Iterator[str]:
    if contact is not None and isinstance(catalog, Catalog):
        yield from (name for name, each in catalog.rotas.items() if each.contact == contact)
