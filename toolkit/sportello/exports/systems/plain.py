"""A table with our own names of columns, as `sportello sla bulk` reads it, and our own events."""

from typing import Final, get_args

from sportello.catalog.model.export import ExportField
from sportello.exports.own_events import events, ticket_rows
from sportello.exports.system import System
from sportello.frozendict import FrozenDict

_FIELDS: Final[tuple[ExportField, ...]] = get_args(ExportField)
_ALSO: Final[dict[ExportField, tuple[str, ...]]] = {
    "reference": ("ticket",),
    "status": ("state",),
}
_CHANNELS: Final = {
    **dict.fromkeys(("e-mail", "email", "posta", "posta elettronica"), "mail"),
    **dict.fromkeys(("telefono", "telephone", "call"), "phone"),
    **dict.fromkeys(("portale", "web"), "portal"),
    **dict.fromkeys(("sportello", "counter"), "desk"),
    "pec": "certified-mail",
}
"""What people write into their own tables, in English and Italian."""

SYSTEM: Final = System(
    name="plain",
    title="CSV, Parquet, JSON or XLSX with our own names of columns",
    source="docs/reports.md",
    headings=FrozenDict({field: (field, *_ALSO.get(field, ())) for field in _FIELDS}),
    values={"channel": _CHANNELS},
    paused_in="business time",
    paused_unit="seconds",
    rows=ticket_rows,
    events=events,
)
