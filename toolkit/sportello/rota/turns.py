"""Whose turn it is on a date, and who takes the seat instead."""

from datetime import date
from typing import NamedTuple

from sportello.catalog.model import Absence, Rota, Turns
from sportello.findings import KeyPath
from sportello.rota.sitting import Because, Chosen
from sportello.worktime import Calendar


class Ordered(NamedTuple):
    """Whose turn it is by the order, and what says so."""

    person: str
    source: KeyPath


class TurnTaking:
    """What a rota says of its people: the order, then swaps, then absences.

    `days` is the calendar of which open dates are working days.
    """

    def __init__(self, rota: Rota, days: Calendar) -> None:
        self._days = days
        self._valid = rota.valid
        self._turns = sorted(enumerate(rota.turns), key=lambda each: each[1].starts, reverse=True)
        self._swaps: dict[tuple[date, str, str | None], Ordered] = {}
        for index, swap in enumerate(rota.swaps):
            key = (swap.date, swap.seat, swap.shift)
            self._swaps.setdefault(key, Ordered(swap.person, ("swaps", index)))
        self._absences: dict[str, list[tuple[int, Absence]]] = {}
        for index, absence in enumerate(rota.absences):
            self._absences.setdefault(absence.person, []).append((index, absence))

    def chosen(self, day: date, seat: str, shift: str) -> Chosen:
        """Return who sits in a seat in a shift that begins on a date, if it is worked then.

        A swap goes before the order, and who is absent sits nowhere: the cover does, unless that
        one is absent too.
        """
        ordered = self.ordered(day, seat)
        swap = self.swapped(day, seat, shift)
        planned = swap or ordered
        if planned is None:
            return Chosen(None, "no order", None, ("turns",))
        absence = self._absence(planned.person, day)
        if absence is None:
            because: Because = "swap" if swap else "order"
            instead_of = ordered.person if swap and ordered else None
            return Chosen(planned.person, because, instead_of, planned.source)
        index, found = absence
        if found.cover and self._absence(found.cover, day) is None:
            return Chosen(found.cover, "cover", planned.person, ("absences", index))
        return Chosen(None, "absent", planned.person, ("absences", index))

    def ordered(self, day: date, seat: str) -> Ordered | None:
        """Return whose turn it is in a seat on a date; None where the rota does not say so."""
        found = self._in_force(day)
        people = found[1].order.get(seat) if found else None
        if found is None or not people:
            return None
        place = self._passed(found[1], day) % len(people)
        return Ordered(people[place], ("turns", found[0], "order", seat, place))

    def present(self, day: date, seat: str) -> list[str]:
        """Return who takes turns in a seat by the order of a date and is not absent then."""
        found = self._in_force(day)
        people = found[1].order.get(seat, ()) if found else ()
        return [each for each in dict.fromkeys(people) if not self.is_absent(each, day)]

    def swapped(self, day: date, seat: str, shift: str) -> Ordered | None:
        """Return who sits there by a swap: of the shift, or of all of that date."""
        return self._swaps.get((day, seat, shift)) or self._swaps.get((day, seat, None))

    def is_absent(self, person: str, day: date) -> bool:
        """Return whether a person takes no shift on a date."""
        return self._absence(person, day) is not None

    def _absence(self, person: str, day: date) -> tuple[int, Absence] | None:
        """Return the absence of a person on a date with its place, one with a cover first."""
        found = [
            each for each in self._absences.get(person, ()) if each[1].from_ <= day <= each[1].until
        ]
        return min(found, key=lambda each: (each[1].cover is None, each[0]), default=None)

    def _in_force(self, day: date) -> tuple[int, Turns] | None:
        """Return the turns of a date with their place; None where nothing is planned."""
        if self._valid and not self._valid.covers(day):
            return None
        return next((each for each in self._turns if each[1].starts <= day), None)

    def _passed(self, turns: Turns, day: date) -> int:
        """Return how many turns have passed since the first one.

        Weeks begin on Monday (ISO 8601). Of working days those since the start count that have
        passed before this one, so that the first of them has the first turn.
        """
        if turns.turn == "day":
            passed = day.toordinal() - turns.starts.toordinal()
        elif turns.turn == "week":
            passed = (day.toordinal() - 1) // 7 - (turns.starts.toordinal() - 1) // 7
        else:
            passed = self._days.workdays_between(turns.starts, day)
        return passed // turns.every
