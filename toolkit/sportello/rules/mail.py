"""Mail: every address is declared once, leads somewhere, and somebody asks for it.

The routing table itself yields M001 (an address declared twice), M002 (a circle), M003 (a mailbox
that leads nowhere), M004 (a domain that is not ours), M005 (a +detail of another mailbox), M006 (a
delivery address that no server takes), M007 (a delivery to a retired mailbox), M008 (a retired
mailbox without successor or text), M009 (a refusal text that mail servers cannot send), M012 (an
acknowledgement without a period), M013 (a period that mail servers cannot count), M014 (a domain
listed twice), M015 to M019, M021 and M028 (message rules), M020, M022, M026, M027 and M029 (what
servers cannot do), M023 (a forward that leads nowhere or is over) and M031 to M034 (what has no
effect): see `sportello.routing`.
"""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import Catalog
from sportello.findings import Problem, Rule, Severity
from sportello.routing import problems
from sportello.routing.address import domain_of
from sportello.routing.table import addresses_of

M011: Final = Rule(
    "M011",
    Severity.WARNING,
    en="a mailbox that nothing names",
    it="una casella che nulla nomina",
    complete=frozenset({"mailboxes", "services", "contacts"}),
)
"""A mailbox that no service, channel or contact names."""
M035: Final = Rule(
    "M035",
    Severity.WARNING,
    en="a domain refuses mail to its postmaster",
    it="un dominio rifiuta la posta al suo postmaster",
    complete=frozenset({"domains", "shared_domains", "mailboxes", "destinations", "catch_all"}),
)
"""A domain whose mail to postmaster or abuse is refused (RFC 5321, 4.5.1; RFC 2142, 4 and 5)."""


def _unused(catalog: Catalog) -> Iterator[Problem]:
    named = {service.mailbox for service in catalog.services.values()}
    named |= {
        channel.mailbox for service in catalog.services.values() for channel in service.channels
    }
    named |= {contact.mailbox for contact in catalog.contacts.values()}
    for name, mailbox in catalog.mailboxes.items():
        if name not in named and mailbox.retired is None:
            yield M011.problem(
                ("mailboxes", name),
                f'no service, channel or contact names the mailbox "{name}"',
                f'write "mailbox: {name}" where it is used, or retire it',
                on_key=True,
            )


def _required(catalog: Catalog) -> Iterator[Problem]:
    """Yield M035 for the domains that refuse what they do not know: the others may know it.

    One without any address is misspelt, which is told of the addresses (M004).
    """
    taken = {
        address
        for mailbox in catalog.mailboxes.values()
        if mailbox.retired is None or mailbox.retired.forward_until is not None
        for address in addresses_of(mailbox)
    }
    left = {*catalog.shared_domains, *(domain.lower() for domain in catalog.catch_all)}
    left |= {each.address.domain for each in catalog.destinations.values()}
    written = (each for mailbox in catalog.mailboxes.values() for each in addresses_of(mailbox))
    used = {domain_of(each) for each in written}
    for index, domain in enumerate(catalog.domains):
        missing = [each for name in _REQUIRED if (each := f"{name}@{domain}") not in taken]
        if missing and domain in used and domain not in left:
            yield M035.problem(
                ("domains", index),
                f"mail to {' and '.join(missing)} is refused: whoever has trouble with mail of "
                f"{domain}, or with what comes from there, writes to such an address",
                f"add {' and '.join(missing)} to the aliases of a mailbox that people read, "
                f"or move {domain} to shared_domains if its own server has them",
            )


_REQUIRED: Final = ("postmaster", "abuse")

"""Of a mailbox or rule that lost a part: an unread reference or text is no missing one."""


CHECKS = (problems, _unused, _required)
