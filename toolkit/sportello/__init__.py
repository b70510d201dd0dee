"""Sportello: support data as code.

What is listed here is public, and `docs/python.md` shows how it is used; everything else in the
package may change with any version. A name is imported when it is first asked for, so that a
program, and the command line, load no more than they use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sportello.api.checking import check as check
    from sportello.api.deciding import decide as decide
    from sportello.api.loading import CatalogError as CatalogError
    from sportello.api.loading import load as load
    from sportello.api.past import load_at as load_at
    from sportello.catalog.desk_time import desk_time as desk_time
    from sportello.catalog.git_history import RevisionError as RevisionError
    from sportello.catalog.model import Catalog as Catalog
    from sportello.catalog.model import Policy as Policy
    from sportello.catalog.model import PublicCatalog as PublicCatalog
    from sportello.catalog.model import PublicContact as PublicContact
    from sportello.catalog.model import Service as Service
    from sportello.catalog.model import Target as Target
    from sportello.catalog.model import Text as Text
    from sportello.catalog.revision import Past as Past
    from sportello.findings import Finding as Finding
    from sportello.findings import Invalid as Invalid
    from sportello.findings import Location as Location
    from sportello.findings import Severity as Severity
    from sportello.routing import Decision as Decision
    from sportello.routing import Delivery as Delivery
    from sportello.routing import Message as Message
    from sportello.routing import Refusal as Refusal
    from sportello.routing import read_mail as read_mail
    from sportello.sla import Answer as Answer
    from sportello.sla import Deadline as Deadline
    from sportello.sla import PendingTarget as PendingTarget
    from sportello.sla import Terms as Terms
    from sportello.sla import Ticket as Ticket
    from sportello.sla import TicketError as TicketError
    from sportello.sla import deadlines as deadlines
    from sportello.sla.clock import Clock as Clock
    from sportello.sla.clock import ClockReader as ClockReader
    from sportello.sla.clock import ClockReport as ClockReport
    from sportello.sla.clock import Cycle as Cycle
    from sportello.sla.clock import read_clocks as read_clocks
    from sportello.sla.events import Event as Event
    from sportello.sla.events import EventsError as EventsError
    from sportello.sla.events import History as History
    from sportello.sla.lead_time import LeadDate as LeadDate
    from sportello.sla.lead_time import LeadTimeError as LeadTimeError
    from sportello.sla.lead_time import lead_dates as lead_dates
    from sportello.sla.policy import PolicyChoice as PolicyChoice
    from sportello.sla.priority import SeverityChoice as SeverityChoice
    from sportello.worktime import AmbiguousTime as AmbiguousTime
    from sportello.worktime import BeyondKnownHolidays as BeyondKnownHolidays
    from sportello.worktime import Calendar as Calendar
    from sportello.worktime import Duration as Duration
    from sportello.worktime import ExplainedDay as ExplainedDay
    from sportello.worktime import Explanation as Explanation
    from sportello.worktime import NonexistentTime as NonexistentTime
    from sportello.worktime import SpecError as SpecError
    from sportello.worktime import StillPaused as StillPaused
    from sportello.worktime import WorktimeError as WorktimeError

    __version__: str

_PUBLIC: Final = {
    "api.checking": "check",
    "api.deciding": "decide",
    "api.loading": "CatalogError load",
    "api.past": "load_at",
    "catalog.desk_time": "desk_time",
    "catalog.model": "Catalog Policy PublicCatalog PublicContact Service Target Text",
    "catalog.git_history": "RevisionError",
    "catalog.revision": "Past",
    "findings": "Finding Invalid Location Severity",
    "routing": "Decision Delivery Message Refusal read_mail",
    "sla": "Answer Deadline PendingTarget Terms Ticket TicketError deadlines",
    "sla.clock": "Clock ClockReader ClockReport Cycle read_clocks",
    "sla.events": "Event EventsError History",
    "sla.lead_time": "LeadDate LeadTimeError lead_dates",
    "sla.policy": "PolicyChoice",
    "sla.priority": "SeverityChoice",
    "worktime": (
        "AmbiguousTime BeyondKnownHolidays Calendar Duration ExplainedDay Explanation "
        "NonexistentTime SpecError StillPaused WorktimeError"
    ),
}
"""The public names by the module that has them; the imports above say the same to type checkers."""
_HOMES: Final = {name: module for module, names in _PUBLIC.items() for name in names.split()}

__all__ = ["__version__", *_HOMES]  # noqa: PLE0604 - names, from a table of names


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - it takes longer than all else here

        return version(__name__)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
