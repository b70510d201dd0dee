"""Mail: every address is declared once, leads somewhere, and somebody asks for it.

M001 to M006 come from the routing table itself: an address that is declared twice, a cycle, a
mailbox that leads nowhere, a domain that is not ours, a name too long for a mail server.

M010: a public service that nobody can reach: no mailbox, channel or contact.
M011: a mailbox that no service, channel or contact names.
"""

from collections.abc import Iterator

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Severity
from sportello.routing import problems
from sportello.rules.rule import Rule

_NOWHERE = "M003"


def _unreachable(catalog: Catalog) -> Iterator[Problem]:
    for name, service in catalog.services.items():
        if not (service.mailbox or service.channels or service.contacts):
            yield Problem(
                "M010",
                ("services", name),
                f'nobody can reach the service "{name}"',
                "give it a mailbox, a channel or a contact",
                on_key=True,
            )


def _unused(catalog: Catalog) -> Iterator[Problem]:
    named = {service.mailbox for service in catalog.services.values()}
    named |= {
        channel.mailbox for service in catalog.services.values() for channel in service.channels
    }
    named |= {contact.mailbox for contact in catalog.contacts.values()}
    for name, mailbox in catalog.mailboxes.items():
        if name not in named and mailbox.retired is None:
            yield Problem(
                "M011",
                ("mailboxes", name),
                f'no service, channel or contact names the mailbox "{name}"',
                f'write "mailbox: {name}" where it is used, or retire it',
                Severity.WARNING,
                on_key=True,
            )


def _declared(catalog: Catalog) -> Iterator[Problem]:
    return (problem for problem in problems(catalog) if problem.code != _NOWHERE)


def _leads_nowhere(catalog: Catalog) -> Iterator[Problem]:
    return (problem for problem in problems(catalog) if problem.code == _NOWHERE)


RULES = (
    Rule(_declared),
    Rule(_leads_nowhere, from_absence=True),
    Rule(_unreachable, from_absence=True),
    Rule(_unused, from_absence=True),
)
