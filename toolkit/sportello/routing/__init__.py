"""Routing: an address and a message become a decision, with its reasons.

`decide` is the reference; every mail server target renders the same `RoutingTable`.
"""

from sportello.routing.answer import answer_subject, answer_text
from sportello.routing.decision import UNKNOWN_USER, Decision, decide, route, table_at
from sportello.routing.eml import not_a_mail, our_recipients, read_mail, read_message
from sportello.routing.flattening import flatten
from sportello.routing.message import Message, suppression_reason
from sportello.routing.places import PLACES, PROMISE, SUBJECT
from sportello.routing.refusal import Refusal, retirement
from sportello.routing.retirement import as_of
from sportello.routing.reverse import InboundRoute, inbound_routes, other_channels
from sportello.routing.table import Delivery, RoutedRule, RoutingTable

__all__ = [
    "PLACES",
    "PROMISE",
    "SUBJECT",
    "UNKNOWN_USER",
    "Decision",
    "Delivery",
    "InboundRoute",
    "Message",
    "Refusal",
    "RoutedRule",
    "RoutingTable",
    "answer_subject",
    "answer_text",
    "as_of",
    "decide",
    "flatten",
    "inbound_routes",
    "not_a_mail",
    "other_channels",
    "our_recipients",
    "read_mail",
    "read_message",
    "retirement",
    "route",
    "suppression_reason",
    "table_at",
]
