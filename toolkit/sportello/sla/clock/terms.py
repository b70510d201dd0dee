"""Which terms hold for a ticket, and since when: its severity and service may change on the way."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final, Literal, NamedTuple

from sportello.catalog.model import Catalog
from sportello.sla.deadlines import Terms, terms_of
from sportello.sla.events.event import Event, EventKind, History
from sportello.sla.hours import HoursAt, asked_calendars, hours_at
from sportello.sla.ticket import Ticket
from sportello.worktime.zones import Zone

_CHANGING: Final = frozenset({"priority", "type", "service", "contract"})
"""The kinds of events that may change the terms."""


class TermsInForce(NamedTuple):
    """The terms that hold from an instant on, what changed them, and the ticket from then on."""

    at: datetime
    terms: Terms
    ticket: Ticket
    by: tuple[EventKind, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsHistory:
    """The terms of a ticket by time, and the proposed severities that did not count."""

    changes: tuple[TermsInForce, ...]
    not_applied: tuple[Event, ...]


class TermsFinder:
    """Finds the terms of many tickets; those of tickets that are alike are found once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._zone = Zone(catalog.helpdesk.timezone)
        self._found: dict[tuple[Ticket, frozenset[tuple[str, str]]], Terms] = {}

    def history(self, history: History, now: datetime) -> TermsHistory:
        """Return the terms of a ticket up to an instant; a policy holds by the day of opening.

        Raises TicketError for what the catalog does not have.
        """
        ticket = history.ticket
        found = [TermsInForce(history.events[0].at, self._terms(ticket), ticket)]
        not_applied: list[Event] = []
        for event in history.events:
            if event.kind not in _CHANGING or event.at > now:
                continue
            if event.kind == "priority" and not self._counts(event):
                not_applied.append(event)
                continue
            ticket = self._changed(ticket, event)
            terms = self._terms(ticket)
            if terms is not found[-1].terms:
                # Of several changes in one instant, what holds in the end counts.
                before = found.pop() if found[-1].at == event.at else None
                kinds = dict.fromkeys((*(before.by if before else ()), event.kind))
                found.append(TermsInForce(event.at, terms, ticket, tuple(kinds)))
        return TermsHistory(tuple(found), tuple(not_applied))

    def _counts(self, event: Event) -> bool:
        """Tell whether who proposed a severity may set it; the desk always may."""
        priority = self._catalog.priority
        return event.by != "requester" or priority is None or priority.set_by == "requester"

    def _terms(self, ticket: Ticket) -> Terms:
        day = ticket.opened.astimezone(self._zone).date()
        hours = self._hours(ticket).items()
        alike = replace(ticket, opened=datetime.combine(day, time(), self._zone)), frozenset(hours)
        if alike not in self._found:
            self._found[alike] = terms_of(self._catalog, ticket, day)
        return self._found[alike]

    def _changed(self, ticket: Ticket, event: Event) -> Ticket:
        match event.kind:
            case "type":
                return replace(ticket, type=event.value)
            case "contract":
                return replace(ticket, contract=event.value)
            case "service" if event.value is not None:
                return self._moved(ticket, event.value)
        by: Literal["desk", "requester"] = "requester" if event.by == "requester" else "desk"
        return replace(ticket, severity=event.value, severity_by=by)

    def _hours(self, ticket: Ticket) -> HoursAt:
        if ticket.service not in self._catalog.services:
            return {}
        asked = asked_calendars(self._catalog, ticket.service)
        return hours_at(self._catalog, asked, ticket.opened)

    def _moved(self, ticket: Ticket, service: str) -> Ticket:
        """Return a ticket as it is for another service.

        What was said of the phase of the former one is not true of it, and another desk knows its
        own severities alone.
        """
        if service == ticket.service:
            return ticket
        own = self._catalog.severities_of(self._catalog.services[service].provider)
        severity = ticket.severity if ticket.severity in own else None
        return replace(ticket, service=service, severity=severity, phase=None)
