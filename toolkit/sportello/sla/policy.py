"""Which policy applies to a ticket: in the catalog's order, the first that fits."""

from dataclasses import dataclass
from datetime import date

from sportello.catalog.model import Catalog, Policy
from sportello.sla.conditions import Facts
from sportello.sla.match import condition_in_words, why_unmet
from sportello.sla.validity import not_in_force


@dataclass(frozen=True)
class PolicyChoice:
    """The policy of a ticket, or None, and every step that led to it."""

    name: str | None
    policy: Policy | None
    steps: tuple[str, ...]


def choose_policy(catalog: Catalog, facts: Facts, opened: date) -> PolicyChoice:
    """Return the policy for these facts that is in force on the day of opening."""
    steps: list[str] = []
    for name, policy in catalog.policies.items():
        reason = not_in_force(policy.valid, opened) or why_unmet(policy.when, facts)
        if reason is not None:
            steps.append(f"policy {name} does not fit: {reason}")
            continue
        steps.append(f"policy {name} fits ({condition_in_words(policy.when)})")
        if policy.overrides is not None:
            contracts = " or ".join(sorted(facts["contract"].intersection(policy.when.contract)))
            by = f" by contract {contracts}" if contracts else ""
            steps.append(f"policy {name} takes the place of policy {policy.overrides}{by}")
        return PolicyChoice(name, policy, tuple(steps))
    steps.append("no policy fits")
    return PolicyChoice(None, None, tuple(steps))
