"""Whether a condition of the catalog fits a ticket, and why not."""

from datetime import date
from typing import Final

from sportello.catalog.desk_time import desk_time
from sportello.catalog.model import Catalog, When
from sportello.sla.conditions import Facts, asked, service_facts
from sportello.sla.hours import asked_calendars, hours_at
from sportello.sla.ticket import Ticket
from sportello.sla.validity import in_force, not_in_force
from sportello.worktime import BeyondKnownHolidays

_ABSENT: Final = {"contract": "none that holds"}


def facts_of(catalog: Catalog, ticket: Ticket, opened: date) -> Facts:
    """Return the facts that conditions are held against, but the severity.

    What is unknown is the empty set. A phase that the ticket does not name is taken from the dated
    phases of its service. A contract that does not hold for the ticket is none (see
    `contract_gap`). `calendar` is that of the service; `open` and `closed` are the calendars that
    conditions ask about, as they are when the ticket is opened. `opened` is the desk's day of that.
    """
    service = catalog.services[ticket.service]
    phases = (
        {ticket.phase}
        if ticket.phase
        else {each.phase for each in service.phases if in_force(each.valid, opened)}
    )
    return {
        **service_facts(ticket.service, service),
        "tag": frozenset({*service.tags, *ticket.tags}),
        "phase": frozenset(phases),
        "channel": _some(ticket.channel),
        "severity": frozenset(),
        "type": _some(ticket.type),
        "cause": _some(ticket.cause),
        "contract": _some(None if contract_gap(catalog, ticket, opened) else ticket.contract),
        "calendar": _some(service.calendar),
        **_hours(catalog, ticket),
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
    """Return the first reason why `when` does not fit the facts, or None if it fits.

    Raises BeyondKnownHolidays if it depends on a calendar that is not known at the opening.
    """
    for key, accepted in asked(when):
        if facts[key].isdisjoint(accepted):
            found = ", ".join(sorted(facts[key])) or _ABSENT.get(key, "not given")
            return f"{key} is {found}, not {' or '.join(accepted)}"
    return _why_not_then(when, facts) if when.hours else None


def condition_in_words(when: When) -> str:
    """Return a condition in words: `provider accatre, channel phone`."""
    parts = [f"{key} {' or '.join(accepted)}" for key, accepted in asked(when)]
    if when.hours:
        which = f"calendar {when.calendar}" if when.calendar else "the service's calendar"
        parts.append(f"{which} {when.hours}")
    return ", ".join(parts) or "always"


def _hours(catalog: Catalog, ticket: Ticket) -> Facts:
    calendars = asked_calendars(catalog, ticket.service)
    at = hours_at(catalog, calendars, desk_time(catalog, ticket.opened)) if calendars else {}
    return {
        state: frozenset(name for name, found in at.items() if found == state)
        for state in ("open", "closed")
    }


def _why_not_then(when: When, facts: Facts) -> str | None:
    """Return why a condition does not fit the instant of the opening."""
    named = when.calendar or next(iter(facts["calendar"]), None)
    if named is None:
        return f"the service has no calendar that could be {when.hours}"
    state = next((each for each in ("open", "closed") if named in facts[each]), None)
    if state is None:
        raise BeyondKnownHolidays(
            f"nothing is known of calendar {named} at the opening of the ticket",
            "write another year, or make more holidays known",
        )
    return None if state == when.hours else f"calendar {named} is {state} then, not {when.hours}"


def _some(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})
