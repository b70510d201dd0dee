"""Who could take the shifts of somebody who is absent, and why the others could not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sportello.catalog.model import Catalog
from sportello.rota.compiled import CompiledRota
from sportello.rota.conflicts import Place, by_person, double_bookings, short_rests
from sportello.rota.sitting import Chosen, Sitting

_AROUND = 14
"""Days before and after, of which the hours are told."""


class Candidate(NamedTuple):
    """Somebody who could cover, or `why_not`; `seconds` are those of the four weeks around."""

    person: str
    seconds: int
    why_not: str


def candidates(catalog: Catalog, absent: str, places: Sequence[Place]) -> tuple[Candidate, ...]:
    """Return everybody else of the desk: who could take these places first, by their hours."""
    first = date.fromordinal(min(each.sitting.date for each in places).toordinal() - _AROUND)
    last = date.fromordinal(max(each.sitting.date for each in places).toordinal() + _AROUND)
    rotas = {name: CompiledRota(catalog, name) for name in catalog.rotas}
    sittings = {name: each.sittings(first, last) for name, each in rotas.items()}
    known = by_person(sittings)
    found = [
        Candidate(
            person,
            sum(each.sitting.end - each.sitting.start for each in known.get(person, ())),
            next(_obstacles(catalog, rotas, person, places, known.get(person, [])), ""),
        )
        for person in catalog.people
        if person != absent
    ]
    return tuple(sorted(found, key=lambda each: (bool(each.why_not), each.seconds, each.person)))


def _obstacles(
    catalog: Catalog,
    rotas: Mapping[str, CompiledRota],
    person: str,
    places: Sequence[Place],
    own: Sequence[Place],
) -> Iterator[str]:
    """Yield why a person cannot take places, the plainest reason first."""
    for rota, sitting in places:
        day = sitting.date
        if not catalog.people[person].valid.covers(day):
            yield f"not at the desk on {day}"
        team = rotas[rota].rota.seats[sitting.seat].team
        if catalog.people[person].teams_on(day).isdisjoint(teams_within(catalog, team)):
            yield f"not in the team {team}"
        if any(each.turns.is_absent(person, day) for each in rotas.values()):
            yield f"absent on {day}"
    taken = [Place(rota, _taken(sitting, person)) for rota, sitting in places]
    both = {person: sorted((*own, *taken), key=lambda place: place.sitting[:2])}
    if next(double_bookings(both), None) is not None:
        yield "in another seat then"
    rests = {
        name: each.rota.rest.amount for name, each in rotas.items() if each.rota.rest is not None
    }
    before = {*short_rests({person: [*own]}, rests)}
    if any(each not in before for each in short_rests(both, rests)):
        yield "too little rest"


def teams_within(catalog: Catalog, team: str) -> frozenset[str]:
    """Return a team and those within it that have its level, or none: who may sit in its seat."""
    level = catalog.teams[team].level if team in catalog.teams else None
    found = {team}
    while True:
        more = {
            name
            for name, each in catalog.teams.items()
            if each.parent in found and each.level in (None, level)
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _taken(sitting: Sitting, person: str) -> Sitting:
    return sitting._replace(chosen=Chosen(person, "cover", sitting.person, ()))
