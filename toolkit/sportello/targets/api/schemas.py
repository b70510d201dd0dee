"""The JSON Schema (draft 2020-12) of what the API answers, made from the model's classes."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec

from sportello.catalog.model import Part, PublicCatalog, Text
from sportello.worktime import Calendar

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXTS: Final[Schema] = {
    "type": "object",
    "description": "A text in each language, by its code.",
    "additionalProperties": {"type": "string"},
}
_HOURS: Final[Schema] = {
    "type": "array",
    "items": {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?-\d\d:\d\d(:\d\d)?$"},
}
_CALENDAR: Final[Schema] = {
    "type": "object",
    "description": "The hours of a week, and the days whose hours are not those of their weekday.",
    "required": ["timezone", "zones", "week", "days"],
    "properties": {
        "name": _TEXTS,
        "timezone": {"type": "string"},
        "zones": {"type": "array", "items": {"type": "string"}},
        "week": {
            "type": "object",
            "propertyNames": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
            "additionalProperties": _HOURS,
        },
        "known": {
            "type": "object",
            "properties": {
                "from": {"type": "string", "format": "date"},
                "until": {"type": "string", "format": "date"},
            },
        },
        "days": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["date", "open"],
                "properties": {
                    "date": {"type": "string", "format": "date"},
                    "open": _HOURS,
                    "why": _TEXTS,
                },
            },
        },
        "assumed": _TEXTS,
    },
}


@cache
def section_schema(section: str, address: str) -> Schema:
    """Return the schema of one file of the API, which stands at an address."""
    hint = get_type_hints(PublicCatalog)[section]
    kind = get_args(hint)[1] if get_origin(hint) is Mapping else _part_of(hint)
    entry, definitions = _CALENDAR, dict[str, Schema]()
    if kind is not Calendar:
        (entry,), definitions = msgspec.json.schema_components(
            [kind], schema_hook=_scalar, ref_template="#/$defs/{name}"
        )
    is_one = get_origin(hint) is not Mapping
    own = entry if is_one else {"type": "object", "additionalProperties": entry}
    return {
        "$schema": _DIALECT,
        "$id": address,
        "type": "object",
        "required": ["version", *([] if is_one else [section])],
        "properties": {
            "version": {"const": 1},
            "updated": {"type": "string", "format": "date"},
            section: own,
        },
        "$defs": {name: _open(each) for name, each in definitions.items()},
    }


def _part_of(hint: object) -> type[Part]:
    """Return the part that a field holds, whether or not it may be missing."""
    kinds = (hint, *get_args(hint))
    return next(each for each in kinds if isinstance(each, type) and issubclass(each, Part))


def _scalar(kind: type) -> Schema:
    return dict(_TEXTS) if kind is Text else {"type": "string"}


def _open(schema: Any) -> Any:
    """Return a schema without what holds for writing alone: closed sets of keys, and defaults."""
    if isinstance(schema, list):
        return [_open(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    dropped = ("default", "additionalProperties") if "properties" in schema else ("default",)
    return {name: _open(each) for name, each in schema.items() if name not in dropped}
