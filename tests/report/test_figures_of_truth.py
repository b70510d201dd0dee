"""Tables that are filled with made-up truth give the figures of the oracle, in every reading."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.exports.tables import create_tables as create_exported
from sportello.report.cycles import fill
from sportello.report.make import report_of
from sportello.report.report import Source
from sportello.report.tables import create_tables

from .compare import BY, BY_MONTH, differences
from .generator.histories import Made, make
from .generator.told import Told
from .generator.writers.sheet import told_of
from .oracle import READINGS, Oracle
from .oracle_rows import rows_of, rows_of_told

UNTIL = datetime(2026, 11, 20, 12, tzinfo=UTC)
MICRO = 1_000_000


def micros(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) * MICRO


def exported(row: int, told: Told) -> Mapping[str, Any]:
    ticket = told.made.history.ticket
    names = ("service", "channel", "severity", "type", "contract")
    return {
        "file": 0,
        "row": row,
        "reference": told.reference,
        **{name: getattr(ticket, name) for name in names},
        "customer": told.made.customer,
        "state": told.state,
        "opened": micros(told.opened),
        "opened_by": told.opened_by,
        "take_in_charge": micros(told.taken),
        "first_response": micros(told.replied),
        "resolved": micros(told.resolved),
        "closed": micros(told.closed),
        "updated": micros(told.updated),
        "paused": told.paused,
        "paused_in": told.paused_in,
        "reopened": told.reopened,
        "vote": told.made.vote,
        "voted": micros(told.made.voted),
        "excluded": told.made.excluded,
    }


def filled(
    catalog: Catalog, told: Sequence[Told], made: Sequence[Made] = ()
) -> duckdb.DuckDBPyConnection:
    duck = duckdb.connect()
    duck.execute("SET TimeZone = 'UTC'")
    create_exported(duck)
    create_tables(duck)
    rows = [exported(number, each) for number, each in enumerate(told, 2)]
    names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
    duck.executemany(
        f"INSERT INTO exported ({names}) VALUES ({marks})", [[*each.values()] for each in rows]
    )
    events = [
        [0, number, one.reference, micros(event.at), event.kind, event.value, event.by]
        for number, one in enumerate(made)
        for event in one.history.events
    ]
    if events:
        duck.executemany("INSERT INTO happened VALUES (?, ?, ?, ?, ?, ?, ?)", events)
    assert fill(duck, catalog, int(UNTIL.timestamp())) == int(UNTIL.timestamp())
    return duck


def found(
    catalog: Catalog, duck: duckdb.DuckDBPyConnection, oracle: Oracle, rows: int
) -> list[str]:
    source = Source("tickets.csv", "0" * 64, "plain", rows, rows)
    now = int(UNTIL.timestamp())
    return [
        f"{reading}: {each}"
        for reading in READINGS
        for each in differences(
            report_of(
                duck,
                catalog,
                [source],
                now,
                month_of=reading,
                by=BY if reading == "decided" else BY_MONTH,
            ),
            oracle,
        )
    ]


@pytest.fixture
def catalog(request: pytest.FixtureRequest, test_desk: Catalog, frozen: Loaded) -> Catalog:
    return test_desk if request.param == "of a desk" else frozen.catalog


@pytest.mark.parametrize(
    ("catalog", "nothing", "paused_in"),
    [
        ("of a desk", (), "business time"),
        ("of a desk", (), "calendar time"),
        ("of a desk", ("paused", "reopened"), "business time"),
        ("of a desk", ("taken", "resolved"), "business time"),
        ("frozen", (), "calendar time"),
    ],
    indirect=["catalog"],
)
def test_of_rows_alone(catalog: Catalog, nothing: tuple[str, ...], paused_in: Any) -> None:
    told = told_of(catalog, make(catalog, 200, 11, UNTIL), nothing, paused_in)
    oracle = Oracle(rows_of_told(catalog, told, UNTIL))
    with filled(catalog, told) as duck:
        assert found(catalog, duck, oracle, len(told)) == []


@pytest.mark.parametrize("catalog", ["of a desk", "frozen"], indirect=True)
def test_of_everything_that_happened(catalog: Catalog) -> None:
    made = make(catalog, 200, 12, UNTIL)
    oracle = Oracle(rows_of(catalog, made, UNTIL))
    with filled(catalog, told_of(catalog, made), made) as duck:
        assert found(catalog, duck, oracle, len(made)) == []
