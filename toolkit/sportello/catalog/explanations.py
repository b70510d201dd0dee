"""What departs from the schema, in plain words, with the remedy."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeAlias

from sportello.catalog.departures import Departure
from sportello.catalog.formats import EXAMPLES, Formats
from sportello.catalog.keys_to_write import keys_to_write
from sportello.catalog.left_out import instead_of_key, instead_of_value
from sportello.catalog.model.language import LANGUAGE_KEY, language_meant
from sportello.catalog.model.phone import NoCountry
from sportello.catalog.references import (
    SECTION_NOUNS,
    Identifiers,
    leaving_out,
    unknown,
    with_article,
)
from sportello.findings import Invalid, Problem, did_you_mean, meant_keys, nearest
from sportello.findings.shape_rules import R001, S001, S002, S003, S004, S005, S006, S007, S008

Takes: TypeAlias = Callable[[Mapping[str, Any], Any], bool]
"""Tells whether a part of the schema takes a value."""

_UNDIVIDED = re.compile(r"([a-z_]+)[: ]\s*(.+)")
"""A key and its value without the `: ` between them."""
_NUMBER = re.compile(r"([0-9]+)(?:[.,]([0-9]+))? ?%?")
"""A number as people write it: with a comma, or a sign for percent."""
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with values",
    "string": "a text",
}


_IDENTIFIER = re.compile("[a-z0-9-]+")
_LONGEST = 64
"""Characters of an identifier."""


def explained(
    departure: Departure, formats: Formats, known: Identifiers, takes: Takes
) -> Iterator[Problem]:
    """Yield the problems that a departure is."""
    match departure.keyword:
        case "format":
            yield from _not_a_value(departure, formats)
        case "type":
            yield from _wrong_type(departure, takes)
        case "reference":
            yield from _unknown_name(departure, known)
        case keyword:
            yield from _EXPLAINED.get(keyword, _out_of_bounds)(departure)


def _unknown_keys(error: Departure) -> Iterator[Problem]:
    allowed = error.schema["properties"]
    meant = _meant(error.value, error.schema)
    for key in error.value:
        if key not in allowed:
            guess = f'did you mean "{meant[key]}"?' if key in meant else did_you_mean(key, allowed)
            told = instead_of_key(error.path, key, error.value[key])
            hint = told or _colon_or_quotes(key, error.value, allowed) or guess
            path = (*error.path, key)
            yield S001.problem(path, f'unknown key "{key}"', hint, on_key=True)


def _colon_or_quotes(key: str, instance: Mapping[str, Any], allowed: Collection[str]) -> str:
    """Return the remedy for a key without a value that is a key with it, or the rest of a text."""
    if instance[key] is not None:
        return ""
    found = _UNDIVIDED.fullmatch(key)
    if found and found[1] in allowed:
        return f'write ": " after "{found[1]}": "{found[1]}: {found[2]}"'
    keys = [*instance]
    before = instance[keys[keys.index(key) - 1]] if keys[0] != key else None
    if isinstance(before, str) and nearest(key, allowed, 0.75) is None:
        return f'put "{before}, {key}" in quotes if it is one text, else write ": " and a value'
    return ""


def _missing_keys(error: Departure) -> Iterator[Problem]:
    there = {*error.value, *_meant(error.value, error.schema).values()}
    missing = [key for key in error.expected if key not in there]
    if not missing:
        return
    names = " and ".join(f'"{key}"' for key in missing)
    keys = " and ".join(f'"{key}:"' for key in missing)
    message = f"{names} {'is' if len(missing) == 1 else 'are'} missing"
    path = error.path
    yield S002.problem(path, message, f"add {keys} here", on_key=True)


def _meant(instance: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, str]:
    return meant_keys(instance, schema["properties"], schema.get("required", ()))


def _wrong_type(
    error: Departure, takes: Callable[[Mapping[str, Any], Any], bool]
) -> Iterator[Problem]:
    value = error.value
    names = [error.expected] if isinstance(error.expected, str) else list(error.expected)
    expected = " or ".join(_TYPES[name] for name in names)
    shown = f'"{str(value).lower() if isinstance(value, bool) else value}"'
    hint = keys_to_write(value, error.schema, takes) or f"write {expected}"
    if "reference" in error.schema:
        kind = SECTION_NOUNS[error.schema["reference"]]
        expected, hint = (
            f"the name of {with_article(kind)}",
            f"write one; {leaving_out(kind, error.schema.get('nothing'))}",
        )
    if value is None:
        shown, hint = "nothing", "write a value, or remove the key"
    elif isinstance(value, dict | list):
        shown = _kind(value)
    elif "reference" in error.schema:
        pass
    elif names == ["array"]:
        hint = f"write it as a list: [{value}]"
    elif "format" in error.schema:
        hint = _in_its_format(value, error.schema["format"])
    elif "examples" in error.schema:
        hint = f"write it like {error.schema['examples'][0]}"
    elif "number" in names and (number := _NUMBER.fullmatch(str(value))):
        hint = f"write {'.'.join(filter(None, number.groups()))}"
    elif "string" in names:
        hint = f"put it in quotes: {shown}"
    hint = instead_of_value(error.path, value) or _in_braces(value, names) or hint
    yield S003.problem(error.path, _misfit(error, shown, expected), hint)


def _in_its_format(value: Any, name: str) -> str:
    if name == "duration-in-words" and type(value) is int:
        return f'write its unit too, like "{value} hours" or "{value} calendar days"'
    return f"write it like {EXAMPLES[name]}"


def _kind(value: Any) -> str:
    return _TYPES["object" if isinstance(value, dict) else "array"]


def _misfit(error: Departure, shown: str, expected: str) -> str:
    key = error.path[-1] if error.path else None
    if error.value is None and isinstance(key, str):
        return f"{key} has no value; expected {expected}"
    return f"{shown} cannot stand here; expected {expected}"


def _not_exact(error: Departure) -> Iterator[Problem]:
    message = f"{error.value} is not a whole number"
    yield S003.problem(error.path, message, "write it without a point")


def _not_an_option(error: Departure) -> Iterator[Problem]:
    path, value = error.path, error.value
    options = [str(option) for option in error.expected]
    if value is None or isinstance(value, dict | list):
        alone = value[0] if isinstance(value, list) and len(value) == 1 else None
        hint = did_you_mean("", options)
        hint = f"write it alone: {alone}" if alone in options else f"write one word; {hint}"
        yield S003.problem(path, _misfit(error, _kind(value), "one word"), hint)
        return
    word = str(value).lower() if isinstance(value, bool) else str(value)
    hint = did_you_mean(word, options, instead_of_value(path, value) or None)
    if error.on_key:
        yield S001.problem(path, f'unknown key "{word}"', hint, on_key=True)
    else:
        yield S004.problem(path, f'"{word}" is not possible here', hint)


def _not_a_value(error: Departure, formats: Formats) -> Iterator[Problem]:
    try:
        formats[error.expected](error.value)
    except Invalid as cause:
        rule = S006 if error.on_key else S008 if isinstance(cause, NoCountry) else S005
        yield rule.problem(error.path, cause.message, cause.hint, on_key=error.on_key)


def _not_a_name(error: Departure) -> Iterator[Problem]:
    if error.expected == r"\S":
        yield S007.problem(error.path, "this text is empty", "write something, or remove the key")
        return
    if "examples" in error.schema:
        message = f'"{error.value}" cannot stand here'
        yield S005.problem(error.path, message, f"write it like {error.schema['examples'][0]}")
        return
    message, hint = _unfit(error.value, error.expected)
    if error.is_all and error.expected == LANGUAGE_KEY:
        hint = _quoted(error.value)
    yield S006.problem(error.path, message, hint, on_key=error.on_key)


def _in_braces(value: Any, types: Collection[str]) -> str:
    """Return the remedy for `{word}` in the place of a text; "" for anything else."""
    alone = "string" in types and isinstance(value, dict) and [*value.values()] == [None]
    return _quoted(*value) if alone else ""


def _quoted(word: str) -> str:
    return f'put it in quotes: "{{{word}}}"'


def _unfit(name: str, pattern: str) -> tuple[str, str]:
    """Return why an identifier, or the code of a text's language, is none, and the remedy."""
    if pattern.endswith(f"{{1,{_LONGEST}}}$") and _IDENTIFIER.fullmatch(name):
        if len(name) > _LONGEST:
            return f"this name has {len(name)} characters", f"shorten it to {_LONGEST} at most"
        why = "a list has its name" if name == "index" else "to Windows it is a device"
        return f'"{name}" cannot be a name here, where files are named by it: {why}', "rename it"
    if pattern == LANGUAGE_KEY:
        return f'"{name}" is no language', language_meant(name)
    return f'"{name}" cannot be a name here', "use small letters, digits and -"


def _unknown_name(error: Departure, known: Identifiers) -> Iterator[Problem]:
    nothing = error.schema.get("nothing")
    cause = unknown(error.expected, error.value, known[error.expected], nothing)
    yield R001.problem(error.path, cause.message, cause.hint)


def _out_of_bounds(error: Departure) -> Iterator[Problem]:
    value, limit = error.value, error.expected
    message, hint = {
        "minimum": (f"{value} is too small", f"write {limit} or more"),
        "maximum": (f"{value} is too large", f"write {limit} or less"),
        "exclusiveMinimum": (f"{value} is too small", f"write more than {limit}"),
    }.get(error.keyword, ("this is empty", "write at least one value, or remove the key"))
    yield S007.problem(error.path, message, hint)


_EXPLAINED: Mapping[str, Callable[[Departure], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "exact": _not_exact,
    "required": _missing_keys,
    "enum": _not_an_option,
    "pattern": _not_a_name,
}
