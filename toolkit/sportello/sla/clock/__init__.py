"""The clocks of a ticket: from what happened to it to where every promise stands, and why."""

from sportello.sla.clock.clock import ClockReader
from sportello.sla.clock.event import Event, History
from sportello.sla.clock.problems import EventsError
from sportello.sla.clock.read import read_clocks, read_events
from sportello.sla.clock.reading import Clock, Cycle, Reading, Step

__all__ = [
    "Clock",
    "ClockReader",
    "Cycle",
    "Event",
    "EventsError",
    "History",
    "Reading",
    "Step",
    "read_clocks",
    "read_events",
]
