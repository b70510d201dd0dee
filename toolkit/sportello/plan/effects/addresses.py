"""What becomes of mail to every address, on each day on which that may differ."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from sportello.catalog.model import readable
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.impact import Impact
from sportello.plan.mail_outcome import Difference, MailOutcome, differences, outcome
from sportello.routing import RoutingTable, as_of, flatten, route

SECTIONS: Final = frozenset(
    {
        "acknowledgements",
        "alias_domains",
        "catch_all",
        "destinations",
        "domains",
        "mailboxes",
        "services",
        "shared_domains",
    }
)
_NOBODY: Final = "nobody-has-this-address-0"
_CATCH_ALL: Final = {
    "address-lost": "catch-all-gone",
    "address-new": "catch-all-new",
    "mail-rerouted": "catch-all-moved",
    "copy-lost": "catch-all-moved",
    "copy-added": "catch-all-moved",
}
"""What a difference is called where it is about addresses that nobody has."""


def addresses(comparison: Comparison) -> Iterator[Change]:
    """Yield how mail to an address, or to an unknown one of a domain, is dealt with otherwise."""
    told: set[tuple[str, str]] = set()
    for day in comparison.period.days:
        before, after = (
            flatten(as_of(each, day)) for each in (comparison.written, comparison.after)
        )
        for change in _on_a_day(before, after, comparison, day):
            if (change.kind, change.subject) not in told:
                told.add((change.kind, change.subject))
                yield change


def _on_a_day(
    before: RoutingTable, after: RoutingTable, comparison: Comparison, day: date
) -> Iterator[Change]:
    since = comparison.period.since(day)
    gone = _domains(before) - _domains(after)
    for domain in sorted(gone):
        yield Change("domain-gone", Impact.LOST_MAIL, readable(domain), since=since)
    for address in _addresses((before, after)):
        if address.rpartition("@")[2] in gone:
            continue
        found = _outcomes(address, (before, after))
        for kind, impact, old, new in differences(*found):
            about = _about(address, (before, after))
            yield Change(kind, impact, readable(address), old, new, since=since, about=about)
    for domain in sorted(_domains(before) & _domains(after)):
        for difference in differences(*_outcomes(f"{_NOBODY}@{domain}", (before, after))):
            yield _of_unknown(difference, domain, since)


def _of_unknown(difference: Difference, domain: str, since: date | None) -> Change:
    kind, impact, old, new = difference
    return Change(_CATCH_ALL.get(kind, kind), impact, readable(domain), old, new, since=since)


def _outcomes(
    address: str, tables: tuple[RoutingTable, RoutingTable]
) -> tuple[MailOutcome, MailOutcome]:
    before, after = (outcome(each, route(each, address)) for each in tables)
    return before, after


def _addresses(tables: Iterable[RoutingTable]) -> list[str]:
    return sorted({address for each in tables for address in (*each.owners, *each.direct)})


def _domains(table: RoutingTable) -> set[str]:
    return {*table.domains, *table.shared}


def _about(address: str, tables: Iterable[RoutingTable]) -> tuple[KeyPath, ...]:
    """Return the mailboxes and services that an address is for."""
    found: dict[KeyPath, None] = {}
    for table in tables:
        name = table.owner(address)
        if name is not None:
            found["mailboxes", name] = None
            found |= dict.fromkeys(("services", each) for each in table.services.get(name, ()))
    return tuple(found)


EFFECTS = (Effect(SECTIONS, addresses),)
