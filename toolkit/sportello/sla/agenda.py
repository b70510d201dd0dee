"""Which warnings and escalations a ticket has ahead when it is opened, unless it is done before."""

from collections.abc import Mapping

from sportello.catalog.model import Catalog
from sportello.sla.calendars import round_the_clock
from sportello.sla.deadlines import Answer
from sportello.sla.escalation import Firing, escalations_from_opening, escalations_of

Agenda = Mapping[str | None, tuple[Firing, ...]]
"""The steps by the kind of the target they guard; None for those that count from the opening."""


def agenda_of(catalog: Catalog, answer: Answer) -> Agenda:
    """Return the steps before and after each deadline of a ticket, and those without a target.

    The latter count in the calendar of the service, else round the clock in the desk's zone.
    Raises WorktimeError beyond the known holidays.
    """
    facts, ticket = answer.terms.facts, answer.ticket
    name = catalog.services[ticket.service].calendar
    calendar = round_the_clock(catalog) if name is None else catalog.calendars[name]
    return {
        **{each.kind: escalations_of(catalog, facts, each) for each in answer.deadlines},
        None: escalations_from_opening(catalog, facts, calendar, ticket.opened),
    }
