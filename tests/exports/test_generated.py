"""Made-up exports of every system: each row becomes a ticket, or a doubt says why not."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from report.generator.histories import make
from report.generator.writers import all_writers
from report.generator.writers.sheet import Planted, Writer
from sportello.catalog import load
from sportello.exports.read import read_exports

WRITERS = tuple(all_writers())
DESK = Path(__file__).parents[1] / "report" / "desk"
UNTIL = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("writer", WRITERS, ids=[each.export for each in WRITERS])
def test_what_was_made_wrong_is_told_and_nothing_else_is_lost(
    writer: Writer, tmp_path: Path
) -> None:
    catalog = load(DESK).catalog
    made = make(catalog, 60, 5, UNTIL, grain=writer.grain, system=writer.system, name=writer.name)
    written = writer.write(catalog, made, tmp_path)
    with duckdb.connect() as duck:
        read = read_exports(duck, catalog, written.files, written.events, export=writer.export)
        doubts = duck.execute("SELECT file, row, code, counted FROM doubt").fetchall()
        exported = duck.execute("SELECT file, count(*) FROM exported GROUP BY file").fetchall()
    told = {
        Planted(read[file].file.name, row, code, counted) for file, row, code, counted in doubts
    }
    assert told == written.planted | written.planted_in_events
    counted = dict(exported)
    for number, each in enumerate(read[: len(written.files)]):
        lost = {row for file, row, _, counts in doubts if file == number and not counts}
        assert counted.get(number, 0) + len(lost) == each.rows
