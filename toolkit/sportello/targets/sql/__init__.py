"""The calculator in SQL: deadlines to the second those of `sportello sla`, where the tickets are.

Files: `duckdb.sql`, `postgresql.sql` and `spark.sql`, each with the hours of every calendar and the
functions that look instants up in them. None knows a time-zone rule.
"""

from collections.abc import Mapping
from importlib.resources import files as package_files

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.sql.opening_deltas import OpeningDeltas, identifier, opening_deltas
from sportello.targets.target import PublicTarget

_QUOTES = {
    "duckdb.sql": ("'[", "]'"),
    "postgresql.sql": ("'{", "}'::bigint[]"),
    "spark.sql": ("'", "'"),
}
"""How each dialect writes a list of numbers."""


def render(catalog: PublicCatalog) -> Files:
    """Return the files of all dialects.

    They hold the years of the helpdesk whose holidays are known. Raises ValueError for a calendar
    whose name is no identifier.
    """
    published = catalog.helpdesk.years
    known = {
        name: calendar.known_years(published.first, published.last)
        for name, calendar in sorted(catalog.calendars.items())
    }
    hours = {
        name: opening_deltas(catalog.calendars[name], years[0], years[-1])
        for name, years in known.items()
        if years
    }
    return {name: load_script(name, hours).encode() for name in _QUOTES}


def load_script(name: str, hours: Mapping[str, OpeningDeltas]) -> str:
    """Return the file of a dialect, such as `duckdb.sql`, for calendars and their hours.

    Raises ValueError for a name of a calendar that is no identifier.
    """
    before, after = _QUOTES[name]
    known = {identifier(calendar): each for calendar, each in hours.items()}
    calendars = [f"('{calendar}', {each.low:d}, {each.high:d})" for calendar, each in known.items()]
    distances = [
        f"('{calendar}', {before}{_lines(each)}{after})" for calendar, each in known.items()
    ]
    template = package_files(__name__).joinpath(name).read_text(encoding="utf-8")
    return (
        template.replace("{calendars}", "".join(f",\n    {row}" for row in calendars))
        .replace("{distances}", "".join(f",\n    {row}" for row in distances))
        .replace("{steps}", _steps(max(map(len, known.values()), default=0)))
    )


def _lines(hours: OpeningDeltas) -> str:
    return ",\n".join(",".join(f"{each:d}" for each in week) for week in hours.weeks)


def _steps(length: int) -> str:
    """Return the steps by which a search by halves reaches every place of a list."""
    return ", ".join(str(1 << power) for power in reversed(range(max(1, length.bit_length()))))


TARGET = PublicTarget("sla", render)
