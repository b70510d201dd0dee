"""Which column of an export is which: each has one meaning, and what is given has none."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity

L045: Final = Rule("L045", Severity.ERROR)
"""One column of an export for two things.

*Una colonna dell'esportazione per due cose.*

A column holds one thing. If a time of opening were read as that of the resolution too, every
ticket would be resolved at once, and the report would look splendid. Correct the heading of one of
the two, or remove the line if the export has no such column.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, columns: {opened: Created, resolved: Created}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, columns: {opened: Created, resolved: Resolved}}
```
"""
L046: Final = Rule("L046", Severity.ERROR)
"""Something that is given for every ticket, and read from a column as well.

*Qualcosa che vale per ogni ticket, e che si legge anche da una colonna.*

What `given:` says holds of every ticket of the export, whatever a column says. So the column, or
the words for what it holds, would do nothing. Keep one of the two.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, columns: {service: Product}, given: {service: wiki}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, given: {service: wiki}}
```
"""


def _headings(catalog: Catalog) -> Iterator[Problem]:
    for name, export in catalog.exports.items():
        fields: dict[str, str] = {}
        for field, heading in export.columns.items():
            first = fields.setdefault(heading.strip().casefold(), field)
            if first != field:
                yield L045.problem(
                    ("exports", name, "columns", field),
                    f'the column "{heading}" is read as "{first}" already',
                    "write the heading of another column, or remove this line",
                )


def _given(catalog: Catalog) -> Iterator[Problem]:
    for name, export in catalog.exports.items():
        for field in export.given:
            for key, what in (("columns", "a column"), ("values", "words for what a column holds")):
                if field in getattr(export, key):
                    yield L046.problem(
                        ("exports", name, "given", field),
                        f'"{field}" is given for every ticket, and has {what} too',
                        f'remove it here, or under "{key}"',
                        on_key=True,
                    )
                    break


CHECKS = (_headings, _given)
