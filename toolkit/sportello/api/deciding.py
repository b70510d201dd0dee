"""Where a mail goes, and what its sender is answered."""

from collections.abc import Mapping
from datetime import date

from sportello.catalog.model import Catalog
from sportello.routing import Decision, Message, route, table_at
from sportello.targets.promises import with_promises


def decide(
    catalog: Catalog,
    address: str,
    message: Message | None = None,
    at: date | None = None,
    site: Mapping[str, bytes] | None = None,
) -> Decision:
    """Return what happens to a mail to `address` that arrives at `at`, an instant or a day.

    Without a message, it is what the mail server does with the address, before any message rule.
    An instant's day is that of the desk's zone; a naive one is read in the zone of whoever asks,
    the desk or a calendar. Without a day, every retirement and forward that the catalog announces
    counts as in force. Raises Invalid if `address` is not a mail address, or if a message
    rule asks whether a calendar is open and `at` is no instant. What an acknowledgement promises
    is told in the words of the site: for these the extra `site` is needed. `site` are the files
    that a desk has written by hand of its own, by path (`messages/de.po`).
    """
    table = table_at(catalog, at)
    found = route(table, address, message, at)
    if found.mailbox is None or found.acknowledgement is None:
        return found
    return route(with_promises(table, (found.mailbox,), site or {}), address, message, at)
