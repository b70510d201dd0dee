"""Words in braces: each is one that is filled."""

import re
from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing import SUBJECT

M069: Final = Rule("M069", Severity.WARNING)
"""A word in braces that nothing fills.

*Una parola tra graffe che nulla riempie.*

In the subject of an acknowledgement `{subject}` becomes that of the sender's mail. Any other word
in braces, and that one in the text, goes to customers as it stands. Correct it, or leave the braces
out.

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
_IN_BRACES: Final = re.compile(r"\{ *\w+ *\}")
"""What looks like a place to be filled."""


def _braces(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.acknowledgements.items():
        path = ("acknowledgements", name)
        for language, said in each.subject.items():
            unknown = next((word for word in _IN_BRACES.findall(said) if word != SUBJECT), None)
            if unknown is not None:
                yield M069.problem(
                    (*path, "subject", language) if language else (*path, "subject"),
                    f'nothing fills {unknown} in the subject of acknowledgement "{name}", so '
                    "customers would read it as it stands",
                    f"write {SUBJECT} for the subject of the mail, or leave the braces out",
                )
        for language, said in each.text.items():
            if SUBJECT in said:
                yield M069.problem(
                    (*path, "text", language) if language else (*path, "text"),
                    f'nothing fills {SUBJECT} in the text of acknowledgement "{name}", so '
                    "customers would read it as it stands",
                    "write it in the subject of the acknowledgement",
                )


CHECKS = (_braces,)
