"""Which severity and policy a ticket has, when each promise falls due, and why."""

from sportello.catalog.desk_time import desk_time
from sportello.sla.business_time import BusinessTime, business_time
from sportello.sla.conditions import Facts
from sportello.sla.deadlines import (
    Answer,
    Deadline,
    PendingTarget,
    Terms,
    deadlines,
    terms_of,
)
from sportello.sla.escalation import EscalationSchedule, escalation_schedule
from sportello.sla.lead_time import LeadDate, LeadTimeError, Process, Starts, lead_dates
from sportello.sla.match import facts_of
from sportello.sla.matrix import Cell, channels_apart, selected, sla_matrix
from sportello.sla.policy import PolicyChoice, choose_policy
from sportello.sla.priority import SeverityChoice, choose_severity
from sportello.sla.ticket import Ticket, TicketError
from sportello.sla.timeline_svg import TimelineText, timeline_svg

__all__ = [
    "Answer",
    "BusinessTime",
    "Cell",
    "Deadline",
    "EscalationSchedule",
    "Facts",
    "LeadDate",
    "LeadTimeError",
    "PendingTarget",
    "PolicyChoice",
    "Process",
    "SeverityChoice",
    "Starts",
    "Terms",
    "Ticket",
    "TicketError",
    "TimelineText",
    "business_time",
    "channels_apart",
    "choose_policy",
    "choose_severity",
    "deadlines",
    "desk_time",
    "escalation_schedule",
    "facts_of",
    "lead_dates",
    "selected",
    "sla_matrix",
    "terms_of",
    "timeline_svg",
]
