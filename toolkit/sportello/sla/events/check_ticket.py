"""From the plain data of a ticket to its history, with everything that is wrong with it."""

from datetime import UTC, datetime
from typing import Any, Final, get_args

from sportello.catalog.model import Catalog
from sportello.catalog.model.lifecycle import TicketSystem
from sportello.findings import Finding, did_you_mean
from sportello.sla.events.check_events import EventChecker
from sportello.sla.events.event import Event, History
from sportello.sla.events.problems import Found
from sportello.sla.events.raw import TICKET_FIELDS, RawTicket
from sportello.sla.events.rules import E002, E004
from sportello.sla.ticket import Ticket, TicketError

_KEYS: Final = ("ticket", *TICKET_FIELDS, "events")
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "severity_by": ("desk", "requester"),
    "system": get_args(TicketSystem),
}
_TAKEN_OVER: Final = tuple(name for name in TICKET_FIELDS if name not in {"tags", "system"})


class Checker:
    """Checks tickets against one catalog; what was found for a name is found once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._events = EventChecker(catalog)
        self._errors: dict[tuple[str, str, str], TicketError | None] = {}

    def history(self, raw: RawTicket) -> tuple[History | None, list[Finding]]:
        """Return the history of a ticket; None, with what is wrong, if there is anything."""
        found = Found(raw)
        for name, value in raw.data.items():
            self._attribute(name, value, found)
        if "service" not in raw.data:
            hint = 'add "service", the identifier of a sheet in the catalog'
            found.add(E002, (), "this ticket names no service", hint)
        events = self._events.events(found)
        return (None if found.findings else _history(raw, events)), found.findings

    def _attribute(self, name: str, value: Any, found: Found) -> None:
        if name not in _KEYS:
            found.add(E002, (name,), f'unknown key "{name}"', did_you_mean(name, _KEYS))
        elif name == "tags":
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                found.add(E002, (name,), "tags is not a list of texts", 'write ["one", "two"]')
        elif name == "ticket":
            if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
                hint = "write the ticket's number or name"
                found.add(E002, (name,), "ticket is neither a text nor a number", hint)
        elif name != "events":
            self._name(name, value, found)

    def _name(self, name: str, value: Any, found: Found) -> None:
        if not isinstance(value, str) or not value:
            hint = 'write a text in quotes, "like this", or remove the key'
            found.add(E002, (name,), f"{name} is not a text", hint)
        elif name in _CHOICES:
            found.choice((name,), name, value, _CHOICES[name])
        elif (wrong := self._wrong(name, value, found.raw.data.get("service"))) is not None:
            found.add(E004, (name,), wrong.message, wrong.hint)

    def _wrong(self, name: str, value: str, service: object) -> TicketError | None:
        """Return what is wrong with one attribute of a ticket of a service, if that is one."""
        services = self._catalog.services
        of = (
            service
            if isinstance(service, str) and service in services
            else next(iter(services), "")
        )
        if (of, name, value) not in self._errors:
            given: dict[str, Any] = {"service": of, name: value}
            try:
                Ticket(opened=datetime.now(UTC), **given).verify(self._catalog)
                self._errors[of, name, value] = None
            except TicketError as error:
                self._errors[of, name, value] = error
        return self._errors[of, name, value]


def _history(raw: RawTicket, events: list[Event]) -> History:
    opened = next(event for event in events if event.kind == "opened")
    given = {name: raw.data[name] for name in _TAKEN_OVER if name in raw.data}
    ticket = Ticket(opened=opened.at, tags=tuple(raw.data.get("tags", ())), **given)
    # The opening comes first, whatever else the file gives the same instant.
    ordered = sorted(events, key=lambda event: (event.at, event is not opened))
    where = raw.locate(("ticket",) if "ticket" in raw.data else ())
    return History(str(raw.data.get("ticket", raw.number)), ticket, tuple(ordered), where)
