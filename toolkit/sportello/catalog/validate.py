"""Plain data against the schema: every problem, with its path, in plain words."""

from collections.abc import Mapping
from typing import Any

from sportello.catalog.departures import departures, validator_of
from sportello.catalog.explanations import explained
from sportello.catalog.formats import desk_country, formats_of
from sportello.catalog.model import Country
from sportello.catalog.model.language import LANGUAGE_KEY
from sportello.catalog.references import Identifiers
from sportello.findings import Problem


def validate(
    sections: Any, schema: Mapping[str, Any], known: Identifiers, country: Country | None = None
) -> list[Problem]:
    """Return every way in which `sections` departs from `schema`.

    References to a section that `known` leaves out are not judged. Phone numbers are read as those
    of the desk's country, if the sections say it, else of `country`.
    """
    formats = formats_of(desk_country(sections) or country)

    def takes(part: Mapping[str, Any], value: Any) -> bool:
        return validator_of({**part, "$defs": schema["$defs"]}, known, formats).is_valid(value)

    found = [*departures(sections, schema, known, formats)]
    in_braces = {each.path for each in found if each.is_all and each.expected == LANGUAGE_KEY}
    return [
        problem
        for departure in found
        if departure.on_key or departure.path not in in_braces
        for problem in explained(departure, formats, known, takes)
    ]
