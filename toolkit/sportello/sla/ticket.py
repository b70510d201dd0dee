"""A ticket as far as the SLA needs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sportello.catalog.model import Catalog
from sportello.findings import did_you_mean


class TicketError(ValueError):
    """A ticket names something that the catalog does not have."""


@dataclass(frozen=True)
class Ticket:
    """What is known of a ticket when it is opened.

    `opened` is aware, or naive and then read in the zone of each calendar. `severity` is what
    the requester or the desk proposes; the priority rules of the catalog have the last word.
    `type` is a ticket type, `phase` a phase of the service, `cause` what a rule may ask for.
    """

    service: str
    opened: datetime
    channel: str | None = None
    severity: str | None = None
    type: str | None = None
    phase: str | None = None
    cause: str | None = None
    tags: tuple[str, ...] = ()

    def verify(self, catalog: Catalog) -> None:
        """Raise TicketError if service, severity or type are not in the catalog."""
        _known("service", self.service, catalog.services)
        _known("severity", self.severity, catalog.severities)
        _known("ticket type", self.type, catalog.lifecycle.types if catalog.lifecycle else {})


def _known(what: str, name: str | None, options: Mapping[str, object]) -> None:
    if name is not None and name not in options:
        raise TicketError(f'unknown {what} "{name}": {did_you_mean(name, options)}')
