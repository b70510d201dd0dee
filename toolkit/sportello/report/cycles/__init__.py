"""Tickets as they were exported -> tickets, turns and cycles that figures count.

What happened to a ticket, event by event, goes through its clock (`sportello.sla.clock`). Of a
ticket of which nothing but its row tells, the same is worked out for many at once; what a row
leaves open, such as when the ticket was paused, is kept between bounds.
"""

from sportello.report.cycles.fill import fill

__all__ = ["fill"]
