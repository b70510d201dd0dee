"""What is written and does nothing: words and hours that never come, copies nobody reads."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sportello.catalog.model import Catalog, MessageConditions
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing.hours import intervals_of, years_of
from sportello.routing.table import RoutingTable
from sportello.routing.words import Test, conditions_of, tests_of, texts_of, unfit

M031: Final = Rule("M031", Severity.WARNING)
"""A message rule for hours that never come.

*Una regola per un orario che non capita mai.*

The calendar never has the hours that the rule asks for: one that is always open is never closed.
So the rule does nothing, and mail that comes at night goes the usual way. Name another calendar,
or remove the rule.

With, in `calendars.yaml`:

```yaml
holidays:
  italy: {country: IT}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-fri: "08:00-18:00"}
    holidays: [italy]
  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}
```

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {hours: closed, calendar: always}
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
M032: Final = Rule("M032", Severity.WARNING)
"""A message rule for a word that is never found.

*Una regola per una parola che non si trova mai.*

The words are compared with the header as it comes: blanks at the ends do not count, and `from` is
the address alone. So the rule never holds, and its mail goes the usual way. Write the address
instead of the name, and no blanks at the ends.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      alarm:
        when: {from: {is: [Anna Rossi]}}
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
        when: {from: {is: [anna@client.example]}}
        deliver_to: [desk]
        why: Alarms are for the desk alone
```
"""
M033: Final = Rule("M033", Severity.WARNING, complete=frozenset({"mailboxes", "destinations"}))
"""A mailbox that leads to an archive alone.

*Una casella che porta solo a un archivio.*

An archive keeps copies, and nobody answers from there: customers would wait in vain. Add a ticket
desk or a team to `deliver_to:`.

Bad, in `mailboxes.yaml`:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [archive]
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
```
"""
M034: Final = Rule("M034", Severity.WARNING)
"""A destination stands twice in one list.

*Una destinazione è ripetuta nello stesso elenco.*

One copy is delivered, however often the destination stands there. Perhaps another was meant,
whose people get nothing now. Remove one of the two, or name the other.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk, desk]
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
```
"""


_NAME = re.compile(r"[\w.,' -]+")
"""What people write for an address by mistake: a name, or a domain."""


def _idle(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    """Yield what is written and has no effect."""
    for name, mailbox in catalog.mailboxes.items():
        place: KeyPath = ("mailboxes", name)
        yield from _again((*place, "deliver_to"), mailbox.deliver_to)
        for key, rule in mailbox.rules.items():
            yield from _again((*place, "rules", key, "deliver_to"), rule.deliver_to)
            for within, each in conditions_of(rule.when):
                yield from _words((*place, "rules", key, "when", *within), key, each)
        deliveries = table.deliveries.get(name, ())
        if deliveries and all(table.is_archive(each) for each in deliveries):
            yield M033.problem(
                (*place, "deliver_to"),
                f'mail of mailbox "{name}" goes to an archive alone, where nobody reads it',
                "add a ticket desk or a team",
                on_key=True,
            )
    for domain, destinations in catalog.catch_all.items():
        yield from _again(("catch_all", domain), destinations)


def _again(path: KeyPath, destinations: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, each in enumerate(destinations):
        if each in seen:
            message = f'the destination "{each}" stands twice in this list, and gets one copy'
            yield M034.problem((*path, index), message, "remove one")
        seen.add(each)


def _never(catalog: Catalog) -> Iterator[Problem]:
    """Yield the rules that ask for hours which their calendar never has."""
    known: dict[tuple[str, str], bool] = {}
    for name, mailbox in catalog.mailboxes.items():
        for key, rule in mailbox.rules.items():
            for place, each in conditions_of(rule.when):
                hours, calendar = each.hours, each.calendar
                if hours is None or calendar is None or calendar not in catalog.calendars:
                    continue
                if (calendar, hours) not in known:
                    # Where none of the years is known, that is told of the calendar.
                    is_known = years_of(catalog, catalog.calendars[calendar])
                    known[calendar, hours] = not is_known or bool(
                        intervals_of(catalog, calendar, hours)
                    )
                if not known[calendar, hours]:
                    what = f'"{place[0]}" of the rule' if place else "the rule"
                    yield M031.problem(
                        ("mailboxes", name, "rules", key, "when", *place, "hours"),
                        f'{what} "{key}" of mailbox "{name}" never holds: '
                        f'the calendar "{calendar}" is never {hours}',
                        f"name another calendar, or remove {'it' if place else 'the rule'}",
                    )


def _words(path: KeyPath, key: str, when: MessageConditions) -> Iterator[Problem]:
    for name, test in texts_of(when).items():
        for kind, words in tests_of(test):
            for index, word in enumerate(words):
                wrong = _hopeless(kind, word, sender=name == ("from",))
                if wrong is not None:
                    message = f'the rule "{key}" looks for "{word}" and never finds it: {wrong[0]}'
                    at = (*path, *name, kind, index)
                    yield M032.problem(at, message, wrong[1])


def _hopeless(kind: Test, word: str, *, sender: bool) -> tuple[str, str] | None:
    """Return why no text passes a test with this word, and the remedy; None if one may."""
    if unfit(word) is not None or "\n" in word:
        return None  # M028 tells it
    named = sender and _NAME.fullmatch(word) is not None
    if named and len(word.split()) > 1:
        return '"from" is the address alone, without the name', "write the address"
    before = kind in {"is", "starts"} and word[:1].isspace()
    after = kind in {"is", "ends"} and word[-1:].isspace()
    if before or after or (sender and word.strip() != word):
        what = "an address has no blanks" if sender else "blanks around a header do not count"
        return what, "remove the blanks at its ends"
    if named and kind == "is":
        return '"from" is a whole address', 'write name@domain, or "starts", "ends" or "contains"'
    return None


CHECKS = (_never,)
ROUTING_CHECKS = (_idle,)
