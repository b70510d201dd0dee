"""The JSON Schema (draft 2020-12) of the catalog, made from the model's classes."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from sportello.catalog.model import Address, Catalog, Day, Phone, Text, Url, ZoneName
from sportello.catalog.model.scalars import Domain
from sportello.worktime import Calendar, Duration

Schema = dict[str, Any]

FILES: Mapping[str, tuple[str, ...]] = {
    "helpdesk.yaml": ("helpdesk",),
    "providers.yaml": ("providers",),
    "teams.yaml": ("teams",),
    "contacts.yaml": ("contacts",),
    "calendars.yaml": ("holidays", "calendars"),
    "mailboxes.yaml": ("domains", "destinations", "acknowledgements", "mailboxes", "catch_all"),
    "sla.yaml": (
        "severities",
        "priority",
        "lifecycle",
        "policies",
        "notifications",
        "escalations",
        "availability",
        "exports",
    ),
    "rota.yaml": ("rotas",),
    "announcements.yaml": ("announcements",),
    "services/*.yaml": ("families", "services"),
}
"""The files of a catalog and their sections; helpdesk.yaml is one section by itself."""

_TEXT: Schema = {
    "type": ["string", "object"],
    "propertyNames": {"pattern": "^[a-z]{2}$"},
    "additionalProperties": {"type": "string", "minLength": 1},
    "minProperties": 1,
}
_HOURS: Schema = {"type": ["string", "array"], "items": {"type": "string"}}
# Hours, dates and their overlaps are checked where they are compiled, by worktime.
_CALENDAR: Schema = {
    "type": "object",
    "properties": {
        "name": _TEXT,
        "note": {"type": "string"},
        "extends": {"type": "string", "reference": "calendars"},
        "timezone": {"type": "string", "format": "timezone"},
        "week": {"type": "object", "additionalProperties": _HOURS},
        "holidays": {"type": "array", "items": {"type": "string", "reference": "holidays"}},
        "exceptions": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "date": {"type": "string"},
                    "from": {"type": "string"},
                    "to": {"type": "string"},
                    "open": _HOURS,
                    "closed": {"type": "boolean"},
                    "why": _TEXT,
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_HOLIDAYS: Schema = {
    "type": "object",
    "properties": {
        "name": _TEXT,
        "country": {"type": "string"},
        "subdivision": {"type": "string"},
        "dates": {"type": "array", "items": {"type": ["string", "object"]}},
    },
    "additionalProperties": False,
}
_SCALARS: Mapping[type, Schema] = {
    Text: _TEXT,
    Calendar: _CALENDAR,
    Address: {"type": "string", "format": "mail-address"},
    Day: {"type": "string", "format": "day"},
    Domain: {"type": "string", "format": "mail-domain"},
    Duration: {"type": "string", "format": "duration-in-words"},
    Phone: {"type": "string", "format": "phone"},
    Url: {"type": "string", "format": "web-address"},
    ZoneName: {"type": "string", "format": "timezone"},
}


@cache
def catalog_schema() -> Schema:
    """Return the schema of all sections together: a section's name is a property."""
    schema = msgspec.json.schema(Catalog, schema_hook=lambda kind: dict(_SCALARS[kind]))
    definitions = schema["$defs"]
    sections = definitions.pop("Catalog")["properties"]
    sections["holidays"] = {"type": "object", "additionalProperties": _HOLIDAYS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {name: _plain(section) for name, section in sections.items()},
        "required": ["helpdesk"],
        "additionalProperties": False,
        "$defs": {name: _plain(definition) for name, definition in definitions.items()},
    }


def _plain(schema: Any) -> Any:
    """Drop what only describes the program: defaults, and null as another way to leave out."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    either = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if len(either) == 1:
        return _plain(either[0])
    kept = {
        key: {name: _plain(each) for name, each in value.items()}
        if key == "properties"
        else _plain(value)
        for key, value in schema.items()
        if key not in ("default", "title")
    }
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept
