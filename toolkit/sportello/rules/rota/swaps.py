"""Swaps that change nothing, from a day on."""

from collections.abc import Iterator
from typing import Final

from sportello.findings import Problem, Rule, Severity
from sportello.rules.rota.ahead import HOURS, Ahead

K015: Final = Rule("K015", Severity.WARNING, HOURS, of_a_day=True)
"""A swap that changes nothing.

*Un cambio che non cambia nulla.*

On its date there is no such shift, since the calendar is closed or the shift has no hours then, or
the person sits there anyway. Perhaps the date is wrong, or the plan has changed since. Correct the
swap, or remove it.

With, in `teams.yaml`:

```yaml
teams:
  front: {name: Front, provider: acme}
  back: {name: Back, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-01: {team: front, valid: {from: 2025-01-07}}
  p-02: {team: front, valid: {from: 2025-01-07}}
  p-03: {team: front, valid: {from: 2025-01-07}}
  p-04: {team: back, valid: {from: 2025-01-07}}
```

Bad, in `rota.yaml`, `--on 2026-06-01`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
    swaps: [{date: 2026-06-13 Saturday, seat: first, person: p-02}]
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
    swaps: [{date: 2026-06-12 Friday, seat: first, person: p-02}]
```
"""


def idle_swaps(rota: Ahead) -> Iterator[Problem]:
    """Yield the swaps to come that change nothing."""
    worked = {(each.date, each.seat, each.shift) for each in rota.own}
    for index, swap in enumerate(rota.compiled.rota.swaps):
        known = swap.seat in rota.compiled.rota.seats and (
            swap.shift is None or swap.shift in rota.compiled.shifts
        )
        if not known or not rota.first <= swap.date <= rota.last:
            continue
        shifts = [swap.shift] if swap.shift else [*rota.compiled.shifts]
        path = ("rotas", rota.name, "swaps", index)
        ordered = rota.compiled.turns.ordered(swap.date, swap.seat)
        if not any((swap.date, swap.seat, shift) in worked for shift in shifts):
            of = f'shift "{swap.shift}"' if swap.shift else "shift"
            message = f"there is no {of} on {swap.date:%A} {swap.date}, for which this swap is"
            yield K015.problem((*path, "date"), message, "correct the date, or remove the swap")
        elif ordered and ordered.person == swap.person:
            message = f'{swap.person} sits in "{swap.seat}" on {swap.date} anyway'
            hint = "name somebody else, or remove the swap"
            yield K015.problem((*path, "person"), message, hint)
