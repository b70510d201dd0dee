"""The figures of a report in a real Spark: from the same Parquet files, by the same SQL, the same rows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, get_args

# The ordinary environment, which checks these types too, has no pyspark.
# mypy: disable-error-code="import-not-found"
import duckdb
import pytest
from pyspark.sql import SparkSession

from report.generator.histories import make
from report.generator.many import write_many
from report.generator.writers import all_writers
from sportello.catalog import load
from sportello.report.figure import Figure, Month
from sportello.report.figures import all_figures
from sportello.report.make import make_report
from sportello.report.query import percentile_of

from .session import session

DESK = Path(__file__).parents[1] / "report" / "desk"
TABLES = ("ticket", "turn", "cycle")
MONTHS: tuple[Month, ...] = get_args(Month)
PARTED = ((), ("month",), ("family", "quarter", "contract"), ("target", "severity"))
CASES = [
    pytest.param(figure, by, id=f"{figure.name}-{'-'.join(by) or 'all'}")
    for figure, by in product(all_figures(), PARTED)
    if figure.parts.issuperset(by)
]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows of a report, as Parquet."""
    folder = tmp_path_factory.mktemp("report")
    catalog = load(DESK).catalog
    until = datetime(2026, 12, 15, 12, tzinfo=UTC)
    write_many(catalog, folder / "tickets.csv", 5_000, until=until)
    # Of replies after the first, events alone tell.
    (events,) = (each for each in all_writers() if each.write.__name__ == "write_events")
    names: Any = {"grain": events.grain, "system": events.system, "name": events.name}
    told = events.write(catalog, make(catalog, 300, 5, until, **names), folder)
    files = [folder / "tickets.csv", *told.files]
    make_report(catalog, files, export=events.export, rows=folder / "rows")
    return folder / "rows"


@pytest.fixture(scope="module")
def spark(rows: Path) -> Iterator[SparkSession]:
    with session() as found:
        for table in TABLES:
            found.read.parquet(str(rows / f"{table}.parquet")).createOrReplaceTempView(table)
        yield found


@pytest.fixture(scope="module")
def duck(rows: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as found:
        for table in TABLES:
            found.read_parquet(str(rows / f"{table}.parquet")).create_view(table)
        yield found


def plain(found: list[Any]) -> list[tuple[Any, ...]]:
    """Rows in an order of their own, sums as whole numbers whatever they are kept in."""
    cells = (
        tuple(int(each) if isinstance(each, Decimal) else each for each in row) for row in found
    )
    return sorted(cells, key=repr)


@pytest.mark.parametrize(("figure", "by"), CASES)
def test_spark_finds_the_rows_that_duckdb_finds(
    spark: SparkSession, duck: duckdb.DuckDBPyConnection, figure: Figure, by: tuple[str, ...]
) -> None:
    for query in {figure.select(by, month) for month in (MONTHS if "month" in by else MONTHS[:1])}:
        here = plain(duck.execute(query).fetchall())
        assert plain(spark.sql(query).collect()) == here
        assert here


def test_percentiles_are_those_of_the_nearest_rank_for_any_number_of_rows(
    spark: SparkSession, duck: duckdb.DuckDBPyConnection
) -> None:
    rows = [(n, 10 * each) for n in range(1, 41) for each in range(1, n + 1)]
    listed = ", ".join(map(str, rows))
    percents = (50, 90, 95)
    ranks = ", ".join(percentile_of(str(percent / 100), "x") for percent in percents)
    query = f"SELECT n, {ranks} FROM (VALUES {listed}) AS t(n, x) GROUP BY n ORDER BY n"  # noqa: S608
    expected = [(n, *(10 * -(-percent * n // 100) for percent in percents)) for n in range(1, 41)]
    assert [tuple(row) for row in duck.execute(query).fetchall()] == expected
    assert [tuple(row) for row in spark.sql(query).collect()] == expected
