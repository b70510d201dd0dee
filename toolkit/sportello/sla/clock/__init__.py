"""The clocks of a ticket: from what happened to it to where every promise stands, and why."""

from sportello.sla.clock.clock import ClockReader, read_clocks
from sportello.sla.clock.reading import Clock, Cycle, Reading, Step

__all__ = ["Clock", "ClockReader", "Cycle", "Reading", "Step", "read_clocks"]
