"""What Exchange Online cannot hold: more rules than it has, and longer names."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing.address import group_name

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

_TRANSPORT_RULES: Final = 300
"""Of a whole organisation; a retired mailbox takes one."""
_GROUP_NAME: Final = 64


def _exchange(catalog: Catalog) -> Iterator[Problem]:
    if "exchange" not in catalog.helpdesk.mail_servers:
        return
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


CHECKS = (_exchange,)
