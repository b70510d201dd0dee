"""What escalations do while a ticket is in the state from which their steps count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Catalog, Escalation
from sportello.sla.calendars import hours_of_service
from sportello.sla.clock.state_history import Interval, StateHistory
from sportello.sla.clock.terms import TermsInForce
from sportello.sla.escalation import ScheduledEscalation, scheduled, state_escalations
from sportello.sla.fire_time import Promise


@dataclass(frozen=True, slots=True)
class StateEscalations:
    """A time that a ticket was in a state, and the steps that fired in it.

    While it is still there, the next time of each step is among them.
    """

    interval: Interval
    steps: tuple[ScheduledEscalation, ...]


def escalations_in_states(
    catalog: Catalog, changes: tuple[TermsInForce, ...], history: StateHistory, now: datetime
) -> Iterator[StateEscalations]:
    """Yield what fired in each state, as it stands at an instant (aware).

    Steps count in the calendar of the service; what the ticket is in the end says which apply.
    Raises WorktimeError beyond the known holidays.
    """
    for interval in history.states:
        terms = _last_terms(changes, interval)
        escalations = {
            name: each
            for name, each in state_escalations(catalog, terms.terms.facts).items()
            if each.in_ == interval.what
        }
        if escalations:
            calendar = hours_of_service(catalog, terms.ticket.service)
            origin = f"the ticket came into state {interval.what}"
            promise = Promise(calendar, interval.start, interval.start, None, origin)
            yield StateEscalations(interval, _fired(escalations, promise, interval, now))


def _last_terms(changes: tuple[TermsInForce, ...], interval: Interval) -> TermsInForce:
    if interval.end is None:
        return changes[-1]
    return next((each for each in reversed(changes) if each.at < interval.end), changes[0])


def _fired(
    escalations: Mapping[str, Escalation], promise: Promise, interval: Interval, now: datetime
) -> tuple[ScheduledEscalation, ...]:
    def goes_on(at: datetime) -> bool:
        return at <= now if interval.end is None else at < interval.end

    steps = scheduled(escalations, promise, goes_on)
    return tuple(each for each in steps if interval.end is None or each.at < interval.end)
