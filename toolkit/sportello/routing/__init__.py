"""Routing: an address and a message become a decision, with its reasons.

`decide` is the reference; every mail server target renders the same `RoutingTable`.
"""

from sportello.routing.decision import Decision, decide, route
from sportello.routing.message import Message, silenced_by
from sportello.routing.problems import problems
from sportello.routing.refusal import Refusal, retirement
from sportello.routing.table import Delivery, RoutingTable, as_of, flatten

__all__ = [
    "Decision",
    "Delivery",
    "Message",
    "Refusal",
    "RoutingTable",
    "as_of",
    "decide",
    "flatten",
    "problems",
    "retirement",
    "route",
    "silenced_by",
]
