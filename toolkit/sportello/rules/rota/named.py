"""What the entries of a rota name: seats and shifts that it has, each once, and other people."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity, did_you_mean

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


K017: Final = Rule("K017", Severity.ERROR)
"""Somebody who covers for nobody but themselves.

*Qualcuno che sostituisce soltanto sé stesso.*

Who is absent cannot take the shifts of these days, so nobody sits there. Name somebody else, or
leave the cover out, and the gap is shown as one.

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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    absences: [{person: p-01, from: 2026-03-02, until: 2026-03-06, cover: p-01}]
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
    absences: [{person: p-01, from: 2026-03-02, until: 2026-03-06, cover: p-02}]
```
"""


def _names(catalog: Catalog) -> Iterator[Problem]:
    for name, rota in catalog.rotas.items():
        path = ("rotas", name)
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
    for name, rota in catalog.rotas.items():
        path = ("rotas", name)
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


def _covers(catalog: Catalog) -> Iterator[Problem]:
    for name, rota in catalog.rotas.items():
        for index, absence in enumerate(rota.absences):
            if absence.cover == absence.person:
                message = f"{absence.person} is absent and cannot be the cover"
                hint = "name somebody else, or leave the cover out"
                yield K017.problem(("rotas", name, "absences", index, "cover"), message, hint)


def _unknown(
    what: str, name: str, known: Mapping[str, object], path: KeyPath, *, on_key: bool = False
) -> Problem:
    hint = did_you_mean(name, [*known], f"write it below {what}s, or leave it out here")
    return K016.problem(path, f'this rota has no {what} "{name}"', hint, on_key=on_key)


CHECKS = (_names, _twice, _covers)
