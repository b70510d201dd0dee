"""The calculator: deadlines in JavaScript, to the second those of `sportello sla`.

Files: `calendars/NAME.json` for each calendar, `policies.json`, and, without any text of the
catalog, the module `sportello-sla.js`, its types, `package.json` and `README.txt`.
"""

import json

from sportello.catalog.model import PublicCatalog
from sportello.files import Files
from sportello.targets.calculator.calendar_data import calendar_data
from sportello.targets.calculator.policy_data import policy_data
from sportello.targets.target import PublicTarget, static_files

_STATIC = ("README.txt", "package.json", "sportello-sla.d.ts", "sportello-sla.js")


def render(catalog: PublicCatalog) -> Files:
    """Return the module, and the data of every calendar and policy.

    That of a calendar holds the published years whose holidays are known.
    """
    published = catalog.helpdesk.years
    known = {
        name: calendar.known_years(published.first, published.last)
        for name, calendar in catalog.calendars.items()
    }
    return {
        **static_files(__name__, *_STATIC),
        **{
            f"calendars/{name}.json": _json(
                calendar_data(catalog.calendars[name], years[0], years[-1])
            )
            for name, years in known.items()
            if years
        },
        "policies.json": _json([policy_data(*each) for each in catalog.policies.items()]),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


TARGET = PublicTarget("sla", render)
