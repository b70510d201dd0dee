"""Whether a catalog of the past still says what was promised, although the model went on.

What was written for an earlier version of Sportello may not fit today's model. The answer about
an SLA is none the worse for it as long as nothing is lost that decides one.
"""

from typing import Any, Final

from sportello.catalog import Loaded
from sportello.catalog.model import Service
from sportello.catalog.model.service import Phase
from sportello.findings import Finding, Severity

_DECIDE: Final = frozenset({"helpdesk.yaml", "calendars.yaml", "sla.yaml", "announcements.yaml"})
_OF_SHEETS: Final = ("provider", "family", "calendar")


def blocking_findings(loaded: Loaded) -> tuple[Finding, ...]:
    """Return the errors of a catalog that could make an answer about its SLA wrong.

    These are the errors in the files of calendars, announcements and SLA, and those of service
    sheets if one of them lost its provider, family, calendar, tags or phases, or the days of one.
    """
    lost = _lost_sheets(loaded)
    return tuple(
        finding
        for finding in loaded.findings
        if finding.severity is Severity.ERROR
        and (finding.where is None or lost or finding.where.file.rpartition("/")[2] in _DECIDE)
    )


def _lost_sheets(loaded: Loaded) -> bool:
    sheets = loaded.written.data.get("services", {})
    return "services" in loaded.written.incomplete or any(
        _lost(written, loaded.catalog.services.get(name)) for name, written in sheets.items()
    )


def _lost(written: Any, service: Service | None) -> bool:
    return service is None or not (
        all(written.get(key) == getattr(service, key) for key in _OF_SHEETS)
        and written.get("tags", []) == list(service.tags)
        and _phases(written.get("phases", [])) == [_kept(each) for each in service.phases]
    )


def _phases(written: Any) -> list[Any] | None:
    """Return phases as they are written, each with the ends of its days; None if they are none."""
    if not isinstance(written, list):
        return None
    return [
        (each.get("phase"), frozenset(days))
        if isinstance(each, dict) and isinstance(days := each.get("valid"), dict)
        else None
        for each in written
    ]


def _kept(phase: Phase) -> tuple[str, frozenset[str]]:
    ends = {"from": phase.valid.from_, "until": phase.valid.until}
    return phase.phase, frozenset(name for name, day in ends.items() if day is not None)
