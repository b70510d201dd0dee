"""Which column of an export is which, how its times are written, and which entry it is read by."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.exports.values.patterns import compile_pattern
from sportello.findings import Invalid, Problem, Rule, Severity

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
L047: Final = Rule("L047", Severity.ERROR)
"""How times are written cannot be read.

*Come sono scritti gli orari non si capisce.*

The letters are those of Unicode's patterns, as Jira and Java write them: `dd/MM/yyyy HH:mm`. A
pattern that is none reads no time, and one without a day or a year would read a wrong one. Write
`yyyy` for the year, `MM` or `MMM` for the month, `dd` for the day, `HH` for hours up to 24 or `hh`
with an `a`, and put words between single quotes.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, dates: [DD/MM/YYYY HH:mm]}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, dates: [dd/MM/yyyy HH:mm]}
```
"""
L048: Final = Rule("L048", Severity.WARNING)
"""Two exports of one ticket system whose files look alike.

*Due esportazioni di uno stesso sistema i cui file si somigliano.*

By which entry a file is read is found by its headings. Here two entries expect the same, so that
each file of either has to be named with `--export`. Write what one of them is called otherwise in
`columns:`, or put both into one.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  first: {system: jira, given: {service: wiki}}
  second: {system: jira, given: {service: pump}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, columns: {desk: Project}, values: {desk: {WIKI: wiki, PUMP: pump}}}
```
"""


def _headings(catalog: Catalog) -> Iterator[Problem]:
    for name, export in catalog.exports.items():
        fields: dict[str, str] = {}
        for field, heading in export.columns.items():
            first = fields.setdefault(_plain(heading), field)
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


def _patterns(catalog: Catalog) -> Iterator[Problem]:
    for name, export in catalog.exports.items():
        for place, pattern in enumerate(export.dates):
            try:
                compile_pattern(pattern)
            except Invalid as error:
                yield L047.problem(("exports", name, "dates", place), error.message, error.hint)


def _alike(catalog: Catalog) -> Iterator[Problem]:
    first: dict[tuple[str, frozenset[str]], str] = {}
    for name, export in catalog.exports.items():
        looks = (export.system, frozenset(map(_plain, export.columns.values())))
        other = first.setdefault(looks, name)
        if other != name:
            yield L048.problem(
                ("exports", name),
                f'the files of "{name}" have the same headings as those of "{other}"',
                "name which it is with --export, or write what is called otherwise in columns:",
                on_key=True,
            )


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


CHECKS = (_headings, _given, _patterns, _alike)
