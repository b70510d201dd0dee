"""Destinations that move, or whose server does other things, told once for all their mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sportello.catalog.model import Destination, readable
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.mail.tables import MailTables, renamed_mail_tables
from sportello.routing import RoutingTable

SECTIONS: Final = frozenset({"destinations"})


def destinations(comparison: Comparison) -> Iterator[Change]:
    """Yield the destinations that are at another address, or mark and answer mail otherwise."""
    old, new = comparison.before.destinations, comparison.after.destinations
    changed = [name for name in new if name in old and old[name] != new[name]]
    if not changed:
        return
    tables = next(renamed_mail_tables(comparison))
    for name in changed:
        yield from _changes(name, old[name], new[name], tables)


def outside(comparison: Comparison) -> Iterator[Change]:
    """Yield the destinations in use whose domain had no mail of the desk before.

    Who runs that domain reads the mail from now on: what customers write is told to somebody new.
    """
    before, after = comparison.before, comparison.after
    known = {each.address.domain for each in before.destinations.values()}
    known |= {*before.domains, *before.shared_domains}
    strange = {
        name: each
        for name, each in after.destinations.items()
        if not any(f".{each.address.domain}".endswith(f".{domain}") for domain in known)
    }
    if not strange or not before.destinations:
        return
    tables = next(renamed_mail_tables(comparison))
    for name, each in strange.items():
        mailboxes = _behind(name, tables.after).mailboxes
        if mailboxes:
            about = (("destinations", name), *_mailboxes(mailboxes))
            told = _at(each, len(mailboxes))
            yield Change("mail-outside", Impact.PUBLIC, name, (), told, about=about)


@dataclass(frozen=True, slots=True)
class _Behind:
    """The mailboxes whose mail comes to a destination, and what its server does with it."""

    mailboxes: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    ruled: frozenset[str] = frozenset()
    is_scripted: bool = False


def _changes(name: str, old: Destination, new: Destination, tables: MailTables) -> Iterator[Change]:
    before, after = (_behind(name, table) for table in tables.both)
    about = tuple(
        dict.fromkeys(
            (("destinations", name), *_mailboxes(before.mailboxes), *_mailboxes(after.mailboxes))
        )
    )
    if old.address != new.address:
        told = _at(old, len(before.mailboxes)), _at(new, len(after.mailboxes))
        yield Change("destination-address", Impact.DESK, name, *told, about=about)
    if (old.kind, old.system) != (new.kind, new.system):
        yield Change("destination-kind", Impact.DESK, name, _kind(old), _kind(new), about=about)
    if _is_scripted(old) != _is_scripted(new):
        kind = "destination-served" if _is_scripted(new) else "destination-plain"
        unanswered = before.answered - _answered(tables.after)
        harms = unanswered or before.ruled - after.ruled
        impact = Impact.BROKEN if harms else Impact.DESK
        yield Change(kind, impact, name, _does(before), _does(after), about=about)
    elif old.detail != new.detail:
        told = _detail(old), _detail(new)
        yield Change("destination-detail", Impact.DESK, name, *told, about=about)


def _is_scripted(destination: Destination) -> bool:
    return destination.sieve and destination.detail


def _mailboxes(names: tuple[str, ...]) -> tuple[KeyPath, ...]:
    return tuple(("mailboxes", name) for name in names)


def _behind(name: str, table: RoutingTable) -> _Behind:
    mailboxes = tuple(
        mailbox
        for mailbox, deliveries in table.deliveries.items()
        if any(
            each.destination == name
            for each in (
                *deliveries,
                *(one for rule in table.rules.get(mailbox, ()) for one in rule.deliveries),
            )
        )
    )
    first = {each for each in mailboxes if _acknowledger(table, each) == name}
    scripted = name in table.catalog.destinations and _is_scripted(table.catalog.destinations[name])
    return _Behind(
        mailboxes,
        frozenset(first & _answered(table)) if scripted else frozenset(),
        frozenset(first & table.rules.keys()) if scripted else frozenset(),
        scripted,
    )


def _acknowledger(table: RoutingTable, mailbox: str) -> str:
    return table.acknowledger(mailbox).destination if table.deliveries[mailbox] else ""


def _answered(table: RoutingTable) -> frozenset[str]:
    """Return the mailboxes whose mail is answered by itself."""
    return frozenset(
        name
        for name, deliveries in table.deliveries.items()
        if deliveries
        and table.acknowledgements(name)
        and table.is_scripted(table.acknowledger(name))
    )


def _at(destination: Destination, mailboxes: int) -> Words:
    return Quoted(readable(destination.address)), f", for {_mailboxes_in_words(mailboxes)}"


def _mailboxes_in_words(count: int) -> str:
    return "one mailbox" if count == 1 else f"{count} mailboxes"


def _kind(destination: Destination) -> Words:
    return (f"{destination.kind}, system {destination.system or 'not said'}",)


def _does(behind: _Behind) -> Words:
    """Return what the server of a destination does with the mail of the mailboxes behind it."""
    if not behind.is_scripted:
        return ("delivers it as it stands",)
    parts = [f"tags the mail of {_mailboxes_in_words(len(behind.mailboxes))}"]
    if behind.answered:
        parts.append(f"answers for {len(behind.answered)}")
    if behind.ruled:
        parts.append(f"follows the rules of {len(behind.ruled)}")
    return (", ".join(parts),)


def _detail(destination: Destination) -> Words:
    return ("the mailbox stands in the address" if destination.detail else "its address alone",)


EFFECTS = (
    Effect(SECTIONS, destinations),
    Effect(frozenset({"destinations", "mailboxes", "domains", "shared_domains"}), outside),
)
