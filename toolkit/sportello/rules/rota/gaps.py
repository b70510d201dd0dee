"""Seats of a rota that stay empty, from a day on."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.rota import Gap
from sportello.rules.rota.ahead import HOURS, Ahead

K007: Final = Rule("K007", Severity.WARNING, HOURS, of_a_day=True)
"""Hours that no shift covers.

*Ore che nessuna fascia copre.*

The calendar of the rota is open, so that customers call, and there is no shift in which somebody
would sit there. An extraordinary opening that an announcement brings is such a case. Write a shift
for these hours, or let the calendar be closed then. What is past is not told.

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
    shifts: {day: {mon-thu: "08:00-18:00", fri: "08:00-13:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts: {day: {mon-thu: "08:00-18:00", fri: "08:00-18:00"}}
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02]}}]
```
"""
K008: Final = Rule("K008", Severity.WARNING, HOURS, of_a_day=True)
"""A seat in which nobody sits.

*Un posto in cui non siede nessuno.*

Somebody is absent and has no cover, or the cover is absent too, or no order holds on these days.
Turns do not move on by themselves: write a `cover` in the absence, or a swap. `sportello rota cover
PERSON DATE` says who could.

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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02, p-03]}}]
    absences: [{person: p-02, from: 2026-06-08, until: 2026-06-12}]
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
    turns: [{starts: 2026-01-05, turn: week, order: {first: [p-01, p-02, p-03]}}]
    absences: [{person: p-02, from: 2026-06-08, until: 2026-06-12, cover: p-03}]
```
"""
K009: Final = Rule("K009", Severity.WARNING, of_a_day=True)
"""A rota that ends soon.

*Un turno che finisce presto.*

Fewer than four weeks of it are left, or it is over, and from its end on nobody sits there. People
need to know their shifts in time: plan on, and raise `until`.

Bad, in `rota.yaml`, `--on 2026-06-15`:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    valid: {until: 2026-06-30}
```

Good:

```yaml
rotas:
  phone:
    name: {it: Turni, en: Shifts}
    provider: acme
    seats: {}
    valid: {until: 2026-12-31}
```
"""
_HORIZON: Final = 28
"""Days."""


def gaps(rota: Ahead) -> Iterator[Problem]:
    """Yield the hours without a shift, and the shifts in which nobody sits."""
    path: KeyPath = ("rotas", rota.name)
    found = rota.gaps()
    uncovered = [each for each in found if each.sitting is None]
    if uncovered:
        calendar = rota.compiled.required
        name = calendar.name if calendar else ""
        message = f'no shift covers hours of the calendar "{name}": {rota.in_words(uncovered)}'
        hint = "write a shift for these hours, or let the calendar be closed then"
        yield K007.problem((*path, "shifts"), message, hint, on_key=True)
    empty: dict[tuple[KeyPath, str, str], list[Gap]] = {}
    for each in found:
        if each.sitting is not None and not _is_without_order(rota, each):
            away = each.sitting.chosen.instead_of or ""
            empty.setdefault((each.sitting.chosen.source, each.seat, away), []).append(each)
    for (source, seat, away), gaps_there in empty.items():
        yield _empty(rota, (*path, *source), seat, away, gaps_there)


def horizon(catalog: Catalog, day: date) -> Iterator[Problem]:
    """Yield the rotas that end soon, or have ended."""
    for name, rota in catalog.rotas.items():
        until = rota.valid.until if rota.valid else None
        if until is None or (rota.valid and rota.valid.from_ and until < rota.valid.from_):
            continue
        left = until.toordinal() - day.toordinal()
        if left < _HORIZON:
            verb = "ended" if left < 0 else "ends"
            message = f'the rota "{name}" {verb} on {until}: nobody is planned after that'
            hint = "plan on, and write a later day; people need to know their shifts in time"
            yield K009.problem(("rotas", name, "valid", "until"), message, hint)


def _is_without_order(rota: Ahead, gap: Gap) -> bool:
    """Return whether the turns of its date leave out the seat, which is K003."""
    if gap.sitting is None or gap.sitting.chosen.because != "no order":
        return False
    return any(turns.starts <= gap.date for turns in rota.compiled.rota.turns)


def _empty(rota: Ahead, path: KeyPath, seat: str, away: str, found: list[Gap]) -> Problem:
    when = rota.in_words(found)
    if not away:
        message = f'nobody is planned for the seat "{seat}": {when}'
        return K008.problem(path, message, "let the turns start earlier", on_key=True)
    absence = rota.compiled.rota.absences[int(path[-1])]
    who = f"{away} and the cover {absence.cover} are" if absence.cover else f"{away} is"
    message = f'nobody sits in "{seat}" while {who} absent: {when}'
    hint = f"write a cover; `sportello rota cover {away} {found[0].date}` says who could"
    return K008.problem(path, message, hint)
