"""Acknowledgements: mail can carry them, and servers can count their period."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.values import NOTHING
from sportello.findings import Problem, Rule, Severity
from sportello.routing.announced import speaking
from sportello.routing.table import RoutingTable
from sportello.routing.words import unfit

M012: Final = Rule("M012", Severity.ERROR)
"""An acknowledgement that would answer every mail.

*Una conferma che risponderebbe a ogni messaggio.*

With a period of nothing, two autoresponders could answer each other for ever, and a customer would
get an answer to each mail. Write a period, such as `once_per: 1 calendar day`: a sender gets one
answer in it.

Bad, in `mailboxes.yaml`:

```yaml
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
    once_per: 0 hours
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
    subject: {it: Ricevuto, en: Received}
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
M013: Final = Rule("M013", Severity.ERROR)
"""An acknowledgement whose period no server can count.

*Una conferma con un periodo che nessun server sa calcolare.*

The script that answers counts plain time and knows no calendar, so it could not keep a period in
business time or working days. Write hours or calendar days.

Bad, in `mailboxes.yaml`:

```yaml
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
    once_per: 2 working days
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
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
    once_per: 2 calendar days
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""
M029: Final = Rule("M029", Severity.ERROR)
"""Acknowledgements that mail cannot carry.

*Conferme che la posta non può trasportare.*

An acknowledgement travels as mail, so customers would get none that holds a control character:
remove it. Nor does anybody read one of many pages: it has at most 65,536 characters in all its
languages. Shorten it, and link to a page. All together must fit a script of 64 MiB.
"""

M070: Final = Rule("M070", Severity.ERROR)
"""An acknowledgement whose name says that there is none.

*Una conferma il cui nome dice che non ce n'è.*

In a message rule `acknowledge: none` means that nothing is answered, so customers would never get
this one from a rule. Give it another name.

Bad, in `mailboxes.yaml`:

```yaml
acknowledgements:
  none:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: none
```

Good:

```yaml
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: Grazie, en: Thanks}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""

MAX_ANSWER = 65_536
"""Characters of an acknowledgement: beyond it, nobody reads."""


MAX_SCRIPT = 64 * 2**20
"""Bytes of a Sieve script, as `90-sportello.conf` of the target allows."""


_BESIDES = 500
"""Bytes of a mailbox in the script besides what it says, once more for each of its rules."""


def _periods(catalog: Catalog) -> Iterator[Problem]:
    for name, acknowledgement in catalog.acknowledgements.items():
        once_per = acknowledgement.once_per
        path = ("acknowledgements", name, "once_per")
        if once_per.amount == 0:
            yield M012.problem(
                path,
                f'acknowledgement "{name}" would answer every mail of a sender: '
                f"once per {once_per} is no period",
                "write a period, such as 1 calendar day",
            )
        elif not once_per.kind.is_day_and_night:
            yield M013.problem(
                path,
                f'the period of acknowledgement "{name}" is {once_per}, but Sieve, which sends it, '
                "knows no calendar and counts plain time",
                "write hours or calendar days",
            )


def _answers(catalog: Catalog) -> Iterator[Problem]:
    for name, each in catalog.acknowledgements.items():
        for key, text in (("subject", each.subject), ("text", each.text)):
            path = ("acknowledgements", name, key)
            if sum(map(len, text.values())) > MAX_ANSWER:
                message = f'acknowledgement "{name}" is longer than {MAX_ANSWER} characters'
                yield M029.problem(path, message, "shorten it, and link to a page")
            for language, wrong in ((key, unfit(written)) for key, written in text.items()):
                if wrong is not None:
                    place = (*path, language) if language else path
                    message = (
                        f'acknowledgement "{name}" holds the character {wrong}, '
                        "which no mail can carry"
                    )
                    yield M029.problem(place, message, "remove it")


def _announced(catalog: Catalog) -> Iterator[Problem]:
    for name, each in speaking(catalog):
        path = ("announcements", name, "acknowledgement")
        if sum(map(len, each.acknowledgement.values())) > MAX_ANSWER:
            message = f"what acknowledgements say is longer than {MAX_ANSWER} characters"
            yield M029.problem(path, message, "shorten it, and link to a page")
        for language, written in each.acknowledgement.items():
            place = (*path, language) if language else path
            wrong = unfit(written)
            if wrong is not None:
                message = f"this holds the character {wrong}, which no mail can carry"
                yield M029.problem(place, message, "remove it")


def _names(catalog: Catalog) -> Iterator[Problem]:
    if NOTHING in catalog.acknowledgements:
        yield M070.problem(
            ("acknowledgements", NOTHING),
            f'an acknowledgement is named "{NOTHING}", which in a message rule means no '
            "acknowledgement",
            "give it another name",
            on_key=True,
        )


def _script_size(catalog: Catalog, table: RoutingTable) -> int:
    """Return about how many bytes the script has, rather too many than too few."""
    answers = {
        name: sum(len(text.encode("utf-8", "replace")) for text in each.text.values())
        for name, each in catalog.acknowledgements.items()
    }
    size = 0
    for name in table.deliveries:
        rules = table.rules.get(name, ())
        used = [catalog.mailboxes[name].acknowledge, *(rule.acknowledge for rule in rules)]
        size += sum(answers.get(each, 0) for each in used if each)
        size += _BESIDES * (len(used) + len(table.promising(name)))
    return size


def _script(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    size = _script_size(catalog, table)
    if size > MAX_SCRIPT:
        yield M029.problem(
            ("mailboxes",),
            f"the Sieve script would have about {size // 2**20} MiB, "
            f"and Dovecot is told to take {MAX_SCRIPT // 2**20} MiB",
            "shorten the acknowledgements",
            on_key=True,
        )


CHECKS = (_periods, _answers, _announced, _names)
ROUTING_CHECKS = (_script,)
