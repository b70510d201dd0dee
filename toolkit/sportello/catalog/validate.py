"""Plain data against the schema: every problem, with its path, in plain words."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from sportello.catalog.fast import is_sound
from sportello.catalog.model import Address, Day, Phone, Url, ZoneName
from sportello.catalog.model.scalars import Domain
from sportello.findings import Problem, did_you_mean
from sportello.worktime import Duration

Known = Mapping[str, frozenset[str]]
"""The identifiers of each section that references may name."""

# A jsonschema.ValidationError, whose fields are typed as if they could be unset.
_Error: TypeAlias = Any

_FORMATS: Mapping[str, Callable[[str], object]] = {
    "day": Day,
    "duration-in-words": Duration.parse,
    "mail-address": Address,
    "mail-domain": Domain,
    "phone": Phone,
    "timezone": ZoneName,
    "web-address": Url,
}
_KINDS = {
    "acknowledgements": "acknowledgement",
    "calendars": "calendar",
    "contacts": "contact",
    "destinations": "destination",
    "families": "family",
    "holidays": "holiday set",
    "mailboxes": "mailbox",
    "providers": "provider",
    "services": "service",
    "severities": "severity",
    "states": "state",
    "teams": "team",
    "types": "ticket type",
}
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with values",
    "string": "a text",
}


def validate(sections: Mapping[str, Any], schema: Mapping[str, Any], known: Known) -> list[Problem]:
    """Return every way in which `sections` departs from `schema`.

    References to a section that `known` leaves out are not judged.
    """
    sound = is_sound(sections, schema, _FORMATS, known)
    departures = () if sound else _validator(schema, known).iter_errors(sections)
    return [
        problem
        for error in departures
        for problem in _EXPLAINED.get(str(error.validator), _out_of_bounds)(error)
    ]


def _validator(schema: Mapping[str, Any], known: Known) -> Validator:
    checker = FormatChecker(formats=())
    for name, parse in _FORMATS.items():
        checker.checks(name, raises=ValueError)(_accepts(parse))

    def reference(
        _validator: Validator, section: str, instance: Any, _schema: Mapping[str, Any]
    ) -> Iterator[ValidationError]:
        if isinstance(instance, str) and instance not in known.get(section, (instance,)):
            remedy = did_you_mean(instance, known[section])
            yield ValidationError(f'unknown {_KINDS[section]} "{instance}": {remedy}')

    kind: type[Validator] = extend(Draft202012Validator, {"reference": reference})  # type: ignore[no-untyped-call] # jsonschema leaves it untyped
    return kind(schema, format_checker=checker)


def _accepts(parse: Callable[[str], object]) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if isinstance(value, str):
            parse(value)
        return True

    return check


def _unknown_keys(error: _Error) -> Iterator[Problem]:
    allowed = error.schema["properties"]
    for key in error.instance:
        if key not in allowed:
            yield Problem(
                "S001",
                (*error.absolute_path, key),
                f'unknown key "{key}"',
                did_you_mean(key, allowed),
                on_key=True,
            )


def _missing_keys(error: _Error) -> Iterator[Problem]:
    for key in error.validator_value:
        if key not in error.instance:
            path = tuple(error.absolute_path)
            yield Problem("S002", path, f'"{key}" is missing', f'add "{key}:" here', on_key=True)


def _wrong_type(error: _Error) -> Iterator[Problem]:
    value = error.instance
    wanted = error.validator_value
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    expected = " or ".join(_TYPES[name] for name in names)
    message, hint = f'"{value}" cannot stand here; expected {expected}', ""
    if value is None:
        message = f"nothing is written here; expected {expected}"
        hint = "write a value, or remove the key"
    elif isinstance(value, dict | list):
        found = _TYPES["object" if isinstance(value, dict) else "array"]
        message = f"{found} cannot stand here; expected {expected}"
    elif names == ["array"]:
        hint = f"write it as a list: [{value}]"
    elif "string" in names:
        hint = f'put it in quotes: "{value}"'
    yield Problem("S003", tuple(error.absolute_path), message, hint)


def _not_an_option(error: _Error) -> Iterator[Problem]:
    hint = did_you_mean(str(error.instance), [str(value) for value in error.validator_value])
    message = f'"{error.instance}" is not possible here'
    yield Problem("S004", tuple(error.absolute_path), message, hint)


def _not_a_value(error: _Error) -> Iterator[Problem]:
    message, _, hint = str(error.cause).partition(": ")
    if "propertyNames" in error.absolute_schema_path:
        yield Problem("S006", (*error.absolute_path, error.instance), message, hint, on_key=True)
    else:
        yield Problem("S005", tuple(error.absolute_path), message, hint)


def _not_a_name(error: _Error) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    on_key = "propertyNames" in error.absolute_schema_path
    yield Problem(
        "S006",
        (*path, error.instance) if on_key else path,
        f'"{error.instance}" cannot be a name here',
        "use small letters, digits and - (languages: two letters such as it)",
        on_key=on_key,
    )


def _unknown_name(error: _Error) -> Iterator[Problem]:
    message, _, hint = error.message.partition(": ")
    yield Problem("R001", tuple(error.absolute_path), message, hint)


def _out_of_bounds(error: _Error) -> Iterator[Problem]:
    value, limit = error.instance, error.validator_value
    message, hint = {
        "minimum": (f"{value} is too small", f"write {limit} or more"),
        "maximum": (f"{value} is too large", f"write {limit} or less"),
        "exclusiveMinimum": (f"{value} is too small", f"write more than {limit}"),
    }.get(str(error.validator), ("this is empty", "write at least one value, or remove the key"))
    yield Problem("S007", tuple(error.absolute_path), message, hint)


_EXPLAINED: Mapping[str, Callable[[_Error], Iterator[Problem]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_keys,
    "type": _wrong_type,
    "enum": _not_an_option,
    "format": _not_a_value,
    "pattern": _not_a_name,
    "reference": _unknown_name,
}
