"""Whether a catalog of the past still says what was promised, although the model went on.

What was written for an earlier version of Sportello may not fit today's model. The answer about
an SLA is none the worse for it as long as nothing is lost that decides one.
"""

from typing import Any, Final

from sportello.catalog import Loaded
from sportello.catalog.model import Service
from sportello.findings import Finding, Severity

_DECIDE: Final = frozenset({"helpdesk.yaml", "calendars.yaml", "sla.yaml", "announcements.yaml"})
_OF_SHEETS: Final = ("provider", "family", "calendar")


def in_the_way(loaded: Loaded) -> tuple[Finding, ...]:
    """Return the errors of a catalog that could make an answer about its SLA wrong.

    These are the errors in the files of calendars, announcements and SLA, and those of service
    sheets if one of them lost its provider, family, calendar, tags or phases.
    """
    lost = _lost_sheets(loaded)
    return tuple(
        finding
        for finding in loaded.findings
        if finding.severity is Severity.ERROR
        and (finding.where is None or lost or finding.where.file.rpartition("/")[2] in _DECIDE)
    )


def _lost_sheets(loaded: Loaded) -> bool:
    sheets = loaded.sources.sections().get("services", {})
    return "services" in loaded.sources.incomplete() or any(
        _lost(written, loaded.catalog.services.get(name)) for name, written in sheets.items()
    )


def _lost(written: Any, service: Service | None) -> bool:
    return service is None or not (
        all(written.get(key) == getattr(service, key) for key in _OF_SHEETS)
        and tuple(written.get("tags", ())) == service.tags
        and len(written.get("phases", ())) == len(service.phases)
    )
