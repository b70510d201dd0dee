"""From the plain data of a ticket's events to events, with everything that is wrong with them."""

from datetime import UTC, datetime
from typing import Any, Final

from sportello.catalog.desk_time import desk_time
from sportello.catalog.model import Catalog
from sportello.findings import Invalid, KeyPath, did_you_mean
from sportello.sla.events.event import ACTORS, EVENT_KINDS, Event, EventKind
from sportello.sla.events.problems import Found
from sportello.sla.events.raw import FIELDS, field_meant
from sportello.sla.events.rules import E002, E003, E004, E005
from sportello.sla.events.state_names import StateNames
from sportello.sla.service_names import service_hint
from sportello.worktime import parse_instant

_HOW: Final = "write it like 2026-01-05T17:30+01:00; without offset the desk's clock counts"
_MISSING: Final = {"at": _HOW, "event": f"write one of {', '.join(EVENT_KINDS)}"}
_WHAT: Final = {"priority": "severity", "type": "ticket type", "assigned": "team"}
_MAY_BE_NONE: Final = frozenset({"contract"})
"""The kinds of events that need no value: without one, there is none from then on."""


class EventChecker:
    """Checks events against one catalog; times without an offset are read in the desk's zone."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._states = StateNames(catalog.lifecycle)
        self._options = {
            "priority": frozenset(catalog.severities),
            "type": frozenset(catalog.lifecycle.types if catalog.lifecycle else ()),
            "service": frozenset(catalog.services),
            "contract": frozenset(catalog.contracts),
            "assigned": frozenset(catalog.teams),
        }

    def events(self, found: Found) -> list[Event]:
        """Return the sound events of a ticket in file order."""
        items = found.raw.data.get("events")
        if not isinstance(items, list):
            hint = 'add "events": [{"at": "2026-01-05T17:30", "event": "opened"}]'
            found.add(E002, ("events",), "this ticket has no list of events", hint)
            return []
        events: list[tuple[Event, KeyPath]] = []
        for index, item in enumerate(items):
            path = ("events", index)
            event = self._event(item, path, found)
            if event is not None:
                events.append((event, path))
        _check_opening(events, found)
        return [event for event, _ in events]

    def _event(self, item: Any, path: KeyPath, found: Found) -> Event | None:
        before = len(found.findings)
        if not isinstance(item, dict):
            hint = 'write {"at": "2026-01-05T17:30", "event": "opened"}'
            found.add(E002, path, "this is not an event", hint)
            return None
        _check_fields(item, path, found)
        if len(found.findings) > before:
            return None
        kind = self._kind(item["event"], path, found)
        by = found.choice((*path, "by"), "by", item["by"], ACTORS) if item.get("by") else None
        at = self._instant(item["at"], (*path, "at"), found)
        value = None if kind is None else self._value(kind, item.get("value"), path, found)
        if kind == "reply" and item.get("by") in {None, "", "system"}:
            hint = 'write by "desk" or "requester"'
            found.add(E002, path, "this reply does not say which side gave it", hint)
        if kind is None or at is None or len(found.findings) > before:
            return None
        return Event(at, kind, value, by)

    def _kind(self, word: str, path: KeyPath, found: Found) -> EventKind | None:
        """Return the kind of an event; of a word that is a state, the hint says how to write it."""
        for kind in EVENT_KINDS:
            if kind == word:
                return kind
        state = self._states.likely(word)
        hint = (
            did_you_mean(word, EVENT_KINDS)
            if state is None
            else f'write event "state" with value "{state}"'
        )
        found.add(E004, (*path, "event"), f'event "{word}" is not known', hint)
        return None

    def _instant(self, text: str, path: KeyPath, found: Found) -> datetime | None:
        try:
            return desk_time(self._catalog, parse_instant(text)).astimezone(UTC)
        except Invalid as error:
            found.add(E003, path, error.message, error.hint)
        return None

    def _value(self, kind: EventKind, value: str | None, path: KeyPath, found: Found) -> str | None:
        """Return what an event changes to is called, by the catalog; None where nothing changes."""
        if kind != "state" and kind not in self._options:
            return None
        what = _WHAT.get(kind, kind)
        if not value:
            if kind in _MAY_BE_NONE:
                return None
            hint = f'add "value", the identifier of a {what} in the catalog'
            found.add(E002, path, f"this event does not say which {what}", hint)
            return None
        if kind == "state":
            system = found.raw.data.get("system")
            try:
                return self._states.state(value, system if isinstance(system, str) else None)
            except Invalid as error:
                found.add(E004, (*path, "value"), error.message, error.hint)
                return None
        options = self._options[kind]
        if value not in options:
            hint = (
                service_hint(self._catalog, value)
                if kind == "service"
                else did_you_mean(value, options) or f"the catalog has no {what}"
            )
            if kind in _MAY_BE_NONE:
                hint += f"; for no {what} any more, leave it empty"
            found.add(E004, (*path, "value"), f'unknown {what} "{value}"', hint)
        return value


def _check_fields(item: dict[str, Any], path: KeyPath, found: Found) -> None:
    for key, value in item.items():
        if key not in FIELDS:
            hint = field_meant(key) or did_you_mean(key, FIELDS)
            found.add(E002, (*path, key), f'unknown key "{key}"', hint)
        elif value is not None and not isinstance(value, str):
            hint = 'write a text in quotes, "like this"'
            found.add(E002, (*path, key), f"{key} is not a text", hint)
    for key, hint in _MISSING.items():
        if not item.get(key):
            found.add(E002, path, f'this event has no "{key}"', hint)


def _check_opening(events: list[tuple[Event, KeyPath]], found: Found) -> None:
    openings = [each for each in events if each[0].kind == "opened"]
    for _, path in openings[1:]:
        hint = "keep one; what opens a ticket anew is reopened"
        found.add(E005, path, "this ticket is opened twice", hint)
    if not openings:
        if not found.findings:
            hint = "add an event opened, with the time at which the ticket came"
            found.add(E005, ("events",), "this ticket is never opened", hint)
        return
    opened, place = openings[0]
    line = found.raw.locate(place).line
    for event, path in events:
        if event.at < opened.at:
            hint = f"correct one of the two times: the opening is in line {line}"
            found.add(E005, (*path, "at"), "this comes before the ticket was opened", hint)
