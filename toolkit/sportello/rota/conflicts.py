"""What one person cannot do: sit in two seats at once, or come back without having rested."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sportello.rota.sitting import Sitting


class Place(NamedTuple):
    """A sitting of a rota, by the name of that."""

    rota: str
    sitting: Sitting


class DoubleBooking(NamedTuple):
    """A person in two seats from `start` to `end`, in epoch seconds."""

    person: str
    start: int
    end: int
    one: Place
    other: Place


class ShortRest(NamedTuple):
    """A person who works until `end` of one day, and again from `start` of a later one."""

    person: str
    end: int
    start: int
    before: Place
    after: Place


def by_person(rotas: Mapping[str, Iterable[Sitting]]) -> Mapping[str, list[Place]]:
    """Return the sittings of each person in all rotas, by their start."""
    found: dict[str, list[Place]] = {}
    for rota, sittings in rotas.items():
        for each in sittings:
            if each.person is not None:
                found.setdefault(each.person, []).append(Place(rota, each))
    for places in found.values():
        places.sort(key=lambda place: place.sitting[:2])
    return found


def double_bookings(people: Mapping[str, list[Place]]) -> Iterator[DoubleBooking]:
    """Yield when somebody has two seats at once, of one rota or of two."""
    for person, places in people.items():
        longest = None
        for place in places:
            if longest and place.sitting.start < longest.sitting.end and _differ(longest, place):
                end = min(longest.sitting.end, place.sitting.end)
                yield DoubleBooking(person, place.sitting.start, end, longest, place)
            if longest is None or place.sitting.end > longest.sitting.end:
                longest = place


def short_rests(people: Mapping[str, list[Place]], rest: Mapping[str, int]) -> Iterator[ShortRest]:
    """Yield when somebody rests less than `rest`, by rota and in seconds, from one day to another.

    Where the two days are of two rotas, the longer rest counts. What lies between the shifts of one
    date is no such rest.
    """
    for person, places in people.items():
        last = None
        for place in places:
            if last and place.sitting.date > last.sitting.date:
                needed = max(rest.get(last.rota, 0), rest.get(place.rota, 0))
                if place.sitting.start - last.sitting.end < needed:
                    end, start = last.sitting.end, place.sitting.start
                    yield ShortRest(person, end, start, last, place)
            if last is None or place.sitting.end >= last.sitting.end:
                last = place


def _differ(one: Place, other: Place) -> bool:
    """Return whether two sittings are not in the same seat."""
    return (one.rota, one.sitting.seat) != (other.rota, other.sitting.seat)
