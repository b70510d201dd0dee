"""What happened to tickets: files of events, in JSON or CSV, and what is wrong with them."""

from sportello.sla.events.event import Event, History
from sportello.sla.events.problems import EventsError
from sportello.sla.events.read import read_events

__all__ = ["Event", "EventsError", "History", "read_events"]
