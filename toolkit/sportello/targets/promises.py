"""What acknowledgements promise, by mailbox, in the words of the site."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sportello.catalog.model import Text
from sportello.routing import RoutingTable
from sportello.sla.mail_promise import mail_promise


def with_promises(
    table: RoutingTable, mailboxes: Iterable[str], site: Mapping[str, bytes]
) -> RoutingTable:
    """Return a routing table that knows what the acknowledgements of these mailboxes promise.

    `site` are the files that the desk has written by hand of its site: its words go before ours.
    Raises NoMailPromise where nothing is promised (M073), OSError for a broken file of words. Where
    one promises something, the words need the extra `site`.
    """
    promising = [name for name in mailboxes if table.promising(name)]
    if not promising:
        return table
    # Only here: mail is routed where the extra `site` is not installed, as long as no word of it
    # is needed.
    from sportello.sla.promise_words import promise_words  # noqa: PLC0415
    from sportello.targets.site.sources import own_sources, with_desk  # noqa: PLC0415
    from sportello.wording.messages import read_messages  # noqa: PLC0415

    catalog = table.catalog
    words = with_desk(own_sources(), site)
    spoken = [read_messages(words, each) for each in catalog.helpdesk.languages]
    promises = {}
    for services in {table.services.get(name, ()) for name in promising}:
        promise = mail_promise(catalog, services)
        promises[services] = Text({_.language: promise_words(promise, _) for _ in spoken})
    return replace(
        table, promises={name: promises[table.services.get(name, ())] for name in promising}
    )
