"""What neither Exchange Online nor Google Workspace does for a desk that runs them."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sportello.catalog.model import Catalog, Mailbox
from sportello.catalog.model.values import NOTHING
from sportello.findings import Problem, Rule, Severity, first_few

M060: Final = Rule("M060", Severity.WARNING)
"""A catch-all that Exchange and Google set by hand.

*Un catch-all da impostare a mano in Exchange e Google.*

Exchange Online and Google Workspace know a catch-all only as a setting of the whole domain, and
get none from this catalog: mail to unknown addresses does not go where it says. Set it there by
hand. Your other mail servers get it; if there are none, leave it out of the catalog.
"""
M065: Final = Rule("M065", Severity.WARNING)
"""An acknowledgement that nobody sends.

*Una conferma che nessuno invia.*

Mail to this mailbox comes through a group of Exchange or Google, which marks it so that no
autoresponder may answer it (the one asks for no automatic answer, the other makes a list's mail
of it).
Customers would not get the acknowledgement. With Google, have `recipient-address-map.csv`
installed instead of the groups; with Exchange, let a shared mailbox answer; or remove
`acknowledge:`.
"""
M071: Final = Rule("M071", Severity.WARNING, complete=frozenset({"mailboxes"}))
"""A refusal that does not come back to the sender.

*Un rifiuto che non torna al mittente.*

A message rule refuses at the destination, and the text goes to the sender of the envelope. Of mail
that came through a group of Exchange or Google that is the group, or whoever cares for it, so the
customer may learn nothing, and the mail is gone. Deliver such mail instead, or, with Google, have
`recipient-address-map.csv` installed and silence this with that reason (I001 shows how).

With, in `helpdesk.yaml`:

```yaml
name: {it: Assistenza, en: Support}
languages: [it, en]
timezone: Europe/Rome
site: https://support.example/
years: {first: 2026, last: 2027}
country: IT
mail_servers: [google]
```

Bad, in `mailboxes.yaml`:

```yaml
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [offer]}}
        refuse: {it: Non accettiamo offerte., en: We take no offers.}
        why: Nobody reads offers here
```

Good:

```yaml
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  offers: {name: Offers, kind: team, address: offers@tickets.example}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    rules:
      offers:
        when: {subject: {contains: [offer]}}
        deliver_to: [offers]
        why: Nobody reads offers here
```
"""


class _Hosted(NamedTuple):
    """A hosted server: its name, what marks the mail of its groups, and what to do about that."""

    name: str
    mark: str
    remedy: str


_HOSTED: Final = {
    "exchange": _Hosted(
        "Exchange Online",
        "a distribution group of Exchange Online asks for no automatic answer "
        "(X-Auto-Response-Suppress)",
        "remove acknowledge, and let a shared mailbox of Exchange answer",
    ),
    "google": _Hosted(
        "Google Workspace",
        "a group of Google Workspace makes a list's mail of it (List-Id)",
        "install recipient-address-map.csv instead of the groups, or remove acknowledge",
    ),
}


def _groups(catalog: Catalog) -> Iterator[Problem]:
    for name, server in _HOSTED.items():
        if name in catalog.helpdesk.mail_servers:
            yield from _catch_alls(catalog, server)
            yield from _silenced(catalog, server)
            yield from _gone(catalog, server)


def _catch_alls(catalog: Catalog, server: _Hosted) -> Iterator[Problem]:
    others = frozenset(catalog.helpdesk.mail_servers) - _HOSTED.keys()
    rest = "your other mail servers get it" if others else "leave it out of the catalog"
    for domain in catalog.catch_all:
        yield M060.problem(
            ("catch_all", domain),
            f"{server.name} gets no catch-all from here: it is a setting of the whole domain there",
            f"set it by hand there; {rest}",
            on_key=True,
        )


def _silenced(catalog: Catalog, server: _Hosted) -> Iterator[Problem]:
    """Yield M065 once, with how many mailboxes are meant: the remedy is one for all of them."""
    answered = [
        name
        for name, mailbox in catalog.mailboxes.items()
        if mailbox.retired is None and _acknowledges(mailbox)
    ]
    if answered:
        named = first_few([f'"{name}"' for name in answered], 1)
        yield M065.problem(
            ("mailboxes", answered[0]),
            f"mail to {named} is not acknowledged: {server.mark}, and no autoresponder may answer "
            "that",
            server.remedy,
            on_key=True,
        )


def _acknowledges(mailbox: Mailbox) -> bool:
    named = (mailbox.acknowledge, *(rule.acknowledge for rule in mailbox.rules.values()))
    return any(each not in {None, NOTHING} for each in named)


def _gone(catalog: Catalog, server: _Hosted) -> Iterator[Problem]:
    """Yield M071 once, at the first rule that refuses, with how many mailboxes have one."""
    refusing = {
        name: key
        for name, mailbox in catalog.mailboxes.items()
        for key, rule in mailbox.rules.items()
        if mailbox.retired is None and rule.refuse
    }
    named = first_few([f'"{name}"' for name in refusing], 1)
    for name, key in [*refusing.items()][:1]:
        yield M071.problem(
            ("mailboxes", name, "rules", key, "refuse"),
            f"rules of {named} refuse mails, and a group of {server.name} puts itself in the place "
            "of their sender, so that nobody might learn of it",
            "deliver these mails to a destination instead",
            on_key=True,
        )


CHECKS = (_groups,)
