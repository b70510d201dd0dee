"""Which severity a ticket gets: by rule, as proposed, by impact and urgency, or by default."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sportello.catalog.model import Catalog, Priority, Text
from sportello.sla.conditions import Facts
from sportello.sla.match import condition_in_words, why_unmet
from sportello.sla.ticket import Ticket
from sportello.sla.validity import not_in_force

DecidedBy = Literal["rule", "proposal", "matrix", "default"]


@dataclass(frozen=True)
class SeverityChoice:
    """The severity of a ticket, the rule that set it (if one did), its reason, and every step.

    `by` says what decided, None if nothing did. `not_applied` is a severity that the requester
    proposed where only the desk may set it.
    """

    severity: str | None
    rule: str | None
    why: Text
    steps: tuple[str, ...]
    by: DecidedBy | None = None
    not_applied: str | None = None


def choose_severity(catalog: Catalog, facts: Facts, ticket: Ticket, opened: date) -> SeverityChoice:
    """Return the severity of a ticket with these facts, opened on a day of the desk.

    The first rule in force that fits decides, whatever was proposed; else what was proposed by
    somebody who may set it, else the matrix if impact and urgency are known, else the default. What
    is no severity of the service's provider decides nothing.
    """
    priority = catalog.priority
    if priority is None:
        step = "the catalog has no priority rules"
        by: DecidedBy | None = None if ticket.severity is None else "proposal"
        return SeverityChoice(ticket.severity, None, Text(), (step,), by)
    proposed, not_applied = ticket.severity, None
    steps: list[str] = []
    if proposed and ticket.severity_by == "requester" and priority.set_by == "desk":
        proposed, not_applied = None, proposed
        reason = priority.statement.says("en").rstrip(".") or "the desk sets the severity"
        step = f"the requester proposed {not_applied}: not applied, since the desk decides"
        steps.append(f"{step}. {reason}")
    provider = catalog.services[ticket.service].provider
    own = catalog.severities_of(provider)
    if not own:
        step = f"the catalog has no severity of {provider}"
        return SeverityChoice(None, None, Text(), (*steps, step), None, not_applied)
    rule = _first_rule(priority, facts, opened, own, steps)
    if rule is not None:
        found = priority.rules[rule]
        if proposed not in (None, found.severity):
            steps.append(f"the severity given, {proposed}, gives way to this rule")
        return SeverityChoice(found.severity, rule, found.why, tuple(steps), "rule", not_applied)
    severity, by, step = _without_rule(priority, proposed, ticket)
    if severity not in own:
        foreign = f"{step}, but it is no severity of {provider}"
        return SeverityChoice(None, None, Text(), (*steps, foreign), None, not_applied)
    return SeverityChoice(severity, None, Text(), (*steps, step), by, not_applied)


def _first_rule(
    priority: Priority, facts: Facts, opened: date, own: tuple[str, ...], steps: list[str]
) -> str | None:
    """Return the first rule that fits and gives one of the provider's own severities.

    Of each rule it is kept what came of it.
    """
    found = None
    for name, rule in priority.rules.items():
        foreign = None if rule.severity in own else f"{rule.severity} is no severity of its desk"
        reason = not_in_force(rule.valid, opened) or why_unmet(rule.when, facts) or foreign
        if found is None:
            steps.append(
                f"rule {name} does not fit: {reason}"
                if reason
                else f"rule {name} fits ({condition_in_words(rule.when)}): severity {rule.severity}"
            )
            found = None if reason else name
        elif reason is None and rule.severity != priority.rules[found].severity:
            steps.append(f"rule {name} fits too, but {found} comes first and wins")
    return found


def _without_rule(
    priority: Priority, proposed: str | None, ticket: Ticket
) -> tuple[str, DecidedBy, str]:
    """Return the severity where no rule fits, what decided, and the step that says so."""
    if proposed is not None:
        step = f"no rule fits: the severity given, {proposed}, holds"
        return proposed, "proposal", step
    default = f"the default, {priority.default}, holds"
    if ticket.impact is None and ticket.urgency is None:
        return priority.default, "default", f"no rule fits and none was given: {default}"
    if ticket.impact is None or ticket.urgency is None:
        given, missing = ("urgency", "impact") if ticket.impact is None else ("impact", "urgency")
        step = f"no rule fits, and of the matrix only the {given} is given, not the {missing}"
        return priority.default, "default", f"{step}: {default}"
    cells = priority.matrix.cells if priority.matrix else {}
    cell = cells.get(ticket.urgency, {}).get(ticket.impact)
    where = f"impact {ticket.impact} and urgency {ticket.urgency}"
    if cell is None:
        step = f"no rule fits, and the matrix has no cell for {where}: {default}"
        return priority.default, "default", step
    return cell, "matrix", f"no rule fits: for {where} the matrix says {cell}"
