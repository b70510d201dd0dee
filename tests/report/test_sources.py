"""No row of a file is lost: each is counted, or told why not."""

from pathlib import Path

import pytest

from report.rows import Tables, instant, tables
from sportello.exports.read import ReadFile
from sportello.report.bug import ReportBug
from sportello.report.report import Source
from sportello.report.sources import counted_sources

NOW = instant("2026-02-10 12:00") or 0
MICRO = 1_000_000


def read(made: Tables, *rows: int) -> list[Source]:
    """Tell of an export, and of a file of events, with so many rows."""
    files = [ReadFile(Path(f"/x/{n}.csv"), "0" * 64, "plain", each) for n, each in enumerate(rows)]
    return [*counted_sources(made.duck, files, 1, NOW)]


def doubt(made: Tables, row: int | None, file: int = 0, *, counted: bool = False) -> None:
    made.insert(
        "doubt",
        {
            "file": file,
            "row": row,
            "code": "Q001",
            "message": "m",
            "hint": "h",
            "counted": counted,
        },
    )


def happened(made: Tables, at: str) -> None:
    seconds = instant(at) or 0
    row = {"file": 1, "row": 2, "reference": "T-0", "instant": seconds * MICRO, "kind": "opened"}
    made.insert("happened", row)


def test_rows_are_counted_or_later_or_listed() -> None:
    with tables() as made:
        made.ticket()
        made.ticket(excluded="spam")
        opened = {"file": 0, "row": 4, "reference": "T-9", "service": "wiki"}
        made.insert("exported", opened | {"opened": (NOW + 1) * MICRO})
        for row, counted in ((5, False), (5, False), (2, True), (None, False), (2, False)):
            doubt(made, row, counted=counted)
        (source,) = read(made, 4)
        assert (source.name, source.rows, source.counted) == ("0.csv", 4, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_row_that_is_neither_counted_nor_listed_or_both_is_a_bug(rows: int) -> None:
    with tables() as made:
        made.ticket()
        doubt(made, 3)
        with pytest.raises(ReportBug, match=f"{rows} rows are not 1 that are counted, 0 of later"):
            read(made, rows)


def test_events_are_counted_or_later_or_listed() -> None:
    with tables() as made:
        happened(made, "2026-02-10 12:00")
        happened(made, "2026-02-10 12:01")
        doubt(made, 4, 1, counted=True)
        _, events = read(made, 0, 3)
        assert (events.rows, events.counted) == (3, 1)
        with pytest.raises(ReportBug):
            read(made, 0, 2)
