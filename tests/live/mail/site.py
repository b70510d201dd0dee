"""What a private mail site is made of: generated files, and where its parts listen."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sportello.catalog.model import Catalog
from sportello.routing import RoutingTable, flatten
from sportello.routing.address import domain_of
from sportello.targets import exim, opensmtpd, postfix, sieve
from sportello.targets.promises import with_promises

USER = "nobody"
"""Whose Maildirs they are."""


@dataclass(frozen=True)
class Site:
    """A directory for a site, its ports, and the catalog that it serves.

    The domains of all destinations are on its own Dovecot, except those in `away`.
    """

    folder: Path
    catalog: Catalog
    smtp: int
    lmtp: int
    sink: int
    away: frozenset[str] = frozenset()

    @cached_property
    def table(self) -> RoutingTable:
        """The routing table of the catalog, with what its acknowledgements promise."""
        return with_promises(flatten(self.catalog), self.catalog.mailboxes, {})

    @cached_property
    def hosted(self) -> tuple[str, ...]:
        """The domains that Dovecot delivers."""
        groups = (*self.table.deliveries.values(), *self.table.catch_all.values())
        finals = {domain_of(each.address) for group in groups for each in group}
        finals |= {*self.table.shared, *(domain_of(address) for address in self.table.direct)}
        ruled = (rule for rules in self.table.rules.values() for rule in rules)
        finals |= {domain_of(each.address) for rule in ruled for each in rule.deliveries}
        return tuple(sorted(finals - self.away))

    def generated(self, target: str) -> dict[str, bytes]:
        """Return the files of a target."""
        modules = {"exim": exim, "opensmtpd": opensmtpd, "postfix": postfix, "sieve": sieve}
        return dict(modules[target].render(self.table))

    def install(self, target: str, folder: Path, where: str) -> None:
        """Write the files of a target, whose text says that they are in the directory `where`."""
        folder.mkdir(parents=True)
        for name, content in self.generated(target).items():
            (folder / name).write_bytes(content.replace(where.encode(), str(folder).encode()))
