"""Mailboxes out of use: since when, and who gets their mail for a while."""

from datetime import date

from msgspec.structs import replace

from sportello.catalog.model import Catalog, Mailbox


def as_of(catalog: Catalog, day: date) -> Catalog:
    """Return the catalog without the retirements that begin after `day` and the ended forwards."""
    return replace(
        catalog,
        mailboxes={name: _as_of(each, day) for name, each in catalog.mailboxes.items()},
    )


def _as_of(mailbox: Mailbox, day: date) -> Mailbox:
    retired = mailbox.retired
    if retired is None:
        return mailbox
    if retired.since > day:
        return replace(mailbox, retired=None)
    if retired.forward_until is not None and retired.forward_until < day:
        return replace(mailbox, retired=replace(retired, forward_until=None))
    return mailbox


def heir(catalog: Catalog, mailbox: Mailbox) -> str | None:
    """Return the first mailbox in use along the line of a retired one's successors."""
    seen: set[str] = set()
    found = None
    while mailbox.retired is not None:
        found = mailbox.retired.successor
        if found is None or found in seen or found not in catalog.mailboxes:
            return None
        seen.add(found)
        mailbox = catalog.mailboxes[found]
    return found


def forwarded(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Return the retired mailboxes whose mail goes to another one, by that one."""
    found: dict[str, list[str]] = {}
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None and mailbox.retired.forward_until is not None:
            other = heir(catalog, mailbox)
            if other is not None:
                found.setdefault(other, []).append(name)
    return {other: tuple(names) for other, names in found.items()}
