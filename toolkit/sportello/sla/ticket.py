"""A ticket as far as the SLA needs it."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final, Literal, get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.service import ChannelKind
from sportello.findings import Invalid, did_you_mean, nearest
from sportello.sla.conditions import conditions
from sportello.sla.service_names import service_hint

_NO_MATRIX = "the catalog has no matrix of impact and urgency, which is priority.matrix in sla.yaml"


class TicketError(Invalid):
    """A ticket names something that the catalog does not have."""


@dataclass(frozen=True)
class Ticket:
    """What is known of a ticket when it is opened.

    `opened` is aware, or naive and then read in the desk's zone. `severity` is what
    `severity_by` proposes; the priority rules of the catalog have the last word. `impact` and
    `urgency` are grades of the catalog's matrix, `type` is a ticket type, `phase` a phase of the
    service, `cause` what a rule may ask for, `contract` the customer's. `tags` come on top of
    those of the service.
    """

    service: str
    opened: datetime
    channel: str | None = None
    severity: str | None = None
    severity_by: Literal["desk", "requester"] = "desk"
    impact: str | None = None
    urgency: str | None = None
    type: str | None = None
    phase: str | None = None
    cause: str | None = None
    contract: str | None = None
    tags: tuple[str, ...] = ()

    def verify(self, catalog: Catalog) -> None:
        """Raise TicketError for a name that the catalog does not have or ask for."""
        asked = [*conditions(catalog)]
        matrix = catalog.priority.matrix if catalog.priority else None
        check_service(catalog, self.service)
        check_name("channel", self.channel, get_args(ChannelKind))
        provider = catalog.services[self.service].provider
        own, none = catalog.severities_of(provider), f"the catalog has no severity of {provider}"
        check_name("severity", self.severity, own, none)
        check_name("severity_by", self.severity_by, ("desk", "requester"))
        check_name("ticket type", self.type, catalog.lifecycle.types if catalog.lifecycle else ())
        check_name("contract", self.contract, catalog.contracts)
        check_name("impact", self.impact, matrix.impacts if matrix else (), _NO_MATRIX)
        check_name("urgency", self.urgency, matrix.urgencies if matrix else (), _NO_MATRIX)
        check_name("phase", self.phase, known_phases(catalog))
        # Causes and tags are free words: only one that looks like a slip of another is refused.
        causes = known_causes(catalog)
        if self.cause is not None and nearest(self.cause, causes):
            check_name("cause", self.cause, causes)
        tags = {name for when in asked for name in when.tag}
        tags |= {name for service in catalog.services.values() for name in service.tags}
        for tag in self.tags:
            if nearest(tag, tags):
                check_name("tag", tag, tags)


ATTRIBUTES: Final = tuple(each.name for each in fields(Ticket) if each.name != "opened")
"""What may be said of a ticket, beside when it was opened."""


def known_phases(catalog: Catalog) -> frozenset[str]:
    """Return the phases that a service has, or that a condition asks for."""
    asked = frozenset(name for when in conditions(catalog) for name in when.phase)
    return asked.union(
        each.phase for service in catalog.services.values() for each in service.phases
    )


def known_causes(catalog: Catalog) -> frozenset[str]:
    """Return the causes that a condition asks for; a ticket may have another one."""
    return frozenset(name for when in conditions(catalog) for name in when.cause)


def check_service(catalog: Catalog, name: str) -> None:
    """Raise TicketError, with the name that is meant, for a service that the catalog lacks."""
    if name not in catalog.services:
        raise TicketError(f'unknown service "{name}"', service_hint(catalog, name))


def check_name(
    what: str, name: str | None, options: Collection[str], none: str | None = None
) -> None:
    """Raise TicketError for a name that is none of the options; `none` is told if it is near none.

    What is not said (None) is not wrong.
    """
    if name is not None and name not in options:
        hint = did_you_mean(name, options) or none or f"the catalog has no {what}"
        raise TicketError(f'unknown {what} "{name}"', hint)
