"""How mail to every address is dealt with otherwise, between two results of one day."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import readable
from sportello.plan.change import Change
from sportello.plan.mail.domains import domain_changes
from sportello.plan.mail.outcome import differences
from sportello.plan.mail.results import MailResults
from sportello.routing.address import domain_of

_CATCH_ALL: Final = {
    "address-lost": "catch-all-gone",
    "address-new": "catch-all-new",
    "mail-rerouted": "catch-all-moved",
    "copy-lost": "catch-all-moved",
    "copy-added": "catch-all-moved",
}
"""What a difference is called where it is about addresses that nobody has."""


def mail_changes(before: MailResults, after: MailResults) -> Iterator[tuple[str, Change]]:
    """Yield what differs, each with the address or domain that it is about.

    A domain that comes or goes is told as one, and comes of all that has to do with it.
    """
    yield from domain_changes(before, after)
    gone, new = before.unknown.keys() - after.unknown.keys(), after.unknown.keys() - before.unknown
    told_as_one = gone | (new & after.originals.keys())
    for address in {**after.addresses, **before.addresses}:
        if domain_of(address) not in told_as_one:
            for kind, impact, old, now in differences(before.of(address), after.of(address)):
                yield address, Change(kind, impact, readable(address), old, now)
    for domain in sorted(before.unknown.keys() & after.unknown.keys()):
        was, is_ = before.unknown[domain], after.unknown[domain]
        if was.is_accepted or is_.is_accepted:
            for kind, impact, old, now in differences(was, is_):
                yield domain, Change(_CATCH_ALL[kind], impact, readable(domain), old, now)
