"""Rotas as they are written: names, orders and shifts that fit together, on whatever day."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog, Rota
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, did_you_mean
from sportello.worktime import DurationKind, Hours
from sportello.worktime.week import DAYS
from sportello.worktime.zone import DAY

K001: Final = Rule("K001", Severity.ERROR)
"""Two entries of a rota for the same.

*Due voci di un turno per la stessa cosa.*

Two swaps name the same date, seat and shift, or two orders start on the same day: nobody could say
which one holds. A swap without a shift means all shifts of its date. Remove one of the two.

With, in `teams.yaml`:

```yaml
teams:
  front: {name: Front, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-01: {team: front, valid: {from: 2025-01-07}}
  p-02: {team: front, valid: {from: 2025-01-07}}
```

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    swaps:
      - {date: 2026-02-10, seat: first, person: p-01}
      - {date: 2026-02-10, seat: first, shift: day, person: p-02}
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    swaps:
      - {date: 2026-02-10, seat: first, shift: day, person: p-02}
```
"""
K002: Final = Rule("K002", Severity.ERROR)
"""Two shifts of a rota at the same time.

*Due fasce di un turno nello stesso momento.*

In each seat sits one person. Where two shifts overlap, there would be two, and hours would count
twice. Let one shift end before the next begins; for two people at once write two seats.

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    shifts: {early: {mon-fri: "08:00-14:00"}, late: {mon-fri: "13:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {}}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    shifts: {early: {mon-fri: "08:00-13:00"}, late: {mon-fri: "13:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {}}]
```
"""
K003: Final = Rule("K003", Severity.ERROR, frozenset({OWN}))
"""A seat without an order.

*Un posto senza ordine.*

The turns of a rota say nothing of this seat, so that nobody ever sits there. Write its people below
`order:`, or remove the seat.

With, in `teams.yaml`:

```yaml
teams:
  front: {name: Front, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-01: {team: front, valid: {from: 2025-01-07}}
  p-02: {team: front, valid: {from: 2025-01-07}}
```

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {first: {team: front}, second: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {first: {team: front}, second: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02], second: [p-02, p-01]}}]
```
"""
K004: Final = Rule("K004", Severity.NOTE)
"""An order of one person.

*Un ordine di una sola persona.*

Nobody takes turns there: the same person sits in every shift, and every absence is a gap. If that
is meant, say so in a comment, such as `# sportello: ignore K004 because there is only one`.

With, in `teams.yaml`:

```yaml
teams:
  front: {name: Front, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-01: {team: front, valid: {from: 2025-01-07}}
  p-02: {team: front, valid: {from: 2025-01-07}}
```

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01]}}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
```
"""
K005: Final = Rule("K005", Severity.WARNING, frozenset({OWN}))
"""A rota that is planned by half.

*Un turno pianificato a metà.*

Without shifts turns are about no hours, and without turns shifts are about nobody: no one sits
there. Write what is missing. A rota with neither only says which seats there are.

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    shifts: {day: {mon-fri: "08:00-18:00"}}
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
```
"""
K006: Final = Rule("K006", Severity.ERROR)
"""A rest that is not counted day and night.

*Un riposo che non si conta giorno e notte.*

