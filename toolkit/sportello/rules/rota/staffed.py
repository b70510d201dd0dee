"""People in the seats of rotas who cannot be there, or should not be, from a day on."""

from collections.abc import Iterator
from typing import Final

from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rota import FourWeeks, Sitting, four_weeks
from sportello.rota.covers import teams_within
from sportello.rules.rota.ahead import HOURS, Ahead

_PEOPLE: Final = HOURS | {"people", "teams"}

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


def _is_in_whole_week(rota: Ahead, sitting: Sitting) -> bool:
    """Return whether all days of a sitting's week are ahead: of a part nothing follows."""
    monday = sitting.date.toordinal() - sitting.date.weekday()
    return rota.first.toordinal() <= monday and monday + 6 <= rota.last.toordinal()


def _is_alone(rota: Ahead, found: FourWeeks) -> bool:
    """Return whether nobody else takes turns there, which is K004."""
    orders = (turns.order.get(found.seat, ()) for turns in rota.compiled.rota.turns)
    return any({*each} == {found.person} for each in orders)
