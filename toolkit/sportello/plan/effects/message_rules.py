"""Mails that message rules treat otherwise: mails made to fit them, sent before and after."""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Final

from sportello.catalog.model import readable
from sportello.catalog.model.publishing import with_parts
from sportello.findings import KeyPath
from sportello.plan.change import Change
from sportello.plan.comparison import Comparison
from sportello.plan.effect import Effect
from sportello.plan.mail.arrivals import arrivals
from sportello.plan.mail.parts import of_address
from sportello.plan.mail.rule_trials import Trial, cases
from sportello.plan.mail.tables import MailTables, renamed_mail_tables
from sportello.plan.period import Period
from sportello.plan.runs import in_runs
from sportello.routing import RoutedRule
from sportello.routing.words import conditions_of

SECTIONS: Final = frozenset(
    {"acknowledgements", "calendars", "destinations", "helpdesk", "mailboxes"}
)


def message_rules(comparison: Comparison) -> Iterator[Change]:
    """Yield the mails that are treated otherwise, apart from what is so for all of the address."""
    found = {
        each.day: tuple(_on_a_day(each, comparison.period))
        for each in renamed_mail_tables(comparison)
    }
    yield from in_runs(comparison.period, found)


def _on_a_day(tables: MailTables, period: Period) -> Iterator[Change]:
    instants = cache(
        partial(arrivals, before=tables.before.catalog, after=tables.after.catalog, period=period)
    )
    for address in _ruled_addresses(tables):
        rules = tuple(
            rule for table in tables.both for rule in table.rules.get(table.owners[address], ())
        )
        if _is_same(address, rules, tables):
            continue
        trial = Trial(address, tables, instants(_calendars(rules)))
        about = (*of_address(address, tables), *_parts(rules, tables))
        for case, (impact, old, new) in dict.fromkeys(cases(trial, rules)):
            yield Change("rule-effect", impact, readable(address), old, new, case=case, about=about)


def _ruled_addresses(tables: MailTables) -> Iterator[str]:
    """Yield the main address of each mailbox with rules, if its mail is taken before and after."""
    ruled = {
        str(table.catalog.mailboxes[name].address): None
        for table in (tables.after, tables.before)
        for name in table.rules
    }
    for address in ruled:
        if all(table.deliveries.get(table.owners.get(address, "")) for table in tables.both):
            yield address


def _is_same(address: str, rules: Iterable[RoutedRule], tables: MailTables) -> bool:
    """Tell whether nothing differs of the rules of an address and of what they name."""
    sides = []
    for table in tables.both:
        catalog, name = table.catalog, table.owners[address]
        answers = [table.acknowledgement(name, each) for each in table.acknowledgements(name)]
        calendars = [
            catalog.calendars[each].rules for each in _calendars(rules) if each in catalog.calendars
        ]
        sides.append((table.rules.get(name, ()), answers, calendars, catalog.helpdesk))
    return sides[0] == sides[1]


def _calendars(rules: Iterable[RoutedRule]) -> tuple[str, ...]:
    asked = (each.calendar for rule in rules for _, each in conditions_of(rule.when))
    return tuple(dict.fromkeys(each for each in asked if each is not None))


def _parts(rules: Iterable[RoutedRule], tables: MailTables) -> Iterator[KeyPath]:
    named = with_parts(tables.after.catalog.calendars, _calendars(rules))
    yield from (("calendars", each) for each in named)


EFFECTS = (Effect(SECTIONS, message_rules),)
