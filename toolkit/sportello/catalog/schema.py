"""The JSON Schema (draft 2020-12) of the catalog, made from the model's classes."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sportello.catalog.model import (
    Address,
    BodyCode,
    Catalog,
    Country,
    Day,
    OfficeCode,
    Part,
    Phone,
    Text,
    Url,
    ZoneName,
)
from sportello.catalog.model.language import LANGUAGE_KEY
from sportello.catalog.model.moments import DayOrMinute
from sportello.catalog.model.scalars import Domain, Handle, WeeklyHours
from sportello.worktime import At, Calendar, Duration

Schema = dict[str, Any]

FILES: Mapping[str, tuple[str, ...]] = {
    "helpdesk.yaml": ("helpdesk",),
    "providers.yaml": ("providers",),
    "teams.yaml": ("teams",),
    "contacts.yaml": ("contacts",),
    "people.yaml": ("people",),
    "calendars.yaml": ("holidays", "calendars"),
    "mailboxes.yaml": (
        "domains",
        "shared_domains",
        "alias_domains",
        "destinations",
        "acknowledgements",
        "mailboxes",
        "catch_all",
    ),
    "mailboxes/*.yaml": ("destinations", "acknowledgements", "mailboxes"),
    "sla.yaml": (
        "severities",
        "priority",
        "lifecycle",
        "contracts",
        "policies",
        "operational_levels",
        "notifications",
        "escalations",
        "availability",
        "exports",
    ),
    "rota.yaml": ("rotas",),
    "announcements.yaml": ("announcements",),
    "approved.yaml": ("approved",),
    "services/*.yaml": ("families", "services"),
}
"""The files of a catalog and their sections; helpdesk.yaml is one section by itself."""

DEFAULTED: Mapping[str, str] = {
    "mailboxes.yaml": "mailboxes",
    "mailboxes/*.yaml": "mailboxes",
    "services/*.yaml": "services",
}
"""The files that may have `defaults`, each with the section whose entries take them over."""

LISTS = frozenset({"domains", "shared_domains"})
"""The sections that are lists; the others are names, each with its keys and values."""

_SPOKEN = r"\S"
_TEXT: Schema = {
    "type": ["string", "object"],
    "pattern": _SPOKEN,
    "propertyNames": {"pattern": LANGUAGE_KEY},
    "additionalProperties": {"type": "string", "pattern": _SPOKEN},
    "minProperties": 1,
}
# What is inside is checked where it is compiled, by worktime.
_COMPILED: Schema = {"type": "object", "properties": {"name": _TEXT, "assumed": _TEXT}}
SCALARS: Mapping[type, Schema] = {
    Text: _TEXT,
    Calendar: _COMPILED,
    At: {"type": "string", "format": "hour-of-the-last-day"},
    Address: {"type": "string", "format": "mail-address"},
    BodyCode: {"type": "string", "format": "code-of-a-body"},
    Country: {"type": "string", "format": "country"},
    Day: {"type": "string", "format": "day"},
    DayOrMinute: {"type": "string", "format": "day-or-minute"},
    Domain: {"type": "string", "format": "mail-domain"},
    Duration: {"type": "string", "format": "duration-in-words"},
    Handle: {"type": "string", "format": "handle"},
    OfficeCode: {"type": "string", "format": "code-of-an-office"},
    Phone: {"type": "string", "format": "phone"},
    Url: {"type": "string", "format": "web-address"},
    # What is inside is checked as that of a calendar is (see `sportello.catalog.shifts`).
    WeeklyHours: {"type": "object", "format": "week"},
    ZoneName: {"type": "string", "format": "timezone"},
}
"""What is one scalar in YAML, or a text."""


@cache
def catalog_schema() -> Schema:
    """Return the schema of all sections together: a section's name is a property."""
    schema = schema_of(Catalog)
    holidays = {"type": "object", "additionalProperties": _plain(_COMPILED)}
    return {**schema, "properties": {**schema["properties"], "holidays": holidays}}


@cache
def schema_of(kind: type[Part]) -> Schema:
    """Return the schema of one class of the model, with all that it is made of."""
    schema = msgspec.json.schema(kind, schema_hook=lambda each: dict(SCALARS[each]))
    definitions = schema["$defs"]
    _constrain_keys(definitions)
    plain = {name: _plain(definition) for name, definition in definitions.items()}
    root = plain.pop(kind.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": plain,
    }


def _constrain_keys(definitions: Mapping[str, Schema]) -> None:
    """Add what msgspec leaves out: which keys a mapping may have, where its type says so."""
    for kind in parts(Part):
        if kind.__name__ not in definitions:
            continue
        hints = get_type_hints(kind)
        for field, name in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
            if get_origin(hints[field]) is not Mapping:
                continue
            key = get_args(hints[field])[0]
            mapping = definitions[kind.__name__]["properties"][name]
            if get_origin(key) is Literal:
                mapping["propertyNames"] = {"enum": list(get_args(key))}
            elif key in SCALARS:
                mapping["propertyNames"] = dict(SCALARS[key])


def parts(kind: type[Part]) -> Iterator[type[Part]]:
    """Yield the classes that are made of a class, and of these."""
    for each in kind.__subclasses__():
        yield each
        yield from parts(each)


def _plain(schema: Any) -> Any:
    """Drop what only describes the program: defaults, and null as another way to leave out."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    either = [_plain(each) for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if either:
        return _one_of(either)
    kept = {
        key: {name: _plain(each) for name, each in value.items()}
        if key == "properties"
        else _plain(value)
        for key, value in schema.items()
        if key not in ("default", "title")
    }
    if kept.get("type") == "string" and not kept.keys() & {
        "enum",
        "format",
        "pattern",
        "reference",
    }:
        kept["pattern"] = _SPOKEN  # an empty text says nothing
    if kept.get("type") in ("integer", "number"):
        kept["exact"] = kept["type"]  # JSON Schema takes 1.0 for a whole number, and allows NaN
    if "enum" in kept:
        kept["enum"] = [value for value in kept["enum"] if value is not None]
    return kept


def _one_of(either: list[Schema]) -> Schema:
    """Return one schema for values of several types, so that what is wrong is told by each key."""
    if len(either) == 1:
        return either[0]
    if any(each.keys() & {"$ref", "format"} for each in either):
        return {"anyOf": either}
    merged: Schema = {}
    for each in either:
        merged |= each
    return {**merged, "type": [each["type"] for each in either]}
