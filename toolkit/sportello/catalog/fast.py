"""A quick answer to whether anything is wrong: most catalogs, most of the time, are sound.

The same schema, formats and references as in `sportello.catalog.validate`, held by a compiled
validator that says yes or no; only after a no is it worth the time to find out what and where.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

import jsonschema_rs


def is_sound(
    sections: Mapping[str, Any],
    schema: Mapping[str, Any],
    formats: Mapping[str, Callable[[str], object]],
    known: Mapping[str, frozenset[str]],
) -> bool:
    """Return whether `sections` fit `schema`, and references name what is `known`."""

    class Reference:
        def __init__(self, _parent: object, section: str, _path: object) -> None:
            self.names = known.get(section)

        def validate(self, name: object) -> None:
            if isinstance(name, str) and self.names is not None and name not in self.names:
                raise ValueError("unknown")

    class Exact:
        def __init__(self, _parent: object, wanted: str, _path: object) -> None:
            self.wanted = wanted

        def validate(self, number: object) -> None:
            if not is_exact(self.wanted, number):
                raise ValueError("not exact")

    validator = jsonschema_rs.Draft202012Validator(
        dict(schema),
        formats={name: _accepts(parse) for name, parse in formats.items()},
        validate_formats=True,
        keywords={"reference": Reference, "exact": Exact},
    )
    return validator.is_valid(sections)


def is_exact(wanted: str, number: object) -> bool:
    """Return whether a number is what `wanted` says: no 1.0 for an integer, no NaN for a number.

    Whether it is a number at all is another question.
    """
    if not isinstance(number, float):
        return True
    return isfinite(number) if wanted == "number" else not number.is_integer()


def _accepts(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        try:
            parse(value)
        except ValueError:
            return False
        return True

    return check
