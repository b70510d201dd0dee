"""Mailboxes out of use: since when, and who gets their mail for a while."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from sportello.catalog.model import Address, Catalog, Mailbox, PublicCatalog


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


def turning_days(catalog: Catalog) -> frozenset[date]:
    """Return the days from which on mail goes elsewhere, since a retirement or a forward counts."""
    found: set[date] = set()
    for mailbox in catalog.mailboxes.values():
        if mailbox.retired is not None:
            found.add(mailbox.retired.since)
            last = mailbox.retired.forward_until
            if last is not None and last < date.max:
                found.add(date.fromordinal(last.toordinal() + 1))
    return frozenset(found)


def final_successors(catalog: Catalog | PublicCatalog) -> dict[str, str]:
    """Return the first mailbox in use along the line of successors of each retired one.

    Those whose line ends before, or goes round, are left out.
    """
    mailboxes = catalog.mailboxes
    found: dict[str, str | None] = {}
    for name in mailboxes:
        line: list[str] = []
        last = name
        while last in mailboxes and last not in found:
            retired = mailboxes[last].retired
            if retired is None:
                break
            found[last] = None  # until its line is known; if that leads back here, for good
            line.append(last)
            last = retired.successor or ""
        in_use = last in mailboxes and last not in found
        found |= dict.fromkeys(line, last if in_use else found.get(last))
    return {name: successor for name, successor in found.items() if successor is not None}


def address_on(catalog: Catalog | PublicCatalog, name: str, day: date) -> Address | None:
    """Return where to write to on a day for a mailbox: to it, or to the first successor in use."""
    for each in _line(catalog, name):
        box = catalog.mailboxes[each]
        if box.retired is None or box.retired.since > day:
            return box.address
    return None


def retirement_days(catalog: Catalog | PublicCatalog, name: str | None) -> frozenset[date]:
    """Return the days from which on one writes elsewhere for a mailbox."""
    retired = (catalog.mailboxes[each].retired for each in _line(catalog, name))
    return frozenset(each.since for each in retired if each)


def _line(catalog: Catalog | PublicCatalog, name: str | None) -> tuple[str, ...]:
    """Return a mailbox with its line of successors, retired or not yet."""
    line: dict[str, None] = {}
    while name and name in catalog.mailboxes and name not in line:
        line[name] = None
        retired = catalog.mailboxes[name].retired
        name = retired.successor if retired else None
    return tuple(line)


def forwarded(catalog: Catalog, known: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the retired mailboxes whose mail goes to another one, by that one.

    `known` are the `final_successors` of the catalog.
    """
    found: dict[str, list[str]] = {}
    for name, mailbox in catalog.mailboxes.items():
        if mailbox.retired is not None and mailbox.retired.forward_until is not None:
            other = known.get(name)
            if other is not None:
                found.setdefault(other, []).append(name)
    return {other: tuple(names) for other, names in found.items()}
