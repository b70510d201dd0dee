"""What one person cannot do, in all rotas together: two seats at once, and too little rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rota import double_bookings, short_rests
from sportello.rota.conflicts import Place, by_person
from sportello.rota.occurrences import hours_in_words, in_words
from sportello.rules.rota.ahead import HOURS, Ahead

K010: Final = Rule("K010", Severity.WARNING, HOURS, of_a_day=True)
"""A person in two seats at once.

*Una persona in due posti nello stesso momento.*

By two orders, a swap or a cover, the same person would sit in two seats, of one rota or of two.
Lists of unequal length meet after some turns. Write a swap for one of the two, or change an order.

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
    seats: {first: {team: front}, second: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02], second: [p-01, p-02]}}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}, second: {team: front}}
    shifts: {day: {mon-fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02], second: [p-02, p-01]}}]
```
"""
K013: Final = Rule("K013", Severity.WARNING, HOURS, of_a_day=True)
"""Too little rest.

*Troppo poco riposo.*

Between the last shift of one day and the first of the next, a person has less time than `rest`
says, in all rotas together. It is real time: a night in which clocks go forward is an hour shorter.
Change one of the two shifts, or let somebody else take it.

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
    seats: {first: {team: front}}
    shifts: {late: {sun: "16:00-23:00"}, early: {mon: "07:00-13:00"}}
    turns: [{starts: 2026-01-05, turn: day, every: 2, order: {first: [p-01, p-02]}}]
    rest: 11 hours
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {first: {team: front}}
    shifts: {late: {sun: "16:00-20:00"}, early: {mon: "07:00-13:00"}}
    turns: [{starts: 2026-01-05, turn: day, every: 2, order: {first: [p-01, p-02]}}]
    rest: 11 hours
```
"""


def together(rotas: Sequence[Ahead]) -> Iterator[Problem]:
    """Yield what one person cannot do, in all rotas together."""
    people = by_person({each.name: each.sittings for each in rotas})
    known = {each.name: each for each in rotas}
    booked: dict[tuple[str, KeyPath, str, str], list[tuple[Place, int, int]]] = {}
    for booking in double_bookings(people):
        if _is_ahead(known, booking.other):
            key = (
                booking.person,
                ("rotas", booking.other.rota, *booking.other.sitting.chosen.source),
                _seat(booking.one, booking.other),
                _seat(booking.other, booking.one),
            )
            booked.setdefault(key, []).append((booking.other, booking.start, booking.end))
    for (person, path, one, other), spans in booked.items():
        message = f"{person} sits in {one} and in {other} at once: {_when(known, spans)}"
        hint = "let somebody else take one of them, by a swap or by another order"
        yield K010.problem(path, message, hint)
    yield from _rests(known, people)


def _rests(known: Mapping[str, Ahead], people: Mapping[str, list[Place]]) -> Iterator[Problem]:
    rests = {
        name: each.compiled.rota.rest.amount
        for name, each in known.items()
        if each.compiled.rota.rest
    }
    short: dict[tuple[str, str], list[tuple[Place, int, int]]] = {}
    for rest in short_rests(people, rests) if rests else ():
        if _is_ahead(known, rest.after):
            asking = max(rest.before.rota, rest.after.rota, key=lambda name: rests.get(name, 0))
            short.setdefault((rest.person, asking), []).append((rest.after, rest.end, rest.start))
    for (person, rota), spans in short.items():
        rest_of = known[rota].compiled.rota.rest
        message = f"{person} rests less than {rest_of}: {_when(known, spans)}"
        hint = "change one of the two shifts, or let somebody else take it"
        yield K013.problem(("rotas", rota, "rest"), message, hint)


def _when(known: Mapping[str, Ahead], spans: Iterable[tuple[Place, int, int]]) -> str:
    moments = (
        (place.sitting.date, hours_in_words(start, end, known[place.rota].compiled.zone))
        for place, start, end in spans
    )
    return in_words(moments)


def _is_ahead(known: Mapping[str, Ahead], place: Place) -> bool:
    return place.sitting.date >= known[place.rota].first


def _seat(place: Place, beside: Place) -> str:
    """Return the name of a seat, with its rota where there are two."""
    of = f' of "{place.rota}"' if place.rota != beside.rota else ""
    return f'"{place.sitting.seat}"{of}'
