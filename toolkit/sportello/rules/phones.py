"""Phone numbers: each is one that its country gives out, as far as is known."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Phone
from sportello.findings import Problem, Rule, Severity
from sportello.rules.walk import walk

C003: Final = Rule("C003", Severity.WARNING)
"""A phone number that is not given out.

*Un numero di telefono che non risulta assegnato.*

Who calls it reaches nobody, or a stranger: as far as is known, its country has no such number.
Check the digits and the area code. If it is right all the same, silence this in its place, with
the reason (I001 shows how).

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: "+1 212 155 1234"}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: "+1 212 736 5000"}
```
"""
C004: Final = Rule("C004", Severity.WARNING)
"""A country from which nobody can call this number.

*Un paese da cui nessuno può chiamare questo numero.*

`only_from` says from where alone the number can be called, so it is the country of the number, and
means nothing without one. Correct it, or take it out.

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, only_from: IT}
  anna: {name: Anna, kind: person}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, phone: 800 123456, only_from: IT}
  anna: {name: Anna, kind: person}
```
"""


def _unknown_numbers(catalog: Catalog) -> Iterator[Problem]:
    for path, phone in walk(catalog.contacts, ("contacts",), (Phone,)):
        if not phone.is_known:
            yield C003.problem(
                path,
                f'"{phone.shown}" is no number that its country gives out, as far as is known',
                "check its digits and its area code",
            )


def _foreign_numbers(catalog: Catalog) -> Iterator[Problem]:
    for name, contact in catalog.contacts.items():
        if contact.only_from is None or (contact.phone and contact.phone.is_in(contact.only_from)):
            continue
        wrong = f'"only_from" is of a number, and "{name}" has none'
        if contact.phone:
            wrong = f'"{contact.phone.shown}" is a number of another country'
        yield C004.problem(
            ("contacts", name, "only_from"),
            wrong,
            "write the country of the number, or take it out",
        )


CHECKS = (_unknown_numbers, _foreign_numbers)
