"""Plain data against the schema: every problem, with its path, in plain words."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from sportello.catalog.fast import is_exact, is_sound
from sportello.catalog.model import (
    Address,
    Country,
    Day,
    Phone,
    Url,
    ZoneName,
)
from sportello.catalog.model.language import check_language
from sportello.catalog.model.phone import NoCountry
from sportello.catalog.model.scalars import Domain
from sportello.catalog.references import KINDS, unknown, with_article
from sportello.catalog.rules import R001, S001, S002, S003, S004, S005, S006, S007, S008
from sportello.findings import Invalid, Problem, did_you_mean, meant_keys, nearest
from sportello.worktime import Duration, parse_date_or_instant, parse_instant

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

Known = Mapping[str, frozenset[str]]
"""The identifiers of each section that references may name."""

# A jsonschema.ValidationError, whose fields are typed as if they could be unset.
_Error: TypeAlias = Any

Formats = Mapping[str, Callable[[str], object]]
"""How each format of the schema is read; what is wrong with a value is a ValueError."""

_FORMATS: Formats = {
    "country": Country,
    "date-or-instant": parse_date_or_instant,
    "day": Day,
    "duration-in-words": Duration.parse,
    "instant": parse_instant,
    "language": check_language,
    "mail-address": Address,
    "mail-domain": Domain,
    "timezone": ZoneName,
    "web-address": Url,
}
EXAMPLES: Mapping[str, str] = {
    "country": "IT",
    "date-or-instant": "2026-01-05",
    "day": "2026-08-14",
    "duration-in-words": '"40 business hours"',
    "instant": "2026-01-05T17:30",
    "language": "it",
    "mail-address": "help@example.it",
    "mail-domain": "example.it",
    "phone": '"+39 051 6033266"',
    "timezone": "Europe/Rome",
    "web-address": "https://example.it/",
}
"""How a value of each format is written."""
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


def validate(sections: Any, schema: Mapping[str, Any], known: Known) -> list[Problem]:
    """Return every way in which `sections` departs from `schema`.

    References to a section that `known` leaves out are not judged.
    """
    formats = formats_of(desk_country(sections))
    sound = is_sound(sections, schema, formats, known)
    departures = () if sound else _validator(schema, known, formats).iter_errors(sections)
    return [
        problem
        for error in departures
        for problem in _EXPLAINED.get(str(error.validator), _out_of_bounds)(error)
    ]


def desk_country(sections: Any) -> Country | None:
    """Return the country that the desk says it is in, None without one."""
    helpdesk = sections.get("helpdesk") if isinstance(sections, dict) else None
    written = helpdesk.get("country") if isinstance(helpdesk, dict) else None
    try:
        return Country(written) if isinstance(written, str) else None
    except Invalid:
        return None


def formats_of(country: Country | None) -> Formats:
    """Return the formats of the schema, as a desk in `country` writes them."""
    return {**_FORMATS, "phone": partial(Phone, country=country)}


def _validator(schema: Mapping[str, Any], known: Known, formats: Formats) -> "Validator":
    # Most catalogs are sound and never need it, and its import is a tenth of a short command.
    import jsonschema  # noqa: PLC0415

    checker = jsonschema.FormatChecker(formats=())
    for name, parse in formats.items():
        checker.checks(name, raises=Invalid)(_accepts(parse))

    def reference(
        _validator: "Validator", section: str, instance: Any, _schema: Mapping[str, Any]
    ) -> "Iterator[ValidationError]":
        if isinstance(instance, str) and instance not in known.get(section, (instance,)):
            cause = unknown(section, instance, known[section])
            yield jsonschema.ValidationError(cause.message, cause=cause)

    def exact(
        _validator: "Validator", wanted: str, instance: Any, _schema: Mapping[str, Any]
    ) -> "Iterator[ValidationError]":
        if not is_exact(wanted, instance):
            yield jsonschema.ValidationError(f"{instance} is not {_TYPES[wanted]}")

    keywords = {"reference": reference, "exact": exact}
    extend = jsonschema.validators.extend
    kind: type[Validator] = extend(jsonschema.Draft202012Validator, keywords)  # type: ignore[no-untyped-call] # jsonschema leaves it untyped
    return kind(schema, format_checker=checker)


def _accepts(parse: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, str):
            parse(value)
        return True

    return check


def _unknown_keys(error: _Error) -> Iterator[Problem]:
    allowed = error.schema["properties"]
    meant = _meant(error.instance, error.schema)
    for key in error.instance:
        if key not in allowed:
            guess = f'did you mean "{meant[key]}"?' if key in meant else did_you_mean(key, allowed)
            hint = _colon_or_quotes(key, error.instance, allowed) or guess
            path = (*error.absolute_path, key)
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


def _missing_keys(error: _Error) -> Iterator[Problem]:
    there = {*error.instance, *_meant(error.instance, error.schema).values()}
    missing = [key for key in error.validator_value if key not in there]
    # There is one error for each missing key, which only its message names: the first tells all.
    if not missing or not error.message.startswith(repr(missing[0])):
        return
    names = " and ".join(f'"{key}"' for key in missing)
    keys = " and ".join(f'"{key}:"' for key in missing)
    message = f"{names} {'is' if len(missing) == 1 else 'are'} missing"
    path = tuple(error.absolute_path)
    yield S002.problem(path, message, f"add {keys} here", on_key=True)


def _meant(instance: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, str]:
    return meant_keys(instance, schema["properties"], schema.get("required", ()))


def _wrong_type(error: _Error) -> Iterator[Problem]:
    value = error.instance
    wanted = error.validator_value
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    expected = " or ".join(_TYPES[name] for name in names)
    shown = f'"{str(value).lower() if isinstance(value, bool) else value}"'
    hint = f"write {expected}"
    if "reference" in error.schema:
        kind = KINDS[error.schema["reference"]]
        expected, hint = (
            f"the name of {with_article(kind)}",
            f"write one; for no {kind}, leave the key out",
        )
    if value is None:
        shown, hint = "nothing", "write a value, or remove the key"
    elif isinstance(value, dict | list):
        shown = _TYPES["object" if isinstance(value, dict) else "array"]
    elif "reference" in error.schema:
        pass
    elif names == ["array"]:
        hint = f"write it as a list: [{value}]"
    elif "format" in error.schema:
        hint = f"write it like {EXAMPLES[error.schema['format']]}"
    elif "examples" in error.schema:
        hint = f"write it like {error.schema['examples'][0]}"
    elif "number" in names and (number := _NUMBER.fullmatch(str(value))):
        hint = f"write {'.'.join(filter(None, number.groups()))}"
    elif "string" in names:
        hint = f"put it in quotes: {shown}"
    yield S003.problem(tuple(error.absolute_path), _misfit(error, shown, expected), hint)


def _misfit(error: _Error, shown: str, expected: str) -> str:
    key = error.absolute_path[-1] if error.absolute_path else None
    if error.instance is None and isinstance(key, str):
        return f"{key} has no value; expected {expected}"
    return f"{shown} cannot stand here; expected {expected}"


def _not_exact(error: _Error) -> Iterator[Problem]:
    hint = "write it without a point" if error.validator_value == "integer" else "write a number"
    yield S003.problem(tuple(error.absolute_path), error.message, hint)


def _not_an_option(error: _Error) -> Iterator[Problem]:
    path, value = tuple(error.absolute_path), str(error.instance)
    hint = did_you_mean(value, [str(option) for option in error.validator_value])
    if "propertyNames" in error.absolute_schema_path:
        yield S001.problem((*path, value), f'unknown key "{value}"', hint, on_key=True)
    else:
        yield S004.problem(path, f'"{value}" is not possible here', hint)


def _not_a_value(error: _Error) -> Iterator[Problem]:
    path, message, hint = tuple(error.absolute_path), error.cause.message, error.cause.hint
    if "propertyNames" in error.absolute_schema_path:
        yield S006.problem((*path, error.instance), message, hint, on_key=True)
    else:
        rule = S008 if isinstance(error.cause, NoCountry) else S005
        yield rule.problem(path, message, hint)


def _not_a_name(error: _Error) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    if error.validator_value == r"\S":
        yield S007.problem(path, "this text is empty", "write something, or remove the key")
        return
    if "examples" in error.schema:
        message = f'"{error.instance}" cannot stand here'
        yield S005.problem(path, message, f"write it like {error.schema['examples'][0]}")
        return
    on_key = "propertyNames" in error.absolute_schema_path
    message, hint = _unfit(error.instance, error.validator_value)
    yield S006.problem((*path, error.instance) if on_key else path, message, hint, on_key=on_key)


def _unfit(name: str, pattern: str) -> tuple[str, str]:
    """Return why an identifier, or the code of a text's language, is none, and the remedy."""
    if pattern.endswith(f"{{1,{_LONGEST}}}$") and _IDENTIFIER.fullmatch(name):
        if len(name) > _LONGEST:
            return f"this name has {len(name)} characters", f"shorten it to {_LONGEST} at most"
        why = "a list has its name" if name == "index" else "to Windows it is a device"
        return f'"{name}" cannot be a name here, where files are named by it: {why}', "rename it"
    hint = "use small letters, digits and - (languages: two letters such as it)"
    return f'"{name}" cannot be a name here', hint


def _unknown_name(error: _Error) -> Iterator[Problem]:
    yield R001.problem(tuple(error.absolute_path), error.cause.message, error.cause.hint)


def _out_of_bounds(error: _Error) -> Iterator[Problem]:
    value, limit = error.instance, error.validator_value
    message, hint = {
        "minimum": (f"{value} is too small", f"write {limit} or more"),
        "maximum": (f"{value} is too large", f"write {limit} or less"),
        "exclusiveMinimum": (f"{value} is too small", f"write more than {limit}"),
    }.get(str(error.validator), ("this is empty", "write at least one value, or remove the key"))
    yield S007.problem(tuple(error.absolute_path), message, hint)


_EXPLAINED: Mapping[str, Callable[[_Error], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "exact": _not_exact,
    "required": _missing_keys,
    "type": _wrong_type,
    "enum": _not_an_option,
    "format": _not_a_value,
    "pattern": _not_a_name,
    "reference": _unknown_name,
}
