"""Where plain data departs from the schema, and by which of its keywords."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import jsonschema_rs

from sportello.catalog.formats import Formats
from sportello.catalog.references import Identifiers
from sportello.findings import KeyPath


class Departure(NamedTuple):
    """A value that is not as the schema wants it: by a keyword, with what that demands."""

    path: KeyPath
    value: Any
    keyword: str
    expected: Any
    schema: Mapping[str, Any]
    """The part of the schema that the keyword is in."""
    on_key: bool
    """Whether the value is a key, in which the path ends."""
    is_all: bool = False
    """Whether that key is alone and nothing stands at it, as in `{word}`."""


def departures(
    data: Any, schema: Mapping[str, Any], known: Identifiers, formats: Formats
) -> Iterator[Departure]:
    """Yield every value that departs from the schema, each keyword of it once."""
    validator = validator_of(schema, known, formats)
    if validator.is_valid(data):  # most are, and to know it takes half the time
        return
    # There is one error for each missing key or odd name: what departs is one thing.
    places = dict.fromkeys(
        (each["instanceLocation"], each["schemaLocation"])
        for each in validator.evaluate(data).errors()
    )
    for where, keyword in places:
        yield from _departures_at(data, where, schema, keyword, formats)


def _departures_at(
    data: Any, where: str, schema: Mapping[str, Any], keyword: str, formats: Formats
) -> Iterator[Departure]:
    """Yield what departs at a place of the data, by a keyword that has a place in the schema."""
    path, value = _found(data, where)
    (*way, name), expected = _found(schema, keyword)
    _, part = _found(schema, keyword.rpartition("/")[0])
    if way[-1:] != ["propertyNames"]:
        yield Departure(path, value, str(name), expected, part, on_key=False)
        return
    fits = validator_of({str(name): expected}, {}, formats).is_valid
    for key in value:
        if not fits(key):
            is_all = value == {key: None}
            yield Departure((*path, key), key, str(name), expected, part, True, is_all)


def _found(data: Any, pointer: str) -> tuple[KeyPath, Any]:
    """Return the path to which a JSON pointer leads (RFC 6901), and what stands there."""
    path: list[str | int] = []
    for step in pointer.split("/")[1:]:
        key = int(step) if isinstance(data, list) else step.replace("~1", "/").replace("~0", "~")
        path.append(key)
        data = data[key]
    return tuple(path), data


def validator_of(
    schema: Mapping[str, Any], known: Identifiers, formats: Formats
) -> jsonschema_rs.Draft202012Validator:
    """Return what judges by the schema, by our formats, and by the names that there are.

    References to a section that `known` leaves out are not judged.
    """

    class Reference:
        def __init__(self, parent: Mapping[str, Any], section: str, _path: object) -> None:
            self.names = known.get(section)
            self.nothing = parent.get("nothing")

        def validate(self, name: object) -> None:
            if self.names is None or not isinstance(name, str):
                return
            if name not in self.names and name != self.nothing:
                raise ValueError

    class Exact:
        def __init__(self, *_: object) -> None:
            pass

        def validate(self, number: object) -> None:
            if isinstance(number, float) and number.is_integer():
                raise ValueError

    return jsonschema_rs.Draft202012Validator(
        dict(schema),
        formats={name: _accepts(parse) for name, parse in formats.items()},
        validate_formats=True,
        keywords={"reference": Reference, "exact": Exact},
    )


def _accepts(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        try:
            parse(value)
        except ValueError:
            return False
        return True

    return check
