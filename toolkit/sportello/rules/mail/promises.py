"""Promises in acknowledgements: there is one to say, the same to everybody who writes."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import KeyPath, Problem, Rule, Severity
from sportello.routing import PROMISE
from sportello.routing.table import RoutingTable
from sportello.rules.sla.groups import TICKETS
from sportello.sla import TicketError
from sportello.sla.mail_promise import NoMailPromise, mail_promise

M073: Final = Rule(
    "M073",
    Severity.ERROR,
    complete=frozenset({"policies", "calendars", "holidays", "helpdesk", *TICKETS}),
)
"""An acknowledgement with a promise that nobody makes.

*Una conferma con una promessa che nessuno fa.*

In the text of an acknowledgement `{promise}` becomes the time in which the policies answer a mail
to the mailbox: its first response, else when it is taken in charge, else its resolution. Here that
is nothing, or it is not the same for every mail: the mailbox is that of no service, no policy fits,
the policy promises no time, or what it promises depends on the service, on the day or on the hour
at which the mail comes. An acknowledgement cannot know what the mail is about, and is built before
it comes. Promise one time to all mails of the mailbox, give the services mailboxes of their own, or
leave `{promise}` out and say it in words that are true for all.

With, in `sla.yaml`:

```yaml
policies:
  phone:
    name: Phone
    when: {channel: [phone]}
    targets: {first_response: {within: 40 business hours}}
  other: {name: Other, statement: We answer as soon as we can}
```

Bad, in `mailboxes.yaml`:

```yaml
acknowledgements:
  standard:
    subject: {it: Ricevuto, en: Received}
    text: {it: "Rispondiamo {promise}.", en: "We answer {promise}."}
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
    text: {it: Rispondiamo appena possibile., en: We answer as soon as we can.}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
```
"""


def _promises(catalog: Catalog, table: RoutingTable) -> Iterator[Problem]:
    for name in catalog.mailboxes:
        promising = table.promising(name)
        if not promising:
            continue
        try:
            mail_promise(catalog, table.services.get(name, ()))
        except TicketError:
            continue  # the promise has no calendar (L001)
        except NoMailPromise as nothing:
            for each in promising:
                yield M073.problem(
                    _path(catalog, name, each),
                    f'{PROMISE} in acknowledgement "{each}" cannot be filled for this mailbox: '
                    f"{nothing.message}",
                    f"{nothing.hint}, or leave {PROMISE} out",
                )


def _path(catalog: Catalog, name: str, acknowledgement: str) -> KeyPath:
    """Return where a mailbox, or the first of its rules that does so, names an acknowledgement."""
    mailbox = catalog.mailboxes[name]
    if mailbox.acknowledge == acknowledgement:
        return ("mailboxes", name, "acknowledge")
    rules = mailbox.rules.items()
    rule = next(key for key, each in rules if each.acknowledge == acknowledgement)
    return ("mailboxes", name, "rules", rule, "acknowledge")


ROUTING_CHECKS = (_promises,)
