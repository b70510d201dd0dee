"""Words in braces: each is one that is filled."""

import re
from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing import PLACES, PROMISE, SUBJECT
from sportello.routing.announced import speaking

M069: Final = Rule("M069", Severity.WARNING)
"""A word in braces that nothing fills.

*Una parola tra graffe che nulla riempie.*

In the subject of an acknowledgement `{subject}` becomes that of the sender's mail, and in its text
`{promise}` becomes the time in which we answer. Any other word in braces, and either of these in
the place of the other, goes to customers as it stands. Correct it, or leave the braces out.

Bad, in `mailboxes.yaml`:

```yaml
acknowledgements:
  standard:
    subject: {it: "Ricevuto: {oggetto}", en: "Received: {subject}"}
    text: {it: Grazie, en: Thanks}
    once_per: 1 calendar day
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```

Good:

```yaml
acknowledgements:
  standard:
    subject: {it: "Ricevuto: {subject}", en: "Received: {subject}"}
    text: {it: Grazie, en: Thanks}
    once_per: 1 calendar day
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""
_FILLED: Final = "|".join(each.strip("{}") for each in PLACES.values())
_IN_BRACES: Final = re.compile(rf"\$?\{{+ *\w+ *\}}+|\{{ *(?:{_FILLED})\b")
"""What looks like a place to be filled, also as other programs write one, or left open."""
_MEANT: Final = {SUBJECT: "the subject of the mail", PROMISE: "the time in which we answer"}


def _braces(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.acknowledgements.items():
        for key, place in PLACES.items():
            for language, said in getattr(each, key).items():
                unknown = next((word for word in _IN_BRACES.findall(said) if word != place), None)
                if unknown is not None:
                    path = ("acknowledgements", name, key)
                    around = f"the signs around {place}" if place in unknown else "it as it stands"
                    yield M069.problem(
                        (*path, language) if language else path,
                        f'nothing fills {unknown} in the {key} of acknowledgement "{name}", so '
                        f"customers would read {around}",
                        _remedy(unknown, place),
                    )


def _announced(catalog: Catalog) -> Iterator[Problem]:
    for name, each in speaking(catalog):
        for language, said in each.acknowledgement.items():
            found = _IN_BRACES.search(said)
            if found is not None:
                path = ("announcements", name, "acknowledgement")
                yield M069.problem(
                    (*path, language) if language else path,
                    f"nothing fills {found[0]} in what is announced, so customers would read it "
                    "as it stands",
                    "leave the braces out",
                )


def _remedy(unknown: str, place: str) -> str:
    other = next((key for key, each in PLACES.items() if each == unknown), None)
    if other is not None:
        return f"write it in the {other} of the acknowledgement"
    return f"write {place} for {_MEANT[place]}, or leave the braces out"


CHECKS = (_braces, _announced)
