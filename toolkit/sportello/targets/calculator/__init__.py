"""The calculator: deadlines in JavaScript, to the second those of `sportello sla`.

Files: `calendars/NAME.json` and `closures/NAME.json` for each calendar, `desk.json` and
`policies.json`; and, without any text of the catalog, the modules, their types, `package.json` and
`README.txt`.
"""

import json
from functools import lru_cache

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.calculator.calendar_data import calendar_data
from sportello.targets.calculator.closure_data import closure_data
from sportello.targets.calculator.desk_data import desk_data
from sportello.targets.calculator.policy_data import policy_data
from sportello.targets.target import PublicTarget, static_files
from sportello.worktime import Calendar

_STATIC = (
    *("README.txt", "package.json"),
    *("sportello-answers.d.ts", "sportello-answers.js", "sportello-clock.js"),
    *("sportello-days.js", "sportello-sla.d.ts", "sportello-sla.js", "sportello-terms.js"),
)


def render(catalog: PublicCatalog) -> Files:
    """Return the module, and the data of every calendar and policy.

    That of a calendar holds the published years whose holidays are known.
    """
    published = catalog.helpdesk.years
    known = {
        name: _calendar_files(calendar, years[0], years[-1])
        for name, calendar in catalog.calendars.items()
        if (years := calendar.known_years(published.first, published.last))
    }
    return {
        **static_files(__name__, *_STATIC),
        **{f"calendars/{name}.json": hours for name, (hours, _) in known.items()},
        **{f"closures/{name}.json": closures for name, (_, closures) in known.items()},
        "policies.json": _json([policy_data(*each) for each in catalog.policies.items()]),
        "desk.json": _json(desk_data(catalog)),
    }


# The site publishes them too, and `serve` makes them at each edit, of calendars that stay the same.
@lru_cache(maxsize=1024)
def _calendar_files(calendar: Calendar, first_year: int, last_year: int) -> tuple[bytes, bytes]:
    """Return the hours of a calendar in some years, and why it is closed."""
    return (
        _json(calendar_data(calendar, first_year, last_year)),
        _json(closure_data(calendar, first_year, last_year)),
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


TARGET = PublicTarget("sla", render)
