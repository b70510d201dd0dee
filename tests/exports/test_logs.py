"""Tables of what happened."""

import csv
from pathlib import Path

import pytest

from sportello.exports.logs import Entry, log
from sportello.exports.system import BadRow

ENTRY = {"number": "1", "at": "now"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"number,at\n1,now\n", [Entry(2, ENTRY)]),
        (b'\xef\xbb\xbf"Number";"At"\r\n1;now\r\n', [Entry(2, ENTRY)]),
        (b"number\tat\n\n1\tnow\n", [Entry(3, ENTRY)]),
        (b'number,at\n1,"no\nw"\n1,now\n', [Entry(2, {**ENTRY, "at": "no\nw"}), Entry(3, ENTRY)]),
        (b'[{"number": 1, "at": "now", "more": null}]', [Entry(1, {**ENTRY, "more": ""})]),
        (b"number,at\n1,now,\n", [BadRow(2, "has 3 cells, not 2: a comma or quote is off")]),
        (b"number,at\n1,l\xe0\n", [BadRow(2, "is not UTF-8: save the file as UTF-8")]),
        (b"number,when\n1,now\n", []),
        (b'[{"number": 1}]', []),
        (b"", []),
    ],
)
def test_a_table_is_read_if_it_has_the_headings(
    tmp_path: Path, content: bytes, found: list[object]
) -> None:
    file = tmp_path / "log"
    file.write_bytes(content)
    assert [*log(file, {"number", "at"})] == found


def test_a_cell_longer_than_the_reader_takes_costs_its_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(f"number,at\n1,{'x' * 2000}\n1,now\n")
    # The module has one limit for all its readers.
    limit = csv.field_size_limit(1000)
    try:
        bad, good = log(file, {"number", "at"})
    finally:
        csv.field_size_limit(limit)
    assert isinstance(bad, BadRow)
    assert isinstance(good, Entry)
    assert good.cells == ENTRY
