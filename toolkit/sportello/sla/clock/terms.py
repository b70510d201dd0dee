"""Which terms hold for a ticket, and since when: severity and type may change on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import NamedTuple

from sportello.catalog.model import Catalog
from sportello.sla.deadlines import Terms, terms_of
from sportello.sla.events.event import Event, History
from sportello.sla.ticket import Ticket
from sportello.worktime.zones import Zone


class Since(NamedTuple):
    """The terms that hold from an instant on."""

    at: datetime
    terms: Terms


@dataclass(frozen=True, slots=True)
class Changes:
    """The terms of a ticket by time, and the proposed severities that did not count."""

    terms: tuple[Since, ...]
    noted: tuple[Event, ...]


class TermsFinder:
    """Finds the terms of many tickets; those of tickets that are alike are found once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._zone = Zone(catalog.helpdesk.timezone)
        self._known: dict[Ticket, Terms] = {}

    def changes(self, history: History, now: datetime) -> Changes:
        """Return the terms of a ticket up to an instant; a policy holds by the day of opening.

        Raises TicketError for what the catalog does not have.
        """
        ticket = history.ticket
        found = [Since(history.events[0].at, self._terms(ticket))]
        noted: list[Event] = []
        for event in history.events:
            if event.kind not in {"priority", "type"} or event.at > now:
                continue
            if event.kind == "priority" and not self._counts(event):
                noted.append(event)
                continue
            ticket = _changed(ticket, event)
            terms = self._terms(ticket)
            if terms is not found[-1].terms:
                found.append(Since(event.at, terms))
        return Changes(tuple(_last_of_each_instant(found)), tuple(noted))

    def _counts(self, event: Event) -> bool:
        """Tell whether who proposed a severity may set it; the desk always may."""
        priority = self._catalog.priority
        return event.by != "requester" or priority is None or priority.set_by == "requester"

    def _terms(self, ticket: Ticket) -> Terms:
        day = ticket.opened.astimezone(self._zone).date()
        alike = replace(ticket, opened=datetime.combine(day, time(), self._zone))
        if alike not in self._known:
            self._known[alike] = terms_of(self._catalog, ticket, day)
        return self._known[alike]


def _changed(ticket: Ticket, event: Event) -> Ticket:
    if event.kind == "type":
        return replace(ticket, type=event.value)
    return replace(
        ticket,
        severity=event.value,
        severity_by="requester" if event.by == "requester" else "desk",
    )


def _last_of_each_instant(found: list[Since]) -> Iterator[Since]:
    for this, following in zip(found, [*found[1:], None], strict=True):
        if following is None or following.at > this.at:
            yield this
