"""People: each has a team, and nothing of anybody is published without a ground and an end."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import OWN, Problem, Rule, Severity

P009: Final = Rule("P009", Severity.ERROR, complete=frozenset({OWN, "teams"}))
"""A person without a team, or with two ways to say which.

*Una persona senza squadra, o con due modi di dire quale.*

Who sits where, and at which level somebody answers, comes from the team. Write `team:`, or, of
somebody who changes teams or is in several, only `teams:`, each with its days.

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
  second: {name: Second level, provider: acme}
```

Bad, in `people.yaml`:

```yaml
people:
  p-01: {valid: {from: 2026-01-07}}
  p-02: {team: first, teams: [{team: second}], valid: {from: 2026-01-07}}
```

Good:

```yaml
people:
  p-01: {team: first, valid: {from: 2026-01-07}}
  p-02:
    teams: [{team: first, valid: {until: 2026-06-30}}, {team: second}]
    valid: {from: 2026-01-07}
```
"""
P010: Final = Rule("P010", Severity.ERROR)
"""Something of a person is public without a ground, or without an end.

*Un dato di una persona è pubblico senza un fondamento, o senza una fine.*

The names, numbers and addresses of people are personal data, those at work too: they may be
published only on a legal ground, and no longer than that holds. Write `basis:` and `keep_until:`,
or take `public:` out. `responsible-manager` is who is responsible for an office, whose name a
public body must publish (in Italy D.Lgs. 33/2013, art. 13); `consent` and `contract` are what they
say.

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
```

Bad, in `people.yaml`:

```yaml
people:
  p-01: {team: first, valid: {from: 2026-01-07}, public: [name]}
```

Good:

```yaml
people:
  p-01:
    team: first
    valid: {from: 2026-01-07}
    public: [name]
    basis: responsible-manager
    keep_until: 2027-06-30
```
"""
P011: Final = Rule("P011", Severity.ERROR, of_a_day=True)
"""Something of a person is public longer than it may be.

*Un dato di una persona è pubblico più a lungo di quanto sia permesso.*

The day `keep_until` is past, so the ground for publishing is no longer looked after. Nothing of
the person is published any more. Take `public:` out, or write a new day once somebody has seen
that the ground still holds. This is told with `--on`, as every night.

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
```

Bad, in `people.yaml`, `--on 2026-11-01`:

```yaml
people:
  p-01:
    team: first
    valid: {from: 2026-01-07}
    public: [name]
    basis: consent
    keep_until: 2026-10-31
```

Good:

```yaml
people:
  p-01:
    team: first
    valid: {from: 2026-01-07}
    public: [name]
    basis: consent
    keep_until: 2027-10-31
```
"""
P012: Final = Rule("P012", Severity.WARNING, of_a_day=True)
"""Somebody who left is still in the catalog.

*Una persona che se n'è andata è ancora nel catalogo.*

The person left more than 30 days ago, and what is not needed any more is not kept. Remove the
entry here and in the file with the names; rotas and contacts that still name it are told then.
This is told with `--on`, as every night.

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
```

Bad, in `people.yaml`, `--on 2026-11-01`:

```yaml
people:
  p-01: {team: first, valid: {until: 2026-09-30}}
  p-02: {team: first, valid: {from: 2026-01-07}}
```

Good:

```yaml
people:
  p-02: {team: first, valid: {from: 2026-01-07}}
```
"""
P013: Final = Rule("P013", Severity.WARNING)
"""The data of a person in the catalog, where they stay for ever.

*I dati di una persona nel catalogo, dove restano per sempre.*

A name, number or address that was once in git stays in its history, in every copy and on the
forge, so that nobody can forget the person. This is told where the catalog has `people:`, or is
public (`repository:` of the desk). Name the person by an identifier, by `person:`, call the
contact by its function, and keep the rest in the file that is never shared (`--people FILE`).

With, in `people.yaml`:

```yaml
people:
  p-07: {team: first, valid: {from: 2026-01-07}}
```

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
```

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna Rossi, kind: person, phone: 051/6033266}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Head of the desk, visibility: internal, person: p-07}
```
"""
_DAYS_TO_REMOVE: Final = 30


def _overdue(catalog: Catalog, day: date) -> Iterator[Problem]:
    """Yield whose data are kept or published on a day though they should no longer be."""
    for name, person in catalog.people.items():
        if person.public and person.keep_until and person.keep_until < day:
            yield P011.problem(
                ("people", name, "keep_until"),
                f'what is public of "{name}" might be kept until {person.keep_until}',
                'take "public:" out, or write a new day if its ground still holds',
            )
        until = person.valid.until
        if until and (day - until).days > _DAYS_TO_REMOVE:
            yield P012.problem(
                ("people", name, "valid", "until"),
                f'"{name}" left on {until}, more than {_DAYS_TO_REMOVE} days ago',
                "remove the person here and in the file with the names",
            )


def _teamless(catalog: Catalog) -> Iterator[Problem]:
    for name, person in catalog.people.items():
        if (person.team is None) == (not person.teams):
            both = f'"{name}" has both "team:" and "teams:"'
            yield P009.problem(
                ("people", name),
                both if person.team else f'"{name}" has no team',
                'write "team:", or for several only "teams:", each with its days',
                on_key=True,
            )


def _unfounded(catalog: Catalog) -> Iterator[Problem]:
    for name, person in catalog.people.items():
        missing = [
            f'"{key}:"'
            for key, value in (("basis", person.basis), ("keep_until", person.keep_until))
            if person.public and value is None
        ]
        if missing:
            yield P010.problem(
                ("people", name, "public"),
                f'what is public of "{name}" has no {" and no ".join(missing)}',
                'write both, or take "public:" out',
            )


def _written_out(catalog: Catalog) -> Iterator[Problem]:
    if not catalog.people and catalog.helpdesk.repository is None:
        return
    for name, contact in catalog.contacts.items():
        if contact.kind == "person":
            yield P013.problem(
                ("contacts", name, "kind"),
                f'the data of the person "{name}" stay in every copy of the catalog',
                'call the contact by its function, name who has it by "person:", and keep name, '
                "number and address in the file for --people",
            )


CHECKS = (_teamless, _unfounded, _written_out)
DAY_CHECKS = (_overdue,)
