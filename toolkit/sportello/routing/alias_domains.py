"""Alias domains: second domains, in which the mailboxes of another have the same addresses."""

from collections.abc import Iterator, Mapping

from sportello.catalog.model import Catalog, Mailbox, ascii_domain
from sportello.routing.address import domain_of


def originals(catalog: Catalog) -> Mapping[str, str]:
    """Return the domain that each alias domain stands for; of one listed twice the first.

    One that stands for itself (M072) stands for none.
    """
    found: dict[str, str] = {}
    for alias, original in catalog.alias_domains.items():
        if ascii_domain(alias) != original:
            found.setdefault(ascii_domain(alias), original)
    return found


def own_domains(catalog: Catalog) -> frozenset[str]:
    """Return the domains of which every address is ours."""
    shared = shared_domains(catalog)
    return frozenset({*catalog.domains, *originals(catalog)} - shared)


def shared_domains(catalog: Catalog) -> frozenset[str]:
    """Return the domains in which others have addresses too.

    An alias domain is as the one that it stands for, unless it stands in one of the lists itself.
    """
    shared = frozenset(catalog.shared_domains)
    listed = {*catalog.domains, *shared}
    likewise = (
        alias
        for alias, original in originals(catalog).items()
        if alias not in listed and original in shared
    )
    return shared.union(likewise)


def caught_domains(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    """Return where mail to unknown addresses goes, by domain.

    What a domain catches its alias domains catch too, unless others have addresses there.
    """
    written = sorted((ascii_domain(key), each) for key, each in catalog.catch_all.items())
    found = dict(written)
    shared = shared_domains(catalog)
    for alias, original in originals(catalog).items():
        if original in found and alias not in shared:
            found.setdefault(alias, found[original])
    return dict(sorted(found.items()))


def addresses_of(catalog: Catalog, mailbox: Mailbox) -> Iterator[str]:
    """Yield every address of a mailbox once: its own, its aliases, and these in alias domains."""
    written = dict.fromkeys((mailbox.address, *mailbox.aliases))
    twins = (twin for address in written for twin in twins_of(catalog, address))
    yield from dict.fromkeys((*written, *twins))


def twins_of(catalog: Catalog, address: str) -> Iterator[str]:
    """Yield the addresses of alias domains that are the same as an address."""
    if not catalog.alias_domains:
        return
    local, _, domain = address.rpartition("@")
    for alias, original in originals(catalog).items():
        if original == domain:
            yield f"{local}@{alias}"


def original_of(catalog: Catalog, address: str) -> str:
    """Return the address that one in an alias domain is the same as; any other as it stands."""
    original = originals(catalog).get(domain_of(address))
    return f"{address.rpartition('@')[0]}@{original}" if original else address
