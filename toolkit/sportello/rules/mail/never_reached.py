"""Message rules that get no mail: one above takes it, or their own `not` does."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog, Mailbox, MessageConditions, MessageTest, TextTest
from sportello.findings import Problem, Rule, Severity
from sportello.routing.words import implies, texts_of

M015: Final = Rule("M015", Severity.WARNING, complete=frozenset({"mailboxes", "calendars"}))
"""A message rule that never gets a mail.

*Una regola a cui non arriva mai un messaggio.*

The rules of a mailbox are tried from above, and the first that fits holds. What fits this rule
fits one above it too, so its mail goes where that one says. Move it up, or remove it.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk, archive]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
      exact:
        when: {subject: {is: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```

Good:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk, archive]
    rules:
      alarm:
        when: {subject: {contains: [alarm]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""
M067: Final = Rule("M067", Severity.WARNING, complete=frozenset({"mailboxes", "calendars"}))
"""A message rule that its own `not` takes every mail from.

*Una regola a cui il proprio «not» toglie ogni messaggio.*

What stands below `not:` holds for every mail that the rule is for, so it is for none, and its mail
goes the usual way. Below `not:` stand the exceptions alone: make them narrower, or remove them.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [special offer]}, not: {subject: {contains: [offer]}}}
        refuse: {it: Non accettiamo offerte., en: We take no offers.}
        why: Nobody reads offers here
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [offer]}, not: {from: {ends: ["@bank.example"]}}}
        refuse: {it: Non accettiamo offerte., en: We take no offers.}
        why: Nobody reads offers here
```
"""


def _unreached(catalog: Catalog) -> Iterator[Problem]:
    for name, mailbox in catalog.mailboxes.items():
        yield from _shadowed(name, mailbox)
        yield from _contradicting(name, mailbox)


def _contradicting(name: str, mailbox: Mailbox) -> Iterator[Problem]:
    for key, rule in mailbox.rules.items():
        excluded = rule.when.not_
        if not excluded or excluded == MessageConditions():
            continue  # M016 tells of one without conditions
        if _meets(excluded, rule.when):
            yield M067.problem(
                ("mailboxes", name, "rules", key, "when", "not"),
                f'the rule "{key}" of mailbox "{name}" never gets a mail: '
                'all that it is for is excluded by its own "not"',
                'write below "not" what is narrower, or remove it',
                on_key=True,
            )


def _shadowed(name: str, mailbox: Mailbox) -> Iterator[Problem]:
    earlier: dict[str, MessageTest] = {}
    for key, rule in mailbox.rules.items():
        winner = next((other for other, when in earlier.items() if _covers(when, rule.when)), None)
        if winner is not None:
            what, does = "never gets a mail", "fits all of them"
            if mailbox.rules[winner].refuse and not rule.refuse:
                what, does = "gets mails of robots alone", "refuses all others that it fits"
            yield M015.problem(
                ("mailboxes", name, "rules", key),
                f'the rule "{key}" of mailbox "{name}" {what}: "{winner}" above it {does}',
                f'move it above "{winner}", or remove it',
                on_key=True,
            )
        earlier[key] = rule.when


def _covers(wide: MessageTest, narrow: MessageTest) -> bool:
    """Tell whether every mail that passes `narrow` passes `wide`, as far as words show it."""
    return _meets(wide, narrow) and (wide.not_ is None or _misses(wide.not_, narrow))


def _misses(conditions: MessageConditions, narrow: MessageTest) -> bool:
    """Tell whether no mail that passes `narrow` meets some conditions, as far as words show it."""
    if narrow.not_ is not None and _meets(narrow.not_, conditions):
        return True
    asked, given = (conditions.hours, conditions.calendar), (narrow.hours, narrow.calendar)
    return None not in (*asked, *given) and asked[1] == given[1] and asked[0] != given[0]


def _meets(wide: MessageConditions, narrow: MessageConditions) -> bool:
    """Tell whether every mail that meets `narrow`, but for its `not`, meets `wide` likewise."""
    if wide.hours is not None and (wide.hours, wide.calendar) != (narrow.hours, narrow.calendar):
        return False
    asked, given = _by_name(wide), _by_name(narrow)
    return all(
        any(implies(each, test) for each in given.get(name, ()))
        for name, tests in asked.items()
        for test in tests
    )


def _by_name(when: MessageConditions) -> dict[str, list[TextTest]]:
    """Return the tests of texts by what they ask for; the name of a header has no case."""
    found: dict[str, list[TextTest]] = {}
    for name, test in texts_of(when).items():
        key = name[-1].lower() if name[0] == "header" else f":{name[0]}"
        found.setdefault(":subject" if key == "subject" else key, []).append(test)
    return found


CHECKS = (_unreached,)