A person rests also while the desk is closed: business hours and working days are no rest. Write it
in hours.

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    rest: 11 business hours
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    rest: 11 hours
```
"""
K016: Final = Rule("K016", Severity.ERROR, frozenset({OWN}))
"""A seat or shift that the rota does not have.

*Un posto o una fascia che il turno non ha.*

An order or a swap names a seat or a shift of its rota by another name than it has there, and has no
effect. Correct the name.

With, in `teams.yaml`:

```yaml
teams:
  front: {name: Front, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-01: {team: front, valid: {from: 2025-01-07}}
  p-02: {team: front, valid: {from: 2025-01-07}}
```

Bad, in `rota.yaml`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    swaps: [{date: 2026-02-10, seat: frist, person: p-01}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    swaps: [{date: 2026-02-10, seat: first, person: p-01}]
```
"""
_WEEK: Final = 7 * DAY


def _names(catalog: Catalog) -> Iterator[Problem]:
    for path, rota in _rotas(catalog):
        for index, turns in enumerate(rota.turns):
            for seat in turns.order.keys() - rota.seats.keys():
                place = (*path, "turns", index, "order", seat)
                yield _unknown("seat", seat, rota.seats, place, on_key=True)
        for index, swap in enumerate(rota.swaps):
            if swap.seat not in rota.seats:
                yield _unknown("seat", swap.seat, rota.seats, (*path, "swaps", index, "seat"))
            if swap.shift is not None and swap.shift not in rota.shifts:
                yield _unknown("shift", swap.shift, rota.shifts, (*path, "swaps", index, "shift"))


def _twice(catalog: Catalog) -> Iterator[Problem]:
    for path, rota in _rotas(catalog):
        for (_, one), (index, other) in combinations(enumerate(rota.swaps), 2):
            same_shift = one.shift == other.shift or None in (one.shift, other.shift)
            if (one.date, one.seat) == (other.date, other.seat) and same_shift:
                shift = one.shift or other.shift
                where = f'the seat "{one.seat}"' + (f' in the shift "{shift}"' if shift else "")
                message = f"two swaps are for {one.date} and {where}"
                yield K001.problem((*path, "swaps", index), message, "remove one of them")
        for (_, earlier), (index, later) in combinations(enumerate(rota.turns), 2):
            if earlier.starts == later.starts:
                message = f"two orders start on {later.starts}"
                hint = "remove one of them, or let it start on another day"
                yield K001.problem((*path, "turns", index, "starts"), message, hint)


def _overlaps(catalog: Catalog) -> Iterator[Problem]:
    for path, rota in _rotas(catalog):
        for (one, first), (other, second) in combinations(rota.shifts.items(), 2):
            found = next(_common(first.week, second.week), None)
            if found is not None:
                day, hours, later = found
                message = f'the shifts "{one}" ({hours}) and "{other}" ({later}) overlap on {day}'
                hint = "let one end before the other begins; two people at once need two seats"
                yield K002.problem((*path, "shifts", other), message, hint, on_key=True)


def _orders(catalog: Catalog) -> Iterator[Problem]:
    for path, rota in _rotas(catalog):
        for index, turns in enumerate(rota.turns):
            lacking = [seat for seat in rota.seats if not turns.order.get(seat)]
            if lacking:
                message = f"nobody takes turns in {_listed(lacking)} from {turns.starts} on"
                hint = "write who sits there, such as [p-01, p-02]; or remove the seat"
                yield K003.problem((*path, "turns", index, "order"), message, hint, on_key=True)
            for seat, people in turns.order.items():
                if len({*people}) == 1 and seat in rota.seats:
                    message = f'{people[0]} alone takes turns in "{seat}": every absence is a gap'
                    hint = "add somebody, or say in a comment why nobody is to be had"
                    yield K004.problem((*path, "turns", index, "order", seat), message, hint)


def _halves(catalog: Catalog) -> Iterator[Problem]:
    for path, rota in _rotas(catalog):
        if bool(rota.shifts) != bool(rota.turns):
            there, missing = ("shifts", "turns") if rota.shifts else ("turns", "shifts")
            message = f"this rota has {there} and no {missing}: nobody sits there"
            yield K005.problem((*path, there), message, f'write its "{missing}"', on_key=True)
        if rota.rest and rota.rest.kind is not DurationKind.ELAPSED:
            message = f'"{rota.rest}" is not counted day and night'
            yield K006.problem((*path, "rest"), message, 'write hours, like "11 hours"')


def _rotas(catalog: Catalog) -> Iterator[tuple[KeyPath, Rota]]:
    yield from ((("rotas", name), rota) for name, rota in catalog.rotas.items())


def _unknown(
    what: str, name: str, known: Mapping[str, object], path: KeyPath, *, on_key: bool = False
) -> Problem:
    hint = did_you_mean(name, [*known], f"write it below {what}s, or leave it out here")
    return K016.problem(path, f'this rota has no {what} "{name}"', hint, on_key=on_key)


def _listed(seats: list[str]) -> str:
    return " and ".join(f'"{seat}"' for seat in seats)


def _common(
    one: tuple[tuple[Hours, ...], ...], other: tuple[tuple[Hours, ...], ...]
) -> Iterator[tuple[str, Hours, Hours]]:
    """Yield when hours of two weeks overlap: the day of the first, and both hours."""
    for day, hours in enumerate(one):
        for later_day, later_hours in enumerate(other):
            for first in hours:
                for second in later_hours:
                    # A night of Sunday runs on into Monday.
                    for shift in (-_WEEK, 0, _WEEK):
                        begin = (later_day - day) * DAY + second.start + shift
                        if begin < first.end and first.start < begin + second.end - second.start:
                            yield DAYS[day], first, second


CHECKS = (_names, _twice, _overlaps, _orders, _halves)
