"""Which severity a ticket gets: the catalog's rules in order, the first that fits wins."""

from dataclasses import dataclass

from sportello.catalog.model import Catalog, Text
from sportello.sla.match import Facts, conditions, mismatch


@dataclass(frozen=True)
class SeverityChoice:
    """The severity of a ticket, the rule that set it (if one did), its reason, and every step."""

    severity: str | None
    rule: str | None
    why: Text
    steps: tuple[str, ...]


def choose_severity(catalog: Catalog, facts: Facts, proposed: str | None) -> SeverityChoice:
    """Return the severity of a ticket with these facts.

    The first rule that fits decides, whatever was proposed; else what was proposed holds, else
    the default of the catalog.
    """
    if catalog.priority is None:
        return SeverityChoice(proposed, None, Text(), ("the catalog has no priority rules",))
    steps: list[str] = []
    for name, rule in catalog.priority.rules.items():
        reason = mismatch(rule.when, facts)
        if reason is None:
            steps.append(f"rule {name} fits ({conditions(rule.when)}): severity {rule.severity}")
            if proposed not in (None, rule.severity):
                steps.append(f"the severity given, {proposed}, gives way to this rule")
            return SeverityChoice(rule.severity, name, rule.why, tuple(steps))
        steps.append(f"rule {name} does not fit: {reason}")
    if proposed is not None:
        steps.append(f"no rule fits: the severity given, {proposed}, holds")
        return SeverityChoice(proposed, None, Text(), tuple(steps))
    default = catalog.priority.default
    steps.append(f"no rule fits and none was given: the default, {default}, holds")
    return SeverityChoice(default, None, Text(), tuple(steps))
