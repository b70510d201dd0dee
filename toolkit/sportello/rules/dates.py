"""Dates: what has a beginning and an end begins first."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Valid
from sportello.findings import KeyPath, Problem, Rule, Severity

D001: Final = Rule("D001", Severity.ERROR)
"""An end before its beginning.

*Una data di fine prima dell'inizio.*

What ends before it begins never holds: the contact, contract, policy or announcement has no
effect, and nobody notices. Correct one of the two dates. The last day is included, so what holds
for one day begins and ends on it.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, valid: {from: 2026-06-01, until: 2026-05-31}}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, valid: {from: 2026-05-01, until: 2026-05-31}}
  anna: {name: Anna, kind: person}
```
"""
D003: Final = Rule("D003", Severity.ERROR)
"""The published years end before they begin.

*Gli anni pubblicati finiscono prima di cominciare.*

No year would be published: customers would see no hours and no holidays. Correct `first` or
`last` below `years:`.

Bad, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2027, last: 2026}
country: IT
```

Good:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
```
"""


def _backwards(catalog: Catalog) -> Iterator[Problem]:
    dated: list[tuple[KeyPath, Valid | None]] = [
        *((("contacts", name), each.valid) for name, each in catalog.contacts.items()),
        *((("people", name), each.valid) for name, each in catalog.people.items()),
        *(
            (("people", name, "teams", index), membership.valid)
            for name, each in catalog.people.items()
            for index, membership in enumerate(each.teams)
        ),
        *((("contracts", name), each.valid) for name, each in catalog.contracts.items()),
        *((("policies", name), each.valid) for name, each in catalog.policies.items()),
        *((("rotas", name), each.valid) for name, each in catalog.rotas.items()),
        *(
            (("operational_levels", name), each.valid)
            for name, each in catalog.operational_levels.items()
        ),
        *(
            (("priority", "rules", name), each.valid)
            for name, each in (catalog.priority.rules if catalog.priority else {}).items()
        ),
        *((("services", name), each.valid) for name, each in catalog.services.items()),
        *(
            (("providers", name, "certifications", index), certification.valid)
            for name, each in catalog.providers.items()
            for index, certification in enumerate(each.certifications)
        ),
        *(
            (("services", name, "phases", index), phase.valid)
            for name, each in catalog.services.items()
            for index, phase in enumerate(each.phases)
        ),
    ]
    hint = "correct one of the two dates"
    for path, valid in dated:
        if valid and valid.from_ and valid.until and valid.until < valid.from_:
            message = f"{valid.until} is before {valid.from_}"
            yield D001.problem((*path, "valid", "until"), message, hint)
    for name, each in catalog.announcements.items():
        for key, end in (("until", each.until), ("ended", each.ended)):
            if end and end.last <= each.from_.first:
                begins = end.first == each.from_.first
                message = f"{end} {'is when it begins' if begins else f'is before {each.from_}'}"
                yield D001.problem(("announcements", name, key), message, hint)
    for name, rota in catalog.rotas.items():
        for index, absence in enumerate(rota.absences):
            if absence.until < absence.from_:
                message = f"{absence.until} is before {absence.from_}"
                yield D001.problem(("rotas", name, "absences", index, "until"), message, hint)


def _years(catalog: Catalog) -> Iterator[Problem]:
    years = catalog.helpdesk.years
    if years.last < years.first:
        yield D003.problem(
            ("helpdesk", "years", "last"),
            f"{years.last} is before {years.first}",
            "correct one of the two years",
        )


CHECKS = (
    _backwards,
    _years,
)
