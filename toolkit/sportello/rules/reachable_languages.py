"""Who speaks what: a language that the site offers is one that somebody answers in."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.directory.who import sources
from sportello.findings import Problem, Rule, Severity

P006: Final = Rule("P006", Severity.NOTE, complete=frozenset({"services", "contacts", "helpdesk"}))
"""A language of the site that nobody answers in.

*Una lingua del sito in cui nessuno risponde.*

All contacts of the service say which languages they speak, and this language of the site is none
of them: its readers call somebody who does not understand them. Name a contact that speaks it, or
add it to `languages:` of one that does after all.

With, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example}
  anna: {name: Anna, kind: person}
  hotline: {name: Hotline, phone: 051/6033266, languages: [it]}
  english: {name: English hotline, phone: 051/6033267, languages: [en]}
```

Bad, in `services/main.yaml`:

```yaml
services:
  wiki: {name: Wiki, provider: acme, calendar: office, contacts: [hotline]}
  pump: {name: Pump, provider: acme, calendar: office, mailbox: help, tags: [critical]}
```

Good:

```yaml
services:
  wiki: {name: Wiki, provider: acme, calendar: office, contacts: [hotline, english]}
  pump: {name: Pump, provider: acme, calendar: office, mailbox: help, tags: [critical]}
```
"""
P007: Final = Rule("P007", Severity.WARNING, complete=frozenset({"people"}))
"""A contact with a language that its person does not speak.

*Un contatto con una lingua che la sua persona non parla.*

The site says that the contact speaks it, and whoever has the function does not. Correct the
languages of one of the two.

With, in `teams.yaml`:

```yaml
teams:
  first: {name: First level, provider: acme}
```

With, in `people.yaml`:

```yaml
people:
  p-07: {team: first, languages: [it], valid: {from: 2026-01-07}}
```

Bad, in `contacts.yaml`:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, languages: [it, en], person: p-07}
  anna: {name: Head of the desk, visibility: internal}
```

Good:

```yaml
contacts:
  sales: {name: Sales, mail: sales@acme.example, languages: [it], person: p-07}
  anna: {name: Head of the desk, visibility: internal}
```
"""


def _unanswered(catalog: Catalog) -> Iterator[Problem]:
    if not any(each.languages for each in catalog.contacts.values()):
        return
    for name, service in catalog.services.items():
        if service.visibility == "internal":
            continue
        _, ways = next(sources(catalog, name))
        spoken = [each.contact.languages if each.contact else () for each in ways]
        if not spoken or not all(spoken):
            continue
        for language in catalog.helpdesk.languages:
            if not any(language in each for each in spoken):
                yield P006.problem(
                    ("services", name),
                    f'nobody is said to answer in the language "{language}" about the service '
                    f'"{name}"',
                    'name a contact that speaks it, or add it to "languages:" of one that does',
                    on_key=True,
                )


def _unspoken(catalog: Catalog) -> Iterator[Problem]:
    for name, contact in catalog.contacts.items():
        person = catalog.people.get(contact.person or "")
        for index, language in enumerate(contact.languages):
            if person and person.languages and language not in person.languages:
                yield P007.problem(
                    ("contacts", name, "languages", index),
                    f'"{contact.person}", who has the function "{name}", does not speak '
                    f'"{language}"',
                    "correct the languages of one of the two",
                )


CHECKS = (_unanswered, _unspoken)
