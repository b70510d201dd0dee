"""What Exchange Online and Google Workspace cannot do for a desk that runs them."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.catalog.model.values import NOTHING
from sportello.findings import Problem, Rule, Severity, first_few
from sportello.routing import flatten
from sportello.routing.address import group_name

M060: Final = Rule("M060", Severity.WARNING)
"""A catch-all that Exchange and Google set by hand.

*Un catch-all da impostare a mano in Exchange e Google.*

Exchange Online and Google Workspace know a catch-all only as a setting of the whole domain, and
get none from this catalog: mail to unknown addresses does not go where it says. Set it there by
hand. Your other mail servers get it; if there are none, leave it out of the catalog.
"""
M061: Final = Rule("M061", Severity.ERROR)
"""More retired mailboxes than Exchange has rules.

*Più caselle dismesse di quante regole abbia Exchange.*

Exchange Online has 300 rules, and each retired mailbox takes one that tells senders where to
write. Beyond that they would not learn it. Remove mailboxes that have been out of use for long.
"""
M062: Final = Rule("M062", Severity.ERROR)
"""A mailbox whose name is too long for Exchange.

*Una casella dal nome troppo lungo per Exchange.*

On Exchange Online a mailbox is a group, named `sportello-` and its identifier, and such a name
has at most 64 characters: the group could not be made, and the mail of customers not be
delivered. Shorten the identifier to 54 characters.
"""
M063: Final = Rule("M063", Severity.WARNING, complete=frozenset({"mailboxes"}))
"""A retired mailbox whose text Google cannot say.

*Una casella dismessa di cui Google non può comunicare il testo.*

Whoever writes there learns from Google Workspace only that the mailbox does not exist, not where
to write. Add `successor:` and `forward_until:`, so that mail is forwarded for a while, or accept
it and silence this with the reason (I001 shows how).

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
  old:
    address: old@acme.example
    retired: {since: 2026-01-01, successor: help}
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
    retired: {since: 2026-01-01, successor: help, forward_until: 2027-12-31}
```
"""
M064: Final = Rule("M064", Severity.WARNING)
"""More addresses than a map of Google holds.

*Più indirizzi di quanti ne contenga una mappa di Google.*

A recipient address map of Google Workspace has at most 5,000 lines, and 12 destinations for one
address. What is beyond would not be delivered. Have the groups (for GAM) installed instead of the
map.
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

_TRANSPORT_RULES: Final = 300
"""Of a whole organisation; a retired mailbox takes one."""
_GROUP_NAME: Final = 64
_MAP_LINES: Final = 5_000
_MAP_DESTINATIONS: Final = 12


def _exchange(catalog: Catalog) -> Iterator[Problem]:
    if "exchange" not in catalog.helpdesk.mail_servers:
        return
    yield from _catch_alls(catalog, "Exchange Online")
    yield from _silenced(
        catalog,
        "a distribution group of Exchange Online asks for no automatic answer "
        "(X-Auto-Response-Suppress)",
        "remove acknowledge, and let a shared mailbox of Exchange answer",
    )
    yield from _gone(catalog, "Exchange Online")
    retired = [name for name, each in catalog.mailboxes.items() if each.retired is not None]
    if len(retired) > _TRANSPORT_RULES:
        yield M061.problem(
            ("mailboxes", retired[_TRANSPORT_RULES]),
            f"{len(retired)} mailboxes are retired, and Exchange Online, where each takes a rule, "
            f"has {_TRANSPORT_RULES} rules",
            "remove mailboxes that have been out of use for long",
            on_key=True,
        )
    for name in catalog.mailboxes:
        if len(group_name(name)) > _GROUP_NAME:
            yield M062.problem(
                ("mailboxes", name),
                f"the group {group_name(name)} of this mailbox has {len(group_name(name))} "
                f"characters, and Exchange Online takes {_GROUP_NAME}",
                f"shorten the identifier to {_GROUP_NAME - len(group_name(''))} characters",
                on_key=True,
            )


def _google(catalog: Catalog) -> Iterator[Problem]:
    if "google" not in catalog.helpdesk.mail_servers:
        return
    yield from _catch_alls(catalog, "Google Workspace")
    yield from _silenced(
        catalog,
        "a group of Google Workspace makes a list's mail of it (List-Id)",
        "install recipient-address-map.csv instead of the groups, or remove acknowledge",
    )
    yield from _gone(catalog, "Google Workspace")
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None and mailbox.retired.forward_until is None:
            yield M063.problem(
                ("mailboxes", name, "retired"),
                f'Google Workspace says of the retired mailbox "{name}" only that it does not '
                "exist, not where to write",
                "add successor and forward_until, or accept it",
                on_key=True,
            )
    yield from _address_map(catalog)


def _silenced(catalog: Catalog, why: str, remedy: str) -> Iterator[Problem]:
    """Yield M065 once, with how many mailboxes are meant: the remedy is one for all of them."""
    answered = [
        name
        for name, mailbox in catalog.mailboxes.items()
        if mailbox.retired is None
        and any(
            each not in {None, NOTHING}
            for each in (
                mailbox.acknowledge,
                *(rule.acknowledge for rule in mailbox.rules.values()),
            )
        )
    ]
    if answered:
        named = first_few([f'"{name}"' for name in answered], 1)
        yield M065.problem(
            ("mailboxes", answered[0]),
            f"mail to {named} is not acknowledged: {why}, and no autoresponder may answer that",
            remedy,
            on_key=True,
        )


def _gone(catalog: Catalog, server: str) -> Iterator[Problem]:
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
            f"rules of {named} refuse mails, and a group of {server} puts itself in the place of "
            "their sender, so that nobody might learn of it",
            "deliver these mails to a destination instead",
            on_key=True,
        )


def _address_map(catalog: Catalog) -> Iterator[Problem]:
    table = flatten(catalog)
    lines = 0
    for name in table.deliveries:
        deliveries = table.served(name)
        lines += len(deliveries) * len(table.addresses(name))
        if len(deliveries) > _MAP_DESTINATIONS:
            yield M064.problem(
                ("mailboxes", name, "deliver_to"),
                f'mailbox "{name}" has {len(deliveries)} destinations, and a recipient address '
                f"map of Google Workspace takes {_MAP_DESTINATIONS} for an address",
                "use the groups (GAM) instead of the map",
                on_key=True,
            )
    if lines > _MAP_LINES:
        yield M064.problem(
            ("mailboxes",),
            f"a recipient address map of Google Workspace would have {lines} lines, and takes "
            f"{_MAP_LINES}",
            "use the groups (GAM) instead of the map",
            on_key=True,
        )


def _catch_alls(catalog: Catalog, server: str) -> Iterator[Problem]:
    others = frozenset(catalog.helpdesk.mail_servers) - {"exchange", "google"}
    rest = "your other mail servers get it" if others else "leave it out of the catalog"
    for domain in catalog.catch_all:
        yield M060.problem(
            ("catch_all", domain),
            f"{server} gets no catch-all from here: it is a setting of the whole domain there",
            f"set it by hand there; {rest}",
            on_key=True,
        )


CHECKS = (_exchange, _google)
