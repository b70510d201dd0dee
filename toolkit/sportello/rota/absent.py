"""Somebody is absent on a day: which seats that leaves, and how it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Catalog
from sportello.catalog.yaml.edit import with_item, with_key
from sportello.findings import Invalid, did_you_mean
from sportello.rota.compiled import CompiledRota
from sportello.rota.conflicts import Place


@dataclass(frozen=True)
class Away:
    """A person who is absent, and the places that this leaves, of some rotas.

    `known` are the absences that are written already, by rota: those without a cover.
    """

    person: str
    day: date
    places: tuple[Place, ...]
    known: Mapping[str, int]
    zones: Mapping[str, str]

    @property
    def rotas(self) -> tuple[str, ...]:
        """The rotas in which something is left."""
        return tuple(dict.fromkeys(place.rota for place in self.places))

    def written(self, raw: bytes, rota: str, cover: str | None) -> bytes:
        """Return the text of rota.yaml with the absence in a rota. Raises Invalid."""
        path = ("rotas", rota, "absences")
        if rota in self.known:
            if cover is None:
                return raw
            return with_key(raw, (*path, self.known[rota]), "cover", cover)
        by = f", cover: {cover}" if cover else ""
        item = f"{{person: {self.person}, from: {self.day}, until: {self.day}{by}}}"
        return with_item(raw, path, item)


def away(catalog: Catalog, person: str, day: date) -> Away:
    """Return what the absence of a person on a day leaves; of all days of one that is written.

    Raises Invalid for a person that there is not, and for one who has no shift then.
    """
    if person not in catalog.people:
        hint = did_you_mean(person, catalog.people) or "the catalog has none"
        raise Invalid(f'there is no person "{person}"', hint)
    places: list[Place] = []
    known: dict[str, int] = {}
    zones: dict[str, str] = {}
    for name in catalog.rotas:
        rota = CompiledRota(catalog, name)
        absence = _uncovered(rota, person, day)
        first = last = day
        if absence is not None:
            written = rota.rota.absences[absence]
            first, last = written.from_, written.until
        left = [
            Place(name, each)
            for each in rota.sittings(first, last)
            if person == (each.person or each.chosen.instead_of)
        ]
        if left:
            places += left
            zones[name] = rota.zone.key
            if absence is not None:
                known[name] = absence
    if not places:
        raise Invalid(f"{person} has no shift on {day:%A} {day}", _covered(catalog, person, day))
    return Away(person, day, tuple(places), known, zones)


def _uncovered(rota: CompiledRota, person: str, day: date) -> int | None:
    """Return the place of an absence of a day that has no cover, if there is one."""
    return next(
        (
            index
            for index, each in enumerate(rota.rota.absences)
            if each.person == person and each.from_ <= day <= each.until and each.cover is None
        ),
        None,
    )


def _covered(catalog: Catalog, person: str, day: date) -> str:
    for rota in catalog.rotas.values():
        for each in rota.absences:
            if each.person == person and each.from_ <= day <= each.until and each.cover:
                return f"{each.cover} covers already; to change that, edit the absence"
    return f"`sportello rota --person {person} --week {day}` shows the shifts of that week"
