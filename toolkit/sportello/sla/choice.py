"""Which severity and policy a ticket has: the severity first, since policies ask for it."""

from datetime import date
from typing import NamedTuple

from sportello.catalog.model import Catalog
from sportello.sla.conditions import Facts
from sportello.sla.match import facts_of
from sportello.sla.policy import PolicyChoice, choose_policy
from sportello.sla.priority import SeverityChoice, choose_severity
from sportello.sla.ticket import Ticket


class Choice(NamedTuple):
    """The severity and the policy of a ticket, and the facts that they were chosen by."""

    facts: Facts
    severity: SeverityChoice
    policy: PolicyChoice


def choose(catalog: Catalog, ticket: Ticket, opened: date) -> Choice:
    """Return what is chosen for a ticket that is opened on this day of the desk.

    The time of day matters only where a condition asks whether a calendar is open. Raises
    BeyondKnownHolidays if that calendar is not known at the opening.
    """
    facts = facts_of(catalog, ticket, opened)
    severity = choose_severity(catalog, facts, ticket, opened)
    if severity.severity is not None:
        facts = {**facts, "severity": frozenset({severity.severity})}
    return Choice(facts, severity, choose_policy(catalog, facts, opened))
