"""Valid data as values of the model."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec

from sportello.catalog.formats import desk_country
from sportello.catalog.model import Catalog, Country, Phone
from sportello.worktime import Calendar, Duration


def converted(data: Mapping[str, Any], calendars: Mapping[str, Calendar]) -> Catalog:
    """Return valid data, with its calendars compiled, as a catalog."""
    fields = {name: value for name, value in data.items() if name != "holidays"}
    hook = partial(scalar, country=desk_country(data))
    return msgspec.convert({**fields, "calendars": calendars}, Catalog, dec_hook=hook)


def scalar(kind: type, value: Any, country: Country | None = None) -> Any:
    """Return a value that is one scalar in YAML as `kind`, for msgspec. Raises ValueError.

    Phone numbers are read as those of `country`.
    """
    if kind is Phone:
        return Phone(value, country)
    if kind is Duration:
        return Duration.parse(value)
    return value if kind is Calendar else kind(value)
