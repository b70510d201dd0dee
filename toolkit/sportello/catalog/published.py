"""The JSON Schema (draft 2020-12) of a catalog's files, for editors of YAML and for people.

It says what the schema that `check` uses says, with titles, meanings, defaults and examples, and
without what only `check` understands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from msgspec.structs import fields

from sportello.catalog.documented import keys_of, meaning_of
from sportello.catalog.formats import EXAMPLES
from sportello.catalog.model import Catalog, Part, Text
from sportello.catalog.model.calendars import CalendarFile
from sportello.catalog.references import SECTION_NOUNS, Identifiers
from sportello.catalog.schema import DEFAULTED, FILES, SCALARS, Schema, parts, schema_of
from sportello.worktime import At, Duration
from sportello.worktime.written import WrittenCalendar

_EXAMPLES: Final = {
    "acknowledgements": "received",
    "calendars": "office",
    "contacts": "hotline",
    "people": "p-07",
    "contracts": "acme-gold",
    "destinations": "desk",
    "escalations": "slow",
    "families": "payroll",
    "holidays": "italy",
    "mailboxes": "help",
    "policies": "basic",
    "providers": "acme",
    "services": "payslips",
    "severities": "high",
    "states": "suspended",
    "teams": "first-line",
    "types": "incident",
}
"""An entry of each section."""
_ENTRIES: Final = {"mailboxes": "Mailbox", "services": "Service"}
"""What the entries are of each section that may have defaults."""
_WEEK: Final = {
    "description": "Hours by days of the week, as a calendar has them.",
    "examples": [{"mon-fri": "09:00-13:00"}],
}
_DEFAULTS: Final = {
    "mailboxes": {"deliver_to": ["desk"], "acknowledge": "received"},
    "services": {"provider": "acme", "calendar": "office"},
}
"""Defaults of each such section."""


def file_schemas(known: Identifiers) -> dict[str, Schema]:
    """Return the schema of each kind of file, by the names in `FILES`.

    References can only be what is `known`; to sections that it leaves out, anything.
    """
    catalog, calendars = published(Catalog, known), published(CalendarFile, known)
    sections = catalog["properties"] | calendars["properties"]
    definitions = catalog["$defs"] | calendars["$defs"]
    schemas = {}
    for file, names in FILES.items():
        properties = {name: sections[name] for name in names}
        shape = {"type": "object", "properties": properties, "additionalProperties": False}
        root = definitions["Helpdesk"] if names == ("helpdesk",) else shape
        if file in DEFAULTED:
            root = _with_defaults(root, definitions, DEFAULTED[file])
        schemas[file] = _with_definitions({**root, "title": file}, definitions)
    return schemas


def published(kind: type[Part], known: Identifiers) -> Schema:
    """Return the schema of one class of the model, with all that it is made of."""
    schema = schema_of(kind)
    shapes = {**schema["$defs"], kind.__name__: _without(schema, "$schema", "$defs")}
    named = _Named(known)
    shapes = {name: named.replaced(each) for name, each in shapes.items()} | named.definitions
    models = {each.__name__: each for each in parts(Part) if each.__name__ in shapes}
    for name, model in models.items():
        _tell(shapes[name], model)
    for name in models:
        for key in shapes[name]["properties"].values():
            key.setdefault("examples", [_example(key, shapes)])
    return _with_definitions(shapes[kind.__name__], shapes)


def _tell(shape: Schema, model: type[Part]) -> None:
    """Add to the schema of a class what the model says of it and of its keys."""
    shape |= {"title": _words(model.__name__), "description": meaning_of(model)}
    for name, docs in keys_of(model).items():
        key = shape["properties"][name]
        key |= {"title": name, "description": docs.meaning}
        if docs.example is not None:
            key["examples"] = [docs.example]
    for each in fields(model):
        made = each.default_factory
        default = each.default if made is msgspec.NODEFAULT else made()
        if isinstance(default, Duration | At):
            default = str(default)
        if isinstance(default, bool | str | tuple) and default not in ("", ()):
            shape["properties"][each.encode_name]["default"] = default


@dataclass(frozen=True)
class _Named:
    """Gives references and scalars their names, and keeps the definitions of these."""

    known: Identifiers
    definitions: dict[str, Schema] = field(default_factory=dict)

    def replaced(self, schema: Any) -> Any:
        """Return a schema with definitions by name, without what only `check` understands."""
        if isinstance(schema, list):
            return [self.replaced(each) for each in schema]
        if not isinstance(schema, dict):
            return schema
        match schema:
            case {"reference": str(section), **rest}:
                others = [str(rest["nothing"])] if "nothing" in rest else []
                title = " or ".join([f"{SECTION_NOUNS[section]} name", *others])
                return self._named(title, self._reference(section, others))
            case {"format": str(name)}:
                return self._named(name, self._week() if name == "week" else _scalar(name, schema))
            case _ if schema == SCALARS[Text]:
                return self._named("text", {**schema, "description": meaning_of(Text)})
        return {key: self.replaced(each) for key, each in schema.items() if key != "exact"}

    def _week(self) -> Schema:
        return {**self.replaced(schema_of(WrittenCalendar)["properties"]["week"]), **_WEEK}

    def _named(self, title: str, definition: Schema) -> Schema:
        name = title.replace(" ", "-")
        self.definitions[name] = {"title": title.replace("-", " "), **definition}
        return {"$ref": f"#/$defs/{name}"}

    def _reference(self, section: str, others: list[str]) -> Schema:
        names = sorted(self.known.get(section, ()))
        either = "".join(f", or `{each}`" for each in others)
        return {
            "type": "string",
            "description": f"The name of an entry of `{section}`{either}.",
            "examples": names[:1] or [_EXAMPLES[section]],
            **({"enum": [*names, *others]} if names else {}),
        }


def _scalar(form: str, schema: Schema) -> Schema:
    model = next((each for each, shape in SCALARS.items() if shape.get("format") == form), None)
    return {
        "type": "string",
        "description": meaning_of(model) if model else schema["description"],
        **({"pattern": schema["pattern"]} if "pattern" in schema else {}),
        "examples": [EXAMPLES[form].strip('"')],
    }


def _example(schema: Schema, shapes: Mapping[str, Schema]) -> Any:
    """Return a value that fits a schema: of a class, no more than the keys that it needs."""
    value: Any = None
    match schema:
        case {"examples": [value, *_]}:
            pass
        case {"$ref": str(name)}:
            value = _example(shapes[name.removeprefix("#/$defs/")], shapes)
        case {"enum": options}:
            value = next(each for each in options if each != schema.get("default"))
        case {"type": "boolean"}:
            value = not schema.get("default", False)
        case {"type": "array", "items": items}:
            value = [_example(items, shapes)]
        case {"properties": keys}:
            needed = schema.get("required") or [next(iter(keys))]
            value = {name: _example(keys[name], shapes) for name in needed}
        case {"additionalProperties": dict(entry)}:
            value = {"example": _example(entry, shapes)}
    return value


def _with_defaults(root: Schema, shapes: Mapping[str, Schema], section: str) -> Schema:
    """Return the schema of a file whose `defaults` may give what an entry of a section needs."""
    entry = shapes[_ENTRIES[section]]
    partly = _without(entry, "required")
    entries = {**root["properties"][section], "additionalProperties": partly}
    defaults = {
        **partly,
        "title": "defaults",
        "description": f"What holds for every {SECTION_NOUNS[section]} of this file that does not "
        "say otherwise.",
        "examples": [_DEFAULTS[section]],
    }
    needed = {section: {"additionalProperties": {"$ref": f"#/$defs/{_ENTRIES[section]}"}}}
    return {
        **root,
        "properties": {**root["properties"], "defaults": defaults, section: entries},
        "if": {"not": {"required": ["defaults"]}},
        "then": {"properties": needed},
    }


def _with_definitions(root: Schema, shapes: Mapping[str, Schema]) -> Schema:
    """Return a schema with the definitions that it needs, and no others."""
    needed: dict[str, Schema] = {}
    waiting = [root]
    while waiting:
        for name in _referred(waiting.pop()):
            if name not in needed:
                needed[name] = shapes[name]
                waiting.append(shapes[name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": dict(sorted(needed.items())),
    }


def _referred(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].removeprefix("#/$defs/")
        schema = schema.values()
    elif not isinstance(schema, list):
        return
    for each in schema:
        yield from _referred(each)


def _without(schema: Schema, *keys: str) -> Schema:
    return {key: value for key, value in schema.items() if key not in keys}


def _words(name: str) -> str:
    """Return the name of a class as words: `EscalationStep` as "escalation step"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name.removeprefix("Written")).lower()
