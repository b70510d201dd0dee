"""The samples of all systems, read into the tables with the names of one catalog.

What comes out stands beside them, in `tables.txt`: a ticket a line with what is known of it, what
happened to it below, and doubts. `UPDATE_GOLDEN=1` writes it; read it before it is committed.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from exports.systems.told import SAMPLES
from exports.systems.workbook import made
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.exports.read import read_exports

INSTANTS = {"opened", "first_response", "resolved", "closed", "updated", "voted"}
EVENTS = {
    "freshdesk": ["activities.json"],
    "glpi": ["glpi_logs.csv"],
    "jira": [],
    "osticket": ["thread_event.csv", "thread_entry.csv"],
    "zammad": ["histories.csv"],
    "zendesk": ["audits.json"],
    "znuny": ["ticket_history.csv"],
}


@pytest.fixture
def catalog(catalog_at: Callable[..., Path]) -> Catalog:
    shop = ("services/main.yaml", "services:\n", "services:\n  shop: {name: Shop, mailbox: help}\n")
    loaded = load(catalog_at(shop, sla=(SAMPLES / "sla.yaml").read_text()))
    assert not loaded.findings, loaded.findings
    return loaded.catalog


def exports(system: str, folder: Path) -> Iterator[Path]:
    if system == "zammad":
        yield made(folder, "Timezone: Europe/Rome")
    elif system == "jira":
        yield SAMPLES / "jira/search.json"
    else:
        yield SAMPLES / system / "tickets.csv"


@pytest.mark.parametrize("system", EVENTS)
def test_a_sample_becomes_tickets_with_what_happened_to_them(
    system: str, catalog: Catalog, tmp_path: Path
) -> None:
    events = [SAMPLES / system / name for name in EVENTS[system]]
    with duckdb.connect() as duck:
        read = read_exports(duck, catalog, [*exports(system, tmp_path)], events)
        told = "\n".join(_tickets(duck)) + "\n"
    golden = SAMPLES / system / "tables.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(told)
    assert told == golden.read_text()
    assert {each.system for each in read} == {system}


@pytest.mark.parametrize("name", ["jira/issues.csv", "zendesk/tickets.json"])
def test_the_other_form_of_an_export_tells_of_the_same_tickets(name: str, catalog: Catalog) -> None:
    system = name.partition("/")[0]
    with duckdb.connect() as duck:
        read_exports(duck, catalog, [SAMPLES / name])
        (found,) = duck.execute(
            "SELECT service, severity, state, resolved FROM exported ORDER BY row LIMIT 1"
        ).fetchall()
    service, severity, state, resolved = found
    first = (SAMPLES / system / "tables.txt").read_text().partition("\n")[0].split(", ")
    assert {
        f"service {service}",
        f"severity {severity}",
        f"state {state}",
        f"resolved {_at(resolved)}",
    } <= {*first}


def _tickets(duck: duckdb.DuckDBPyConnection) -> Iterator[str]:
    columns = [name for name, *_ in duck.execute("DESCRIBE exported").fetchall()]
    for row in duck.execute("SELECT * FROM exported ORDER BY file, row").fetchall():
        known = dict(zip(columns, row, strict=True))
        del known["file"], known["row"]
        yield ", ".join(
            f"{name} {_at(value) if name in INSTANTS else value}"
            for name, value in known.items()
            if value is not None
        )
        yield from _happened(duck, known["reference"])
    for number, code, message in duck.execute(
        "SELECT row, code, message FROM doubt ORDER BY file, row, code, message"
    ).fetchall():
        yield f"row {number}: {code} {message}"


def _happened(duck: duckdb.DuckDBPyConnection, reference: str) -> Iterator[str]:
    found: Sequence[tuple[int, str, str | None, str | None]] = duck.execute(
        "SELECT instant, kind, value, actor FROM happened WHERE reference = ? ORDER BY ALL",
        [reference],
    ).fetchall()
    for instant, *words in found:
        yield f"  {_at(instant)} {' '.join(filter(None, words))}"


def _at(instant: int) -> str:
    return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant):%FT%TZ}"
