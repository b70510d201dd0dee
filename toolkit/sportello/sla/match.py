"""Whether a condition of the catalog fits a ticket, and why not."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sportello.catalog.model import Catalog, When
from sportello.sla.ticket import Ticket
from sportello.sla.validity import in_force, not_in_force

Facts = Mapping[str, frozenset[str]]
"""What is known of a ticket, by the keys of a condition; unknown is the empty set."""

_ABSENT: Final = {"contract": "none that holds"}


def facts_of(catalog: Catalog, ticket: Ticket, opened: date) -> Facts:
    """Return the facts that conditions are held against, but the severity.

    A phase that the ticket does not name is taken from the dated phases of its service. A
    contract that does not hold for the ticket is none (see `contract_gap`).
    """
    service = catalog.services[ticket.service]
    phases = (
        {ticket.phase}
        if ticket.phase
        else {each.phase for each in service.phases if in_force(each.valid, opened)}
    )
    return {
        "provider": frozenset({service.provider}),
        "family": _some(service.family),
        "service": frozenset({ticket.service}),
        "tag": frozenset({*service.tags, *ticket.tags}),
        "phase": frozenset(phases),
        "channel": _some(ticket.channel),
        "severity": frozenset(),
        "type": _some(ticket.type),
        "cause": _some(ticket.cause),
        "contract": _some(None if contract_gap(catalog, ticket, opened) else ticket.contract),
    }


def contract_gap(catalog: Catalog, ticket: Ticket, opened: date) -> str | None:
    """Return why the contract of a ticket does not hold for it; None if it does or there is none.

    A contract holds on its days and for its services; one that names no service covers all.
    """
    if ticket.contract is None:
        return None
    contract = catalog.contracts[ticket.contract]
    named = f"contract {ticket.contract} ({contract.customer})"
    late = not_in_force(contract.valid, opened)
    if late is not None:
        return f"{named} does not hold: {late}"
    if contract.services and ticket.service not in contract.services:
        covered = ", ".join(contract.services)
        return f"{named} does not cover {ticket.service}, but only {covered}"
    return None


def why_unmet(when: When, facts: Facts) -> str | None:
    """Return the first reason why `when` does not fit the facts, or None if it fits."""
    for key in when.__struct_fields__:
        accepted = getattr(when, key)
        if accepted and not facts[key].intersection(accepted):
            found = ", ".join(sorted(facts[key])) or _ABSENT.get(key, "not given")
            return f"{key} is {found}, not {' or '.join(accepted)}"
    return None


def condition_in_words(when: When) -> str:
    """Return a condition in words: `provider accatre, channel phone`."""
    parts = [
        f"{key} {' or '.join(getattr(when, key))}"
        for key in when.__struct_fields__
        if getattr(when, key)
    ]
    return ", ".join(parts) or "always"


def _some(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
