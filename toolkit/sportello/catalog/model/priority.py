"""sla.yaml: severities, and who sets that of a ticket."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from sportello.catalog.model.scalars import NO_TEXT, Text
from sportello.catalog.model.sla import When
from sportello.catalog.model.values import Claim, Id, Part, ProviderRef, SeverityRef, Valid


class SeverityLevel(Claim, frozen=True, kw_only=True):
    """How much an incident hurts."""

    name: Text
    """What it is called. Example: `{it: Alta, en: High}`"""
    rank: Annotated[int, Meta(ge=1)]
    """Its place among the others: 1 is the worst. Example: `1`"""
    providers: tuple[ProviderRef, ...] = ()
    """Whose tickets may have it: all, if none is named."""
    definition: Text = NO_TEXT
    """What it means. Example: `{it: Nessuno può lavorare, en: Nobody can work}`"""
    examples: tuple[Text, ...] = ()
    """What has it. Example: `[{it: Il server è fermo, en: The server is down}]`"""


class PriorityRule(Part, frozen=True, kw_only=True):
    """A rule that sets the severity of tickets, and why."""

    when: When
    """Which tickets it is for."""
    severity: SeverityRef
    """The severity that they get."""
    why: Text
    """The reason, which every answer gives. Example: `{it: Critico, en: It is critical}`"""
    valid: Valid | None = None
    """The days on which it holds, by the day the ticket was opened."""


class Grade(Part, frozen=True, kw_only=True):
    """A grade of impact or of urgency."""

    name: Text
    """What it is called. Example: `{it: Tutti, en: Everybody}`"""
    definition: Text = NO_TEXT
    """What it means. Example: `{it: Una sede intera, en: A whole office}`"""


class Matrix(Part, frozen=True, kw_only=True):
    """The severity by impact and urgency, both written from the worst grade to the mildest.

    `cells` gives, for each urgency, the severity of each impact.
    """

    impacts: Mapping[Id, Grade]
    """The grades of impact, by name, the worst first.

    Example: `{all: {name: Everybody}, one: {name: One}}`
    """
    urgencies: Mapping[Id, Grade]
    """The grades of urgency, by name, the worst first.

    Example: `{now: {name: Now}, later: {name: Later}}`
    """
    cells: Mapping[Id, Mapping[Id, SeverityRef]]
    """For each urgency the severity of each impact.

    Example: `{now: {all: high, one: high}, later: {all: high, one: high}}`
    """


class Priority(Claim, frozen=True, kw_only=True):
    """Who sets the severity of a ticket, what it is at first, and the rules, first match wins.

    Where no rule fits and nobody who may set it has, the matrix decides, else the default.
    """

    set_by: Literal["desk", "requester"]
    """Who may set the severity; what a requester proposes else is not applied. Example: `desk`"""
    default: SeverityRef
    """The severity where nothing else decides."""
    statement: Text = NO_TEXT
    """What the site says of it. Example: `{it: La stabilisce il banco., en: The desk sets it.}`"""
    matrix: Matrix | None = None
    """The severity by impact and urgency, where no rule fits and nobody has decided.

    Example: `{impacts: {all: {name: All}}, urgencies: {now: {name: Now}}, cells: {now: {all: a}}}`
    """
    rules: Mapping[Id, PriorityRule] = {}
    """Rules that set the severity, by name: the first that fits holds.

    Example: `{critical: {when: {tag: [critical]}, severity: high, why: It is critical}}`
    """
