"""Time zones as the installed `tzdata` package has them, whatever the machine has.

The standard library prefers the machine's own database, which may be years older or newer: the same
catalog would give other deadlines elsewhere. So no other module makes a zone.
"""

from functools import cache
from importlib import import_module
from io import BytesIO
from pkgutil import get_data
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sportello.findings.shape_rules import S005
from sportello.worktime.problems import SpecProblems, shown, suggestion

_NOT_PLACES: Final = frozenset({"Factory"})


class Zone(ZoneInfo):
    """A time zone of the IANA database, by its name, such as `Europe/Rome`.

    Of one name there is one zone; it travels to other processes by its name. A datetime of a zone
    made elsewhere is another's, and the two are compared as instants. Raises
    ZoneInfoNotFoundError for a name that is no place's.
    """

    def __new__(cls, key: str) -> "Zone":
        """Return the zone of a name, which is read once."""
        return _read(key)

    def __reduce__(self) -> tuple[type["Zone"], tuple[str]]:
        return Zone, (self.key,)


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones that are those of places, old spellings included."""
    return frozenset(_content("zones").decode().split()) - _NOT_PLACES


def read_timezone(value: object, problems: SpecProblems) -> Zone | None:
    """Read the name of a zone; what is wrong goes to `problems`."""
    if isinstance(value, str) and value in zone_names():
        return Zone(value)
    hint = "write a name of the IANA time zone database, such as Europe/Rome"
    if isinstance(value, str):
        hint = suggestion(value, zone_names()) + hint
    problems.add(("timezone",), f"{shown(value)} is not a time zone", hint, S005)
    return None


def zones_version() -> str:
    """Return which version of the IANA database the zones are of, such as 2026a."""
    version: str = import_module("tzdata").IANA_VERSION
    return version


@cache
def _read(key: str) -> Zone:
    if key not in zone_names():
        raise ZoneInfoNotFoundError(f"no time zone has the name {key!r}")
    return Zone.from_file(BytesIO(_content(f"zoneinfo/{key}")), key=key)


def _content(name: str) -> bytes:
    content = get_data("tzdata", name)
    if content is None:
        raise FileNotFoundError(f"tzdata has no {name}")
    return content
