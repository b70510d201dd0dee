"""People in the seats of rotas who cannot be there, or should not be, from a day on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rota import FourWeeks, Sitting, double_bookings, four_weeks, short_rests
from sportello.rota.conflicts import Place, by_person
from sportello.rota.covers import teams_within
from sportello.rota.occurrences import hours_in_words, in_words
from sportello.rules.rota.ahead import HOURS, Ahead

_PEOPLE: Final = HOURS | {"people", "teams"}

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
K011: Final = Rule("K011", Severity.WARNING, _PEOPLE, of_a_day=True)
"""A person in a seat of another team.

*Una persona in un posto di un'altra squadra.*

A seat is for somebody of its team, or of a team within that of the same level: whoever calls is
told so. On the dates that are named the person is in another team. Change the order from the day
of the move on, with a new entry of `turns`, or correct the team of the person or of the seat.

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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-04]}}]
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
```
"""
K012: Final = Rule("K012", Severity.WARNING, _PEOPLE, of_a_day=True)
"""A person in a seat who is not at the desk.

*Una persona in un posto che non lavora più allo sportello.*

The `valid` of the person does not reach these dates: whoever has left, or has not come yet, sits
nowhere. Begin a new order on the day of the change, or correct the dates of the person.

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
  p-03: {team: front, valid: {from: 2025-01-07}}
  p-04: {team: front, valid: {from: 2025-01-07, until: 2026-08-30}}
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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02, p-03, p-04]}}]
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
    turns:
      - {starts: 2026-01-05, turn: week, order: {first: [p-01, p-02, p-03, p-04]}}
      - {starts: 2026-08-31, turn: week, order: {first: [p-01, p-02, p-03]}}
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
K014: Final = Rule("K014", Severity.WARNING, HOURS, of_a_day=True)
"""A person who sits more than half of the hours.

*Una persona che fa più della metà delle ore.*

In four weeks one person has more than half of the hours of a seat, by more than two days: a holiday
in the week of somebody else is nothing. Often it is a cover that lasts. Let others cover too, or
begin another order. An order of one person is told by itself.

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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-01, p-01, p-02]}}]
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
```
"""
_SPARED: Final = 2
"""Days by which one may have more than half: a holiday or two in the week of somebody else."""


def placed(rota: Ahead) -> Iterator[Problem]:
    """Yield the people who sit in a seat of another team, or are not at the desk."""
    found: dict[tuple[KeyPath, str, str, bool], list[Sitting]] = {}
    seats = rota.compiled.rota.seats
    teams = {seat: teams_within(rota.catalog, each.team) for seat, each in seats.items()}
    for each in rota.own:
        person = rota.catalog.people.get(each.person or "")
        if person is None or each.person is None:
            continue
        own = person.teams_on(each.date)
        if own.isdisjoint(teams[each.seat]):
            key = (each.chosen.source, each.seat, each.person, not own)
            found.setdefault(key, []).append(each)
    for (source, seat, name, is_gone), sittings in found.items():
        when, path = rota.in_words(sittings), ("rotas", rota.name, *source)
        if is_gone:
            message = f'{name} sits in "{seat}" and is not at the desk then: {when}'
            hint = "begin a new order on the day of the change, or correct the dates of the person"
            yield K012.problem(path, message, hint)
            continue
        team = seats[seat].team
        message = f'{name} sits in "{seat}" and is not in the team "{team}" then: {when}'
        hint = "let somebody of that team sit there, or correct the team of the person"
        yield K011.problem(path, message, hint)


def burdened(rota: Ahead) -> Iterator[Problem]:
    """Yield who sits more than half of the hours of a seat in four weeks."""
    whole = [each for each in rota.own if _is_in_whole_week(rota, each)]
    worst: dict[tuple[str, str], list[FourWeeks]] = {}
    for each in four_weeks(whole):
        if each.seconds * 2 > each.of + 2 * _SPARED * each.longest_day and not _is_alone(
            rota, each
        ):
            worst.setdefault((each.seat, each.person), []).append(each)
    for (seat, person), found in worst.items():
        most = max(found, key=lambda each: each.seconds / each.of)
        share = round(100 * most.seconds / most.of)
        others = f"; so in {len(found)} such weeks" if len(found) > 1 else ""
        message = (
            f'{person} sits {share} % of the hours of "{seat}" in the four weeks from '
            f"{most.begins} on{others}"
        )
        hint = "let others take some of them: nobody should have more than half"
        yield K014.problem(("rotas", rota.name, "seats", seat), message, hint, on_key=True)


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


def _is_in_whole_week(rota: Ahead, sitting: Sitting) -> bool:
    """Return whether all days of a sitting's week are ahead: of a part nothing follows."""
    monday = sitting.date.toordinal() - sitting.date.weekday()
    return rota.first.toordinal() <= monday and monday + 6 <= rota.last.toordinal()


def _is_alone(rota: Ahead, found: FourWeeks) -> bool:
    """Return whether nobody else takes turns there, which is K004."""
    orders = (turns.order.get(found.seat, ()) for turns in rota.compiled.rota.turns)
    return any({*each} == {found.person} for each in orders)
