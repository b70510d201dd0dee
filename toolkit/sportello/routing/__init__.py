"""Routing: an address and a message become a decision, with its reasons.

`decide` is the reference; every mail server target renders the same `RoutingTable`.
"""

from sportello.routing.answer import answer_subject, answer_text
from sportello.routing.decision import UNKNOWN_USER, Decision, decide, route
from sportello.routing.eml import not_a_mail, our_recipients, read_mail, read_message
from sportello.routing.message import Message, suppression_reason
from sportello.routing.refusal import Refusal, retirement
from sportello.routing.retirement import as_of
from sportello.routing.reverse import Way, named, other_ways, ways_to
from sportello.routing.table import Delivery, RoutedRule, RoutingTable, flatten

__all__ = [
    "UNKNOWN_USER",
    "Decision",
    "Delivery",
    "Message",
    "Refusal",
    "RoutedRule",
    "RoutingTable",
    "Way",
    "answer_subject",
    "answer_text",
    "as_of",
    "decide",
    "flatten",
    "named",
    "not_a_mail",
    "other_ways",
    "our_recipients",
    "read_mail",
    "read_message",
    "retirement",
    "route",
    "suppression_reason",
    "ways_to",
]
