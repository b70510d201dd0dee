"""Exports of a few rows, written into the tables as readers of files do, and what is made of them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from zoneinfo import ZoneInfo

import duckdb
from msgspec.structs import replace

from sportello.catalog.model import Catalog, Target
from sportello.exports.tables import create_tables as create_exported
from sportello.report.cycles import fill
from sportello.report.tables import create_tables
from sportello.worktime import Duration

ROME: Final = ZoneInfo("Europe/Rome")
MICRO: Final = 1_000_000
INSTANTS: Final = (
    *("opened", "take_in_charge", "first_response", "resolved", "closed", "updated", "voted"),
)
Row = Mapping[str, Any]


def promising(catalog: Catalog, **targets: Target) -> Catalog:
    """Return the catalog with these promises to all tickets, by the kind of target."""
    (base,) = catalog.policies.values()
    policy = replace(base, targets=targets)
    return replace(catalog, policies={"base": policy})


def target(within: str, **settings: Any) -> Target:
    return Target(within=Duration.parse(within), **settings)


def instant(written: str) -> dt.datetime:
    """Return a time of the desk: `2026-01-05 09:30`, with seconds or not."""
    return dt.datetime.fromisoformat(written).replace(tzinfo=ROME)


def seconds(written: str) -> int:
    return int(instant(written).timestamp())


def micro(at: str | dt.datetime | None) -> int | None:
    if at is None:
        return None
    moment = instant(at) if isinstance(at, str) else at
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)


@contextmanager
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        create_exported(duck)
        create_tables(duck)
        yield duck


def put(duck: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> None:
    """Put tickets into `exported`, and the events of each (`at kind value by`) into `happened`."""
    for number, row in enumerate(rows):
        columns: dict[str, Any] = {
            "file": 0,
            "row": number + 2,
            "reference": f"T-{number}",
            "service": "wiki",
        }
        columns |= {name: micro(at) if name in INSTANTS else at for name, at in row.items()}
        events = columns.pop("events", ())
        _insert(duck, "exported", columns)
        for line, (at, kind, value, actor) in enumerate(events):
            event: dict[str, Any] = {"file": 1, "row": line + 2, "reference": columns["reference"]}
            event |= {"instant": micro(at), "kind": kind, "value": value, "actor": actor}
            _insert(duck, "happened", event)


def _insert(duck: duckdb.DuckDBPyConnection, table: str, columns: Row) -> None:
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    duck.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*columns.values()])


def rows_of(duck: duckdb.DuckDBPyConnection, table: str, order: str) -> list[dict[str, Any]]:
    found = duck.execute(f"SELECT * FROM {table} ORDER BY {order}")
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class Filled:
    """What a report counts of some tickets at an instant."""

    def __init__(self, catalog: Catalog, rows: Iterable[Row], as_of: str | None = None) -> None:
        with tables() as duck:
            put(duck, rows)
            self.as_of = fill(duck, catalog, None if as_of is None else seconds(as_of))
            self.tickets = rows_of(duck, "ticket", "number")
            self.turns = rows_of(duck, "turn", "ticket, instant, kind")
            self.cycles = rows_of(duck, "cycle", "ticket, target, team NULLS FIRST, number")
            self.changed = rows_of(duck, "changed", "ticket, target, month")
            self.doubts = rows_of(duck, "doubt", "file, row")

    @property
    def cycle(self) -> dict[str, Any]:
        """The only cycle."""
        (found,) = self.cycles
        return found

    def backlog(self, month: str) -> int:
        """Return how many tickets were open when a month was over, by what happened until then."""
        signs = {"opened": 1, "resolved": -1, "reopened": 1, "removed": -1}
        return sum(signs[each["kind"]] for each in self.turns if each["month"] <= month)

    def turned(self, kind: str, month: str) -> int:
        return sum(each["kind"] == kind and each["month"] == month for each in self.turns)
