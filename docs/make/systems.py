"""The table of ticket systems in docs/reports.md: whose exports are read, and how to get them."""

from pathlib import Path
from typing import Final, NamedTuple

from sportello.exports.system import System
from sportello.exports.systems import all_systems

_PAGE: Final = Path(__file__).parents[1] / "reports.md"
_BEGIN, _END = "<!-- systems: made by `make docs` -->", "<!-- end of systems -->"
_UNTRIED: Final = "**untried**"


class _Guide(NamedTuple):
    """How a desk gets the tickets out of its system, and what happened to them."""

    tickets: str
    events: str


_GUIDES: Final = {
    "freshdesk": _Guide(
        "CSV: under *Tickets* choose *Export* and all fields.",
        "JSON: an administrator lets Freshdesk export *ticket activities* every day.",
    ),
    "glpi": _Guide(
        "CSV: show the columns you need in the list of tickets, and export all pages.",
        "CSV or JSON of [a query](#what-happened-by-a-query).",
    ),
    "jira": _Guide(
        "JSON: save each page of `GET /rest/api/2/search?jql=…&fields=*all&expand=changelog`, "
        "which in the cloud is `/rest/api/2/search/jql?…`. "
        f"Or CSV ({_UNTRIED}): in the list of a filter choose *Export*, *CSV (all fields)*.",
        "The same JSON; the CSV has none.",
    ),
    "osticket": _Guide(
        "CSV: above a queue choose *Export*, with all fields.",
        "CSV or JSON of [two queries](#what-happened-by-a-query), of events and of entries.",
    ),
    "plain": _Guide(
        "CSV, Parquet, JSON or XLSX, with our [names of columns](catalog.md#export).",
        "A [file of events](sla.md), or of tickets with their events.",
    ),
    "zammad": _Guide(
        "XLSX: under *Reporting* choose the month and the figure, then *Download*.",
        "CSV or JSON of [a query](#what-happened-by-a-query), "
        f"or JSON of `GET /api/v1/ticket_history/ID` ({_UNTRIED}).",
    ),
    "zendesk": _Guide(
        "JSON: save each page of `GET /api/v2/tickets?include=metric_sets,groups,organizations`. "
        f"Or CSV ({_UNTRIED}): in the Admin Center choose *Reports*, *Export*.",
        "JSON: `GET /api/v2/tickets/ID/audits?include=users` of each ticket, one answer a line.",
    ),
    "znuny": _Guide(
        "CSV or XLSX: in the search for tickets choose that as output, with the interface in "
        "English.",
        "CSV or JSON of [a query](#what-happened-by-a-query).",
    ),
}


def documents() -> dict[str, str]:
    """Return the page of reports with its table of ticket systems."""
    if unknown := all_systems().keys() ^ _GUIDES.keys():
        raise SystemExit(f"{__file__}: say in _GUIDES how to export from {', '.join(unknown)}")
    head, rest = _PAGE.read_text(encoding="utf-8").split(_BEGIN)
    _, tail = rest.split(_END)
    heads = ("ticket system", "its tickets", "what happened to them", "their shape")
    rows = [heads, ("---",) * len(heads), *map(_row, all_systems().values())]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return {"reports.md": f"{head}{_BEGIN}\n{table}\n{_END}{tail}"}


def _row(system: System) -> tuple[str, ...]:
    return f"{system.title} (`{system.name}`)", *_GUIDES[system.name], _shape(system.source)


def _shape(source: str | None) -> str:
    if source is None:
        return _UNTRIED
    return f"[read here]({source})" if "://" in source else "our own"
