"""docs/catalog.md: every key of every file of a catalog, from the schema of editors."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sportello.catalog.yaml.reader import read
from sportello.expectations.editor import schemas

_HEAD = """\
# Every key of a catalog

Made by `make docs` from the model of the program. `sportello schema` gives the same to editors of
YAML, such as VS Code with its YAML extension. `sportello schema --write` puts it into the hidden
folder `.sportello/schema` of the catalog, with all names of the catalog, and `check` and `serve`
keep it up to date there. The first line of a file leads the editor to it, from `mailboxes/`,
`services/` and `tests/` with `../` before it:

    # yaml-language-server: $schema=.sportello/schema/mailboxes.json

A default of – means that nothing holds where the key is left out. What stands for a single value,
such as *duration in words*, is told [at the end](#values).
"""
_WORDS = {
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "string": "plain text",
}


def documents() -> dict[str, str]:
    """Return the reference of the catalog."""
    kinds = schemas({})
    shapes = {name: each for kind in kinds.values() for name, each in kind["$defs"].items()}
    lines = [_HEAD]
    told: set[str] = set()
    for kind in kinds.values():
        lines += [f"## {kind['title']}\n", *_table(kind, shapes)]
        for name in _classes(kind, shapes):
            if name not in told:
                told.add(name)
                lines += [f"### {_title(shapes[name])}\n", shapes[name]["description"], ""]
                lines += _table(shapes[name], shapes)
    lines += ["## Values\n", *_values(shapes)]
    return {"catalog.md": "\n".join(lines)}


def _table(shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | value | meaning | default | example |"
    yield "|---|---|---|---|---|"
    for name, key in shape["properties"].items():
        default = f"`{_yaml(key['default'])}`" if "default" in key else "–"
        default = "must be written" if name in shape.get("required", ()) else default
        cells = (
            f"`{name}`",
            _value(key, shapes),
            key["description"],
            default,
            f"`{_yaml(key['examples'][0])}`",
        )
        yield f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"
    yield ""


def _values(shapes: Mapping[str, Any]) -> Iterator[str]:
    yield "| value | meaning | example |"
    yield "|---|---|---|"
    for name, shape in sorted(shapes.items()):
        if "properties" not in shape:
            example = shape.get("examples", ["Text"])[0]
            yield f"| {name.replace('-', ' ')} | {shape['description']} | `{_yaml(example)}` |"
    yield ""


def _classes(schema: Any, shapes: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the classes that a shape leads to, each followed by those of its own."""
    if isinstance(schema, list):
        for each in schema:
            yield from _classes(each, shapes)
    if isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
        if "properties" in shapes.get(name, ()):
            yield name
            yield from _classes(shapes[name]["properties"], shapes)
        for key, each in schema.items():
            if key != "$defs":
                yield from _classes(each, shapes)


def _value(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    """Return in words what a value may be."""
    match schema:
        case {"$ref": str(target)}:
            shape = shapes[target.removeprefix("#/$defs/")]
            title = _title(shape)
            said = f"[{title}](#{title.replace(' ', '-')})" if "properties" in shape else title
        case {"enum": options}:
            said = ", ".join(f"`{each}`" for each in options)
        case {"anyOf": either}:
            said = " or ".join(_value(each, shapes) for each in either)
        case {"type": list(types)}:
            said = " or ".join(_value({**schema, "type": each}, shapes) for each in types)
        case {"type": "array"}:
            said = f"list of {_value(schema['items'], shapes)}"
        case {"properties": _, "title": str(title)}:
            is_told = any(_title(shape) == title for shape in shapes.values())
            said = f"[{title}](#{title.replace(' ', '-')})" if is_told else title
        case {"type": "object"}:
            names = schema.get("propertyNames", {})
            keys = _value(names, shapes) if names.keys() & {"enum", "$ref"} else "names"
            said = f"{keys}, each with {_value(schema['additionalProperties'], shapes)}"
        case _:
            said = _WORDS[schema["type"]]
            if "minimum" in schema:
                most = f" to {schema['maximum']}" if "maximum" in schema else " or more"
                said += f", {schema['minimum']}{most}"
    return said


def _title(shape: Mapping[str, Any]) -> str:
    return str(shape["title"])


def _yaml(value: Any) -> str:
    """Return a value as YAML on one line, with quotes where they are needed."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_yaml(key)}: {_yaml(each)}' for key, each in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, str) and read(f"[{value}]".encode(), "").data == [value]:
        return value
    return json.dumps(value, ensure_ascii=False)
