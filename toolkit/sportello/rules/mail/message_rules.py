"""Message rules: each has a condition that a mail can meet, and does something."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import (
    Catalog,
    Mailbox,
    MessageConditions,
    MessageRule,
    MessageTest,
    TextTest,
)
from sportello.catalog.model.values import NOTHING
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing.words import conditions_of, tests_of, texts_of, unfit

M016: Final = Rule("M016", Severity.ERROR, complete=frozenset({"mailboxes"}))
"""A message rule without condition or effect.

*Una regola senza condizione o senza effetto.*

A rule says which mails it is for, and what is other about them. Without a condition it would take
all mail of the mailbox; as the last one without an effect it changes nothing, though it looks as
if somebody got that mail. Add what is missing, or remove the rule.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""
M018: Final = Rule("M018", Severity.ERROR, complete=frozenset({"mailboxes"}))
"""A question about hours without calendar, or the other way round.

*Una condizione sull'orario senza calendario, o viceversa.*

"Open" and "closed" are asked of a calendar, and a calendar is asked for one of the two; from one
alone nobody could tell for which mail the rule is. Add the other: `calendar:` with its name, or
`hours: open` or `hours: closed`.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {hours: closed}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {hours: closed, calendar: office}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""
M028: Final = Rule("M028", Severity.ERROR)
"""A message rule asks for what no mail has.

*Una regola cerca ciò che nessun messaggio ha.*

It looks for a line break, a character that no header can hold, or one of the headers
`X-Sportello-…`, which Sportello sets after the rules. So it never holds, and its mail goes the
usual way. Remove the character, or ask for another header.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {header: {X-Sportello-Service: {is: [wiki]}}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {header: {X-Origin: {is: [wiki]}}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""


_OURS = "x-sportello-"
_ADD_CONDITION = "add subject, from, header or hours"


def _rules(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with each rule by itself and with its place."""
    for name, mailbox in catalog.mailboxes.items():
        for key, rule in mailbox.rules.items():
            yield from _conditions(("mailboxes", name, "rules", key), key, rule.when)
        yield from _idle(name, mailbox)


def _conditions(path: tuple[str, ...], key: str, when: MessageTest) -> Iterator[Problem]:
    if when == MessageTest():
        message = f'the rule "{key}" has no condition, so it would fit every mail'
        yield M016.problem((*path, "when"), message, _ADD_CONDITION, on_key=True)
    if when.not_ == MessageConditions():
        message = f'"not" of the rule "{key}" has no condition, so no mail would fit'
        yield M016.problem((*path, "when", "not"), message, _ADD_CONDITION, on_key=True)
    for place, each in conditions_of(when):
        yield from _asked_wrongly((*path, "when", *place), key, each)


def _asked_wrongly(where: tuple[str, ...], key: str, when: MessageConditions) -> Iterator[Problem]:
    if when.hours is not None and when.calendar is None:
        message = f'the rule "{key}" does not say which calendar is {when.hours}'
        yield M018.problem((*where, "hours"), message, 'add "calendar:" with its name')
    if when.calendar is not None and when.hours is None:
        message = f'the rule "{key}" does not say whether "{when.calendar}" is open or closed'
        yield M018.problem((*where, "calendar"), message, 'add "hours: open" or "hours: closed"')
    for name, test in texts_of(when).items():
        at = (*where, *name)
        if test == TextTest():
            message = f'the rule "{key}" does not say what "{name[-1]}" must be'
            yield M016.problem(at, message, "add contains, is, starts or ends", on_key=True)
        if name[-1].lower().startswith(_OURS):
            message = f'the rule "{key}" asks for "{name[-1]}", which is set after the rules'
            yield M028.problem(at, message, "ask for another header", on_key=True)
        for kind, words in tests_of(test):
            for index, word in enumerate(words):
                yield from _unfit((*at, kind, index), key, word)


def _unfit(path: KeyPath, key: str, word: str) -> Iterator[Problem]:
    wrong = unfit(word)
    if "\n" in word:
        message = f'the rule "{key}" looks for a line break, which no header has'
        yield M028.problem(path, message, "write it on one line")
    elif wrong is not None:
        message = f'the rule "{key}" looks for the character {wrong}, which no header has'
        yield M028.problem(path, message, "remove it")


def _idle(name: str, mailbox: Mailbox) -> Iterator[Problem]:
    """Yield the last rule if it does nothing; others before it may keep mails from later ones."""
    last: tuple[str, MessageRule] | None = next(reversed([*mailbox.rules.items()]), None)
    if last is not None and not _changes(mailbox, last[1]):
        yield M016.problem(
            ("mailboxes", name, "rules", last[0]),
            f'the rule "{last[0]}" of mailbox "{name}" changes nothing',
            "add deliver_to, acknowledge or refuse, or remove it",
            on_key=True,
        )


def _changes(mailbox: Mailbox, rule: MessageRule) -> bool:
    """Tell whether a rule does something that the mailbox does not do anyway."""
    silences = rule.acknowledge == NOTHING and mailbox.acknowledge is None
    answers = rule.acknowledge is not None and not silences
    return bool(rule.deliver_to or rule.refuse or answers)


CHECKS = (_rules,)
