"""What exports say is in the catalog: services, severities, states and the like."""

from collections.abc import Iterator, Mapping
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.export import Export, ExportField
from sportello.exports.values.names import FIXED, NameField
from sportello.findings import KeyPath, Problem, Rule, Severity, did_you_mean, nearest
from sportello.rules.sla.groups import CONDITIONAL, TICKETS
from sportello.sla.service_names import service_hint
from sportello.sla.ticket import known_causes, known_phases

L043: Final = Rule("L043", Severity.ERROR, complete=CONDITIONAL | TICKETS | {"lifecycle"})
"""A name in `exports:` that the catalog does not have.

*Un nome in `exports:` che il catalogo non ha.*

What an export writes is given a name of the catalog here: a service, a severity, a state. This one
is not there, so every row that has it would be left out of the reports. Mostly it is misspelt, or
it is the title of a service. Write the name that the catalog has.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, values: {severity: {Highest: hgh}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, values: {severity: {Highest: high}}}
```
"""
L044: Final = Rule("L044", Severity.ERROR)
"""Words or one value for a column of an export in which each ticket has its own.

*Parole, o un solo valore, per una colonna in cui ogni ticket ha il suo.*

`values:` says what the words of a column mean here: times, numbers and references are no such
words. `given:` says what holds of every ticket of an export: each has a reference, times and a vote
of its own. Remove the key, or name the column of it in `columns:`.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, given: {opened: 2026-01-05}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, columns: {opened: Created}}
```
"""
L049: Final = Rule("L049", Severity.ERROR)
"""One word of an export with two meanings.

*Una parola di un'esportazione con due significati.*

Capitals make no difference in what an export writes, so the two lines are one word. Which of its
meanings counts nobody can tell, so none does, and rows with it are left out. Remove one of the two.

Bad, in `sla.yaml`:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, values: {vote: {Good: positive, good: neutral}}}
```

Good:

```yaml
policies:
  base: {name: Base, targets: {first_response: {within: 40 business hours}}}
exports:
  desk: {system: jira, values: {vote: {Good: positive}}}
```
"""

_NAMED: Final[Mapping[ExportField, str]] = {
    "desk": "service",
    "status": "state",
    "type": "ticket type",
}
"""What a name in a column is the name of, where that is not what the column is called."""
_FREE: Final[frozenset[ExportField]] = frozenset({"cause"})
"""What is a word of the desk's own: only one that looks like a slip of another is wrong."""
_NAMES: Final[frozenset[ExportField]] = frozenset(
    {"service", "desk", "status", "type", "severity", "impact", "urgency", "phase", "contract"}
)
_CUSTOMER: Final[frozenset[ExportField]] = frozenset({"customer"})
_TRANSLATED: Final = _NAMES | _FREE | FIXED.keys()
_GIVEN: Final = (_TRANSLATED - {"desk", "vote"}) | _CUSTOMER


def _values(catalog: Catalog) -> Iterator[Problem]:
    if not catalog.exports:
        return
    known = _known(catalog)
    for name, export in catalog.exports.items():
        yield from _untaken(("exports", name), export)
        for path, field, word in _written(("exports", name), export):
            options = known.get(field)
            if options is None or word in options:
                continue
            if field not in _FREE or nearest(word, options):
                yield _unknown(catalog, path, field, word, options)


def _spellings(catalog: Catalog) -> Iterator[Problem]:
    for name, export in catalog.exports.items():
        for field, meanings in export.values.items():
            first: dict[str, tuple[str, str]] = {}
            for written, meant in meanings.items():
                other, before = first.setdefault(written.strip().casefold(), (written, meant))
                if before != meant:
                    yield L049.problem(
                        ("exports", name, "values", field, written),
                        f'"{written}" is the word "{other}", which means "{before}"',
                        "remove one of the two: capitals make no difference",
                    )


def _known(catalog: Catalog) -> Mapping[NameField, frozenset[str]]:
    """Return what there is of each field: names of the catalog, or our own words."""
    lifecycle = catalog.lifecycle
    matrix = catalog.priority.matrix if catalog.priority else None
    return {
        **{field: frozenset(words) for field, words in FIXED.items()},
        "service": frozenset(catalog.services),
        "desk": frozenset(catalog.services),
        "status": frozenset(lifecycle.states if lifecycle else ()),
        "type": frozenset(lifecycle.types if lifecycle else ()),
        "severity": frozenset(catalog.severities),
        "impact": frozenset(matrix.impacts if matrix else ()),
        "urgency": frozenset(matrix.urgencies if matrix else ()),
        "phase": known_phases(catalog),
        "cause": known_causes(catalog),
        "contract": frozenset(catalog.contracts),
    }


def _untaken(path: KeyPath, export: Export) -> Iterator[Problem]:
    for field in export.values:
        if field not in _TRANSLATED:
            message = f'what the column of "{field}" holds has no other words'
            yield L044.problem((*path, "values", field), message, _remove(field), on_key=True)
    for field in export.given:
        if field not in _GIVEN:
            message = f'"{field}" cannot be one for all tickets'
            hint = 'write "service" instead' if field == "desk" else _remove(field)
            yield L044.problem((*path, "given", field), message, hint, on_key=True)


def _remove(field: ExportField) -> str:
    return f'remove it; "columns: {{{field}: …}}" says which column holds it'


def _written(path: KeyPath, export: Export) -> Iterator[tuple[KeyPath, ExportField, str]]:
    """Yield what is to be a name or one of our words, with its place and its field."""
    for field, meanings in export.values.items():
        if field in _TRANSLATED:
            for written, meant in meanings.items():
                yield (*path, "values", field, written), field, meant
    for field, value in export.given.items():
        if field in _GIVEN:
            yield (*path, "given", field), field, value


def _unknown(
    catalog: Catalog, path: KeyPath, field: ExportField, word: str, options: frozenset[str]
) -> Problem:
    what = _NAMED.get(field, field)
    if what == "service":
        hint = service_hint(catalog, word)
    else:
        hint = did_you_mean(word, options) or f"the catalog has no {what}"
    message = f'"{word}" is no word for "{field}"' if field in FIXED else f'unknown {what} "{word}"'
    return L043.problem(path, message, hint)


CHECKS = (_values, _spellings)
