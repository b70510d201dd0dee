"""What Exchange Online and Google Workspace cannot do for a desk that runs them.

M060: a catch-all, which Exchange and Google know only as a setting of the whole domain.
M061: more retired mailboxes than Exchange has transport rules.
M062: a mailbox whose group would have too long a name for Exchange.
M063: a retired mailbox, whose text Google cannot tell the sender.
M064: more addresses and destinations than a recipient address map of Google holds.
M065: acknowledgements that nobody sends, since mail comes through a group: those of Google add the
headers of a list, those of Exchange ask for no automatic answer.
"""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Severity
from sportello.routing import flatten
from sportello.routing.address import group_name
from sportello.rules.rule import Rule

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
    retired = [name for name, each in catalog.mailboxes.items() if each.retired is not None]
    if len(retired) > _TRANSPORT_RULES:
        yield Problem(
            "M061",
            ("mailboxes", retired[_TRANSPORT_RULES]),
            f"{len(retired)} mailboxes are retired, and Exchange Online, where each takes a rule, "
            f"has {_TRANSPORT_RULES} rules",
            "remove mailboxes that have been out of use for long",
            on_key=True,
        )
    for name in catalog.mailboxes:
        if len(group_name(name)) > _GROUP_NAME:
            yield Problem(
                "M062",
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
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None and mailbox.retired.forward_until is None:
            yield Problem(
                "M063",
                ("mailboxes", name, "retired"),
                f'Google Workspace says of the retired mailbox "{name}" only that it does not '
                "exist, not where to write",
                "add successor and forward_until, or accept it",
                Severity.WARNING,
                on_key=True,
            )
    yield from _address_map(catalog)


def _silenced(catalog: Catalog, why: str, remedy: str) -> Iterator[Problem]:
    """Yield M065 once, with how many mailboxes are meant: the remedy is one for all of them."""
    answered = [
        name
        for name, mailbox in catalog.mailboxes.items()
        if mailbox.retired is None
        and (mailbox.acknowledge or any(rule.acknowledge for rule in mailbox.rules.values()))
    ]
    if answered:
        more = f" and {len(answered) - 1} more" if len(answered) > 1 else ""
        yield Problem(
            "M065",
            ("mailboxes", answered[0]),
            f'mail to "{answered[0]}"{more} is not acknowledged: {why}, '
            "and no robot may answer that",
            remedy,
            Severity.WARNING,
            on_key=True,
        )


def _address_map(catalog: Catalog) -> Iterator[Problem]:
    table = flatten(catalog)
    lines = 0
    for name in table.deliveries:
        deliveries = table.served(name)
        lines += len(deliveries) * len(table.addresses(name))
        if len(deliveries) > _MAP_DESTINATIONS:
            yield Problem(
                "M064",
                ("mailboxes", name, "deliver_to"),
                f'mailbox "{name}" has {len(deliveries)} destinations, and a recipient address '
                f"map of Google Workspace takes {_MAP_DESTINATIONS} for an address",
                "use the groups (GAM) instead of the map",
                Severity.WARNING,
                on_key=True,
            )
    if lines > _MAP_LINES:
        yield Problem(
            "M064",
            ("mailboxes",),
            f"a recipient address map of Google Workspace would have {lines} lines, and takes "
            f"{_MAP_LINES}",
            "use the groups (GAM) instead of the map",
            Severity.WARNING,
            on_key=True,
        )


def _catch_alls(catalog: Catalog, server: str) -> Iterator[Problem]:
    others = frozenset(catalog.helpdesk.mail_servers) - {"exchange", "google"}
    rest = "your other mail servers get it" if others else "leave it out of the catalog"
    for domain in catalog.catch_all:
        yield Problem(
            "M060",
            ("catch_all", domain),
            f"{server} gets no catch-all from here: it is a setting of the whole domain there",
            f"set it by hand there; {rest}",
            Severity.WARNING,
            on_key=True,
        )


RULES = (Rule(_exchange), Rule(_google, from_absence={"M063": {"mailboxes"}}))
