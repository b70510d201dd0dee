"""What becomes of mail to every address, on each day on which that may differ."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from sportello.catalog.model import readable
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.mail.domains import DOMAIN_KINDS, domain_changes
from sportello.plan.mail.outcome import MailOutcome, differences, outcome
from sportello.plan.mail.parts import of_address, of_domain
from sportello.plan.mail.tables import MailTables, mail_tables
from sportello.plan.runs import in_runs
from sportello.plan.sections import changed_entries
from sportello.routing import route
from sportello.routing.address import domain_of
from sportello.routing.alias_domains import addresses_of, originals

SECTIONS: Final = frozenset(
    {
        "acknowledgements",
        "alias_domains",
        "catch_all",
        "destinations",
        "domains",
        "helpdesk",
        "mailboxes",
        "services",
        "shared_domains",
    }
)
NOBODY: Final = "nobody-has-this-address-0"
"""The name of an address that stands for all that nobody has."""
_CATCH_ALL: Final = {
    "address-lost": "catch-all-gone",
    "address-new": "catch-all-new",
    "mail-rerouted": "catch-all-moved",
    "copy-lost": "catch-all-moved",
    "copy-added": "catch-all-moved",
}
"""What a difference is called where it is about addresses that nobody has."""


def addresses(comparison: Comparison) -> Iterator[Change]:
    """Yield how mail to an address, or to an unknown one of a domain, is dealt with otherwise.

    A domain that comes or goes is told as one, and comes of all that has to do with it.
    """
    found = {
        each.day: (*domain_changes(each), *_on_a_day(each)) for each in mail_tables(comparison)
    }
    for each in in_runs(comparison.period, found):
        if each.kind in DOMAIN_KINDS:
            changed = frozenset(changed_entries(comparison.sections))
            yield replace(each, causes=tuple(entry for entry in each.about if entry in changed))
        else:
            yield each


def _on_a_day(tables: MailTables) -> Iterator[Change]:
    told_as_one = tables.gone | (tables.new & originals(tables.after.catalog).keys())
    for address in _addresses(tables):
        if domain_of(address) not in told_as_one:
            for kind, impact, old, new in differences(*outcomes(address, tables)):
                about = of_address(address, tables)
                yield Change(kind, impact, readable(address), old, new, about=about)
    for domain in sorted(tables.kept):
        unknown = outcomes(f"{NOBODY}@{domain}", tables)
        if not any(each.is_accepted for each in unknown):
            continue
        for kind, impact, old, new in differences(*unknown):
            about = of_domain(domain, tables)
            yield Change(_CATCH_ALL[kind], impact, readable(domain), old, new, about=about)


def outcomes(address: str, tables: MailTables) -> tuple[MailOutcome, MailOutcome]:
    """Return what becomes of mail to an address before and after."""
    before, after = (outcome(each, route(each, address)) for each in tables.both)
    return before, after


def _addresses(tables: MailTables) -> Iterable[str]:
    """Return every address that somebody has, those of a mailbox together.

    Those that are made up for the mail of a mailbox are told with it.
    """
    found: dict[str, None] = {}
    for table in (tables.after, tables.before):
        for mailbox in table.catalog.mailboxes.values():
            found |= dict.fromkeys(addresses_of(table.catalog, mailbox))
    ours = tables.gone | tables.kept | tables.new
    intakes = (each for table in tables.both for each in sorted(table.intakes))
    return found | dict.fromkeys(each for each in intakes if domain_of(each) in ours)


EFFECTS = (Effect(SECTIONS, addresses),)
