"""What becomes of mail to every address, on each day on which that may differ."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.mail.changes import mail_changes
from sportello.plan.mail.domains import DOMAIN_KINDS
from sportello.plan.mail.parts import of_address, of_domain, of_whole_domain
from sportello.plan.mail.results import mail_results
from sportello.plan.mail.tables import MailTables, mail_tables
from sportello.plan.runs import in_runs
from sportello.plan.sections import changed_entries

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


def addresses(comparison: Comparison) -> Iterator[Change]:
    """Yield how mail to an address, or to an unknown one of a domain, is dealt with otherwise."""
    found = {each.day: tuple(_on_a_day(each)) for each in mail_tables(comparison)}
    for each in in_runs(comparison.period, found):
        if each.kind in DOMAIN_KINDS:
            changed = frozenset(changed_entries(comparison.sections))
            yield replace(each, causes=tuple(entry for entry in each.about if entry in changed))
        else:
            yield each


def _on_a_day(tables: MailTables) -> Iterator[Change]:
    before, after = map(mail_results, tables.both)
    for place, change in mail_changes(before, after):
        yield replace(change, about=_about(change.kind, place, tables))


def _about(kind: str, place: str, tables: MailTables) -> tuple[KeyPath, ...]:
    """Return what has a part in mail to an address or domain."""
    if "@" in place:
        return of_address(place, tables)
    if kind in {"domain-gone", "domain-new"}:
        table = tables.before if kind == "domain-gone" else tables.after
        return of_whole_domain(place, table, tables)
    return of_domain(place, tables)


EFFECTS = (Effect(SECTIONS, addresses),)
