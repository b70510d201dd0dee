"""Domains that come, go, or are shared with others, each told as one."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import readable
from sportello.plan.change import Change, Quoted, Words
from sportello.plan.impact import Impact
from sportello.plan.mail.results import MailResults
from sportello.routing.address import domain_of

DOMAIN_KINDS: Final = frozenset({"domain-gone", "domain-new", "domain-shared"})
_NOTHING: Final = "takes no mail"
_REFUSED: Final = ("refuses all mail",)
_OWN: Final = ("refuses unknown addresses",)
_SHARED: Final = ("leaves unknown addresses to the server of the domain",)


def domain_changes(before: MailResults, after: MailResults) -> Iterator[tuple[str, Change]]:
    """Yield the domains that are no longer ours, those that are now, and what becomes shared."""
    for domain in sorted(before.unknown.keys() - after.unknown.keys()):
        taken = _taken(before, domain)
        impact = Impact.DESK if taken == (_NOTHING,) else Impact.LOST_MAIL
        yield domain, Change("domain-gone", impact, readable(domain), taken, _REFUSED)
    for domain in sorted(after.unknown.keys() - before.unknown.keys()):
        taken = _taken(after, domain)
        yield domain, Change("domain-new", Impact.NEUTRAL, readable(domain), _REFUSED, taken)
    for domain in sorted(before.unknown.keys() & after.unknown.keys()):
        was, is_ = (domain in each.shared for each in (before, after))
        if was != is_ and not any(each.unknown[domain].is_accepted for each in (before, after)):
            yield (
                domain,
                Change(
                    "domain-shared",
                    Impact.MIXED,
                    readable(domain),
                    _SHARED if was else _OWN,
                    _SHARED if is_ else _OWN,
                ),
            )


def _taken(results: MailResults, domain: str) -> Words:
    """Return in words which mail to a domain is taken."""
    found = results.addresses.items()
    count = sum(each.is_accepted for address, each in found if domain_of(address) == domain)
    parts: list[str] = []
    if count:
        parts.append("one address" if count == 1 else f"{count} addresses")
    if results.unknown[domain].is_accepted:
        parts.append("all unknown ones" if count else "any address")
    if not parts:
        return (_NOTHING,)
    said = f"takes mail to {' and '.join(parts)}"
    original = results.originals.get(domain)
    return (said, ", as ", Quoted(readable(original))) if original else (said,)
