"""Which severity and policy a ticket has, when each promise falls due, and why."""

from sportello.sla.deadlines import Answer, Deadline, deadlines
from sportello.sla.match import Facts, facts_of
from sportello.sla.picture import Words, draw
from sportello.sla.policy import PolicyChoice, choose_policy
from sportello.sla.priority import SeverityChoice, choose_severity
from sportello.sla.ticket import Ticket, TicketError

__all__ = [
    "Answer",
    "Deadline",
    "Facts",
    "PolicyChoice",
    "SeverityChoice",
    "Ticket",
    "TicketError",
    "Words",
    "choose_policy",
    "choose_severity",
    "deadlines",
    "draw",
    "facts_of",
]
