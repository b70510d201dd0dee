"""The clocks of a ticket: from what happened to it to where every promise stands, and why."""

from sportello.sla.clock.clock import ClockReader, read_clocks
from sportello.sla.clock.report import Clock, ClockReport, ClockStep, Cycle, counted_states

__all__ = [
    "Clock",
    "ClockReader",
    "ClockReport",
    "ClockStep",
    "Cycle",
    "counted_states",
    "read_clocks",
]
