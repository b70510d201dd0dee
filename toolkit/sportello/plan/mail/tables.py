"""Where mail goes before and after, on each day on which that may differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Catalog
from sportello.catalog.model.renaming import renamed
from sportello.plan.comparison import Comparison
from sportello.routing import RoutingTable, as_of, flatten
from sportello.routing.retirement import turning_days

_MARKING = frozenset({"mailboxes", "services"})
"""The sections whose identifiers stand in mails, so that a new one is a difference."""


@dataclass(frozen=True, slots=True)
class MailTables:
    """The routing tables before and after a change, as they are from a day on."""

    day: date
    before: RoutingTable
    after: RoutingTable

    @property
    def both(self) -> tuple[RoutingTable, RoutingTable]:
        """The tables, the one before first."""
        return self.before, self.after


def domains_of(table: RoutingTable) -> frozenset[str]:
    """Return the domains in which we have addresses, alone or with others."""
    return frozenset({*table.domains, *table.shared})


def mail_tables(comparison: Comparison) -> Iterator[MailTables]:
    """Yield the tables of the day of the plan, and of each on which a retirement counts.

    Mailboxes and services have their identifiers as they were before, since mails are marked with
    them.
    """
    kept = {name: each for name, each in comparison.names.items() if name not in _MARKING}
    yield from _tables(comparison, renamed(comparison.written, kept))


def renamed_mail_tables(comparison: Comparison) -> Iterator[MailTables]:
    """Yield the same tables with the new identifiers in both."""
    yield from _tables(comparison, comparison.before)


def _tables(comparison: Comparison, before: Catalog) -> Iterator[MailTables]:
    after = comparison.after
    turning = turning_days(before) | turning_days(after)
    for day in comparison.period.days:
        if day == comparison.period.day or day in turning:
            yield MailTables(day, flatten(as_of(before, day)), flatten(as_of(after, day)))
