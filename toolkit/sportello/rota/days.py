"""A rota as people read it: by day, who is on; by person, when they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sportello.rota.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a shift with who sits in each seat, from `start` to `end` in epoch seconds."""

    date: date
    shift: str
    start: int
    end: int
    seats: Mapping[str, Sitting]


def by_day(sittings: Iterable[Sitting]) -> tuple[Row, ...]:
    """Return the stretches of shifts, by their start."""
    found: dict[tuple[int, int, date, str], dict[str, Sitting]] = {}
    for each in sittings:
        found.setdefault((each.start, each.end, each.date, each.shift), {})[each.seat] = each
    return tuple(
        Row(day, shift, start, end, seats) for (start, end, day, shift), seats in found.items()
    )


def by_person(sittings: Iterable[Sitting]) -> Mapping[str, tuple[Sitting, ...]]:
    """Return what each person sits, by the name of the person."""
    found: dict[str, list[Sitting]] = {}
    for each in sittings:
        if each.person is not None:
            found.setdefault(each.person, []).append(each)
    return {person: tuple(found[person]) for person in sorted(found)}
