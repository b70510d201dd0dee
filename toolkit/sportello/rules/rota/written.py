"""Rotas as they are written: names, orders and shifts that fit together, on whatever day."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from sportello.catalog.model import Catalog, Rota
from sportello.findings import OWN, KeyPath, Problem, Rule, Severity
from sportello.worktime import DurationKind, Hours
from sportello.worktime.week import DAYS
from sportello.worktime.zone import DAY

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
K004: Final = Rule("K004", Severity.NOTE, frozenset({OWN}))
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
_WEEK: Final = 7 * DAY


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
            # A seat that is misspelt is K016 alone.
            if lacking and turns.order.keys() <= rota.seats.keys():
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


CHECKS = (_overlaps, _orders, _halves)
