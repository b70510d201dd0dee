"""docs/figures.schema.json: the JSON Schema of a file of published figures, for programs."""

import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from sportello.catalog.model import Day, Text
from sportello.targets.site.figures.published import PublishedFigures

_SCALARS: Final[Mapping[type, dict[str, Any]]] = {
    Text: {
        "type": "object",
        "description": "A text in each language, by its code.",
        "additionalProperties": {"type": "string"},
    },
    Day: {"type": "string", "format": "date"},
}


def documents() -> dict[str, str]:
    """Return the schema by its path below docs/."""
    schema = msgspec.json.schema(PublishedFigures, schema_hook=lambda each: _SCALARS[each])
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return {"figures.schema.json": f"{json.dumps(whole, indent=2)}\n"}
