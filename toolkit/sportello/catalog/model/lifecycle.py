"""sla.yaml: the states of tickets, and what ticket systems call them."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.sla import TargetKind
from sportello.catalog.model.values import Claim, Id, Part, ProviderRef, StateRef

TicketSystem = Literal["jira", "freshdesk", "zammad", "zendesk", "znuny", "glpi", "osticket"]


class TicketType(Part, frozen=True, kw_only=True):
    """A kind of ticket: an incident, a request, ordinary maintenance."""

    name: Text
    """What it is called. Example: `{it: Guasto, en: Incident}`"""
    definition: Text = NO_TEXT
    """What it means. Example: `{it: Qualcosa non va, en: Something is broken}`"""


class State(Part, frozen=True, kw_only=True):
    """A state of a ticket, which clocks it pauses, and what ticket systems call it."""

    name: Text
    """What it is called. Example: `{it: Sospeso, en: Suspended}`"""
    category: Literal["new", "open", "waiting", "resolved", "closed", "cancelled"]
    """What it means for the clocks. `cancelled` is for what keeps no promise and owes nothing more:
    a duplicate merged into another ticket, spam, what is withdrawn.

    Example: `waiting`
    """
    pauses: tuple[TargetKind, ...] = ()
    """The promises whose clocks it pauses. Example: `[resolution]`"""
    resumed_by: Literal["requester-reply", "desk"] | None = None
    """Who ends it. Example: `requester-reply`"""
    providers: tuple[ProviderRef, ...] = ()
    """Whose tickets may be in it: all, if none is named."""
    names: Mapping[TicketSystem, str] = {}
    """What ticket systems call it. Example: `{zammad: pending reminder}`"""


class Transition(Part, frozen=True, kw_only=True):
    """A step from one state to another, who makes it and what happens."""

    from_: StateRef = msgspec.field(name="from")
    """The state before. Example: `new`"""
    to: StateRef
    """The state after. Example: `open`"""
    by: Literal["desk", "requester", "system"]
    """Who makes the step. Example: `desk`"""
    what: Text = NO_TEXT
    """What happens. Example: `{it: Il banco risponde, en: The desk answers}`"""


class Lifecycle(Claim, frozen=True, kw_only=True):
    """The states a ticket goes through, and the kinds of tickets."""

    types: Mapping[Id, TicketType]
    """The kinds of tickets, by name. Example: `{incident: {name: Incident}}`"""
    states: Mapping[Id, State]
    """The states of tickets, by name. Example: `{new: {name: New, category: new}}`"""
    transitions: tuple[Transition, ...] = ()
    """The steps that are possible between them."""
