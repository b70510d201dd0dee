"""Retired mailboxes: their senders are told where to write, and forwards lead somewhere."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog, Mailbox, Retired
from sportello.findings import Problem, Rule, Severity
from sportello.routing.refusal import MAX_TEXT, ascii_text, lost_characters, written_reason
from sportello.routing.retirement import final_successors

M008: Final = Rule("M008", Severity.WARNING, complete=frozenset({"mailboxes"}))
"""A retired mailbox does not say where to write.

*Una casella dismessa non dice dove scrivere.*

Whoever writes to a retired mailbox gets the mail back, and here does not learn where to write
instead. Add `successor:` with a public mailbox, or `text:`; an internal successor is not told to
senders.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help}
```
"""
M009: Final = Rule("M009", Severity.ERROR)
"""A refusal that mail servers cannot say.

*Un rifiuto che i server di posta non possono comunicare.*

A mail server refuses in one line of ASCII letters, of 400 characters at most. What it cannot say
would be cut or left out, and the sender would not learn where to write. Write the text in Latin
letters (`è` is sent as `e`), and shorten it.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, text: Пишите нам}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, text: Write to help@acme.example}
```
"""
M023: Final = Rule("M023", Severity.ERROR, complete=frozenset({"mailboxes"}))
"""A forward that leads nowhere or is over.

*Un inoltro che non porta da nessuna parte o è scaduto.*

Mail is forwarded from a retired mailbox until a day, which must lie behind its retirement, to a
successor that is in use; otherwise customers who still write there get it back. Correct the dates
or the successor, or remove `forward_until:`. If the forward ended before the published years,
that is a warning.

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help, forward_until: 2025-12-31}
```

Good:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help, forward_until: 2026-12-31}
```
"""


def _retired(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with the mailboxes that are retired."""
    known = final_successors(catalog)
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None:
            yield from _unexplained(catalog, name, mailbox)
            yield from _forward(catalog, name, mailbox, leads_on=name in known)
            yield from _unspeakable(name, written_reason(catalog, name, known))


def _unspeakable(name: str, text: str) -> Iterator[Problem]:
    path = ("mailboxes", name, "retired", "text")
    lost = lost_characters(text)
    if lost:
        yield M009.problem(
            path,
            f'mail servers refuse mail in ASCII only, where "{lost}" cannot be said',
            "write the text with Latin letters",
        )
    if len(ascii_text(text)) > MAX_TEXT:
        yield M009.problem(
            path,
            f"the text has {len(ascii_text(text))} characters, and a mail server says "
            f"at most {MAX_TEXT} when it refuses mail",
            "shorten it",
        )


def _unexplained(catalog: Catalog, name: str, mailbox: Mailbox) -> Iterator[Problem]:
    retired = mailbox.retired
    if retired is None or retired.text:
        return
    path = ("mailboxes", name, "retired")
    if retired.successor is None:
        yield M008.problem(
            path,
            f'mailbox "{name}" is retired, but senders are not told where to write',
            "add successor, or text",
        )
        return
    successor = catalog.mailboxes.get(retired.successor)
    if successor is not None and successor.visibility == "internal":
        yield M008.problem(
            (*path, "successor"),
            f'senders to mailbox "{name}" are not told where to write, '
            f'since its successor "{retired.successor}" is internal',
            "add text, or name a public mailbox",
        )


def _forward(catalog: Catalog, name: str, mailbox: Mailbox, *, leads_on: bool) -> Iterator[Problem]:
    retired = mailbox.retired
    if retired is None or retired.forward_until is None:
        return
    path = ("mailboxes", name, "retired", "forward_until")
    if not leads_on:
        yield M023.problem(
            path,
            f'mail to mailbox "{name}" is to be forwarded, but no mailbox in use succeeds it',
            "name a successor that is in use, or remove forward_until",
        )
    yield from _wrong_days(name, path, retired, retired.forward_until, catalog)


def _wrong_days(
    name: str, path: tuple[str, ...], retired: Retired, until: date, catalog: Catalog
) -> Iterator[Problem]:
    first = catalog.helpdesk.years.first
    if until < retired.since:
        yield M023.problem(
            path,
            f'mail to mailbox "{name}" would be forwarded until {until}, '
            f"before it is retired on {retired.since}",
            "correct one of the two dates",
        )
    elif until.year < first:
        # Not by today's date: the same catalog must always be judged the same way.
        yield M023.problem(
            path,
            f'mail to mailbox "{name}" is no longer forwarded since {until}, '
            f"before {first}, the first of the years of this desk",
            "remove forward_until",
            severity=Severity.WARNING,
        )


CHECKS = (_retired,)
