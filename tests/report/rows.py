"""Rows of the tables that figures count, written as a person thinks of them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from zoneinfo import ZoneInfo

import duckdb

from sportello.exports.tables import create_tables as create_exported
from sportello.report.figure import Month
from sportello.report.figures import all_figures
from sportello.report.forms.flat import flat_measures
from sportello.report.tables import GROUPS, create_tables

ROME: Final = ZoneInfo("Europe/Rome")
HOUR: Final = 3600
FIGURES: Final = {figure.name: figure for figure in all_figures()}


def instant(written: str | None) -> int | None:
    """Return the epoch seconds of a time of the desk: `2026-01-05 09:30`."""
    if written is None:
        return None
    return int(dt.datetime.fromisoformat(written).replace(tzinfo=ROME).timestamp())


def month(written: str | None) -> str | None:
    return None if written is None else written[:7]


@contextmanager
def tables() -> Iterator["Tables"]:
    with duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'")
        create_exported(duck)
        create_tables(duck)
        yield Tables(duck)


class Tables:
    """The tables of a report, into which tickets are put one by one."""

    def __init__(self, duck: duckdb.DuckDBPyConnection) -> None:
        self.duck = duck
        self.tickets = 0

    def insert(self, table: str, columns: Mapping[str, Any]) -> None:
        names = ", ".join(columns)
        values = ", ".join("?" for _ in columns)
        self.duck.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", [*columns.values()])

    def ticket(
        self,
        opened: str = "2026-01-05 09:00",
        resolved: str | None = None,
        *,
        reopened: str | None = None,
        again: str | None = None,
        removed: str | None = None,
        voted: str | None = None,
        excluded: str | None = None,
        file: int = 0,
        **columns: Any,
    ) -> int:
        """Put a ticket with the turns of its life; `again` is its second resolution."""
        number = self.tickets
        self.tickets += 1
        is_over = removed or again or (resolved and not reopened)
        row = {
            "number": number,
            "file": file,
            "row": number + 2,
            "reference": f"T-{number}",
            "service": "wiki",
            "opened": instant(opened),
            "resolved": instant(resolved),
            "reopened": 1 if reopened else 0,
            "is_open": not is_over,
            "excluded": excluded,
            "voted": instant(voted),
            "opened_month": month(opened),
            "resolved_month": month(resolved),
            "voted_month": month(voted),
            **columns,
        }
        self.insert("ticket", row)
        turns = {"opened": opened, "resolved": resolved, "reopened": reopened}
        turns |= {"again": again, "removed": removed}
        groups = {each: row.get(each) for each in GROUPS}
        for kind, at in turns.items():
            if at is not None and excluded is None:
                name = "resolved" if kind == "again" else kind
                turn = {"ticket": number, "kind": name, "instant": instant(at), "month": month(at)}
                self.insert("turn", turn | groups)
        return number

    def cycle(
        self,
        ticket: int,
        state: str,
        *,
        target: str = "first_response",
        used: float = 0,
        margin: float = 0,
        started: str = "2026-01-05 09:00",
        due: str | None = "2026-12-31 12:00",
        stopped: str | None = None,
        ended: str | None = None,
        decided: str | None = None,
        **columns: Any,
    ) -> None:
        """Put a cycle of a ticket; `used` and `margin` are in hours."""
        names = ", ".join(GROUPS)
        groups = self.duck.execute(
            f"SELECT {names} FROM ticket WHERE number = ?", [ticket]
        ).fetchone()
        seconds = round(used * HOUR)
        row = {
            "ticket": ticket,
            **dict(zip(GROUPS, groups or (), strict=True)),
            "target": target,
            "number": 1,
            "state": state,
            "exactness": "exact",
            "started": instant(started),
            "due": instant(due),
            "stopped": instant(stopped),
            "ended": instant(ended),
            "used": seconds,
            "used_at_least": seconds,
            "margin": round(margin * HOUR),
            "decided": instant(decided),
            "opened_month": month(started),
            "decided_month": month(decided),
            "stopped_month": month(stopped),
            **columns,
        }
        self.insert("cycle", row)

    def figure(
        self, name: str, *by: str, month_of: Month = "decided"
    ) -> dict[tuple[str | None, ...], dict[str, Any]]:
        """Return what a figure says, by group and measure; of a share the part and the whole."""
        figure = FIGURES[name]
        found = {}
        for row in self.duck.execute(figure.select(by, month_of)).fetchall():
            cells = iter(row[len(by) :])
            found[row[: len(by)]] = {
                each.name: (next(cells), next(cells)) if each.unit == "share" else next(cells)
                for each in flat_measures(figure)
            }
        return found

    def total(self, name: str) -> dict[str, Any]:
        """Return what a figure says of all."""
        return self.figure(name)[()]
