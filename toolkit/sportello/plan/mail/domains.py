"""Domains that come, go, or are shared with others, each told as one."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import readable
from sportello.findings import KeyPath
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.mail.parts import of_domain
from sportello.plan.mail.tables import MailTables
from sportello.routing import RoutingTable, route
from sportello.routing.address import domain_of
from sportello.routing.alias_domains import originals

DOMAIN_KINDS: Final = frozenset({"domain-gone", "domain-new", "domain-shared"})
_NOTHING: Final = "takes no mail"
_REFUSED: Final = ("refuses all mail",)
_OWN: Final = ("refuses unknown addresses",)
_SHARED: Final = ("leaves unknown addresses to the server of the domain",)


def domain_changes(tables: MailTables) -> Iterator[Change]:
    """Yield the domains that are no longer ours, those that are now, and what becomes shared."""
    for domain in sorted(tables.gone):
        taken = _taken(tables.before, domain)
        impact = Impact.DESK if taken == (_NOTHING,) else Impact.LOST_MAIL
        about = _about(domain, tables.before, tables)
        yield Change("domain-gone", impact, readable(domain), taken, _REFUSED, about=about)
    for domain in sorted(tables.new):
        taken = _taken(tables.after, domain)
        about = _about(domain, tables.after, tables)
        yield Change("domain-new", Impact.NEUTRAL, readable(domain), _REFUSED, taken, about=about)
    for domain in sorted(tables.kept):
        was, is_ = (domain in each.shared for each in tables.both)
        if was != is_ and not any(domain in each.catch_all for each in tables.both):
            yield Change(
                "domain-shared",
                Impact.MIXED,
                readable(domain),
                _SHARED if was else _OWN,
                _SHARED if is_ else _OWN,
                about=of_domain(domain, tables),
            )


def _taken(table: RoutingTable, domain: str) -> Words:
    """Return in words which mail to a domain is taken."""
    count = sum(bool(route(table, each).deliveries) for each in _addresses(table, domain))
    parts: list[str] = []
    if count:
        parts.append("one address" if count == 1 else f"{count} addresses")
    if table.catch_all.get(domain):
        parts.append("all unknown ones" if count else "any address")
    if not parts:
        return (_NOTHING,)
    said = f"takes mail to {' and '.join(parts)}"
    original = originals(table.catalog).get(domain)
    return (said, ", as ", Quoted(readable(original))) if original else (said,)


def _addresses(table: RoutingTable, domain: str) -> list[str]:
    intakes = (each for each in table.intakes if each not in table.owners)
    return [each for each in (*table.owners, *intakes) if domain_of(each) == domain]


def _about(domain: str, table: RoutingTable, tables: MailTables) -> tuple[KeyPath, ...]:
    """Return the entries of a domain and its mailboxes."""
    owners = (table.owners[each] for each in _addresses(table, domain) if each in table.owners)
    boxes = (("mailboxes", name) for name in owners)
    return tuple(dict.fromkeys((*of_domain(domain, tables), *boxes)))
