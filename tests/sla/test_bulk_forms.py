"""Files of tickets as other programs write them, and as they break them."""

import csv
import gzip
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla.bulk.csv_rows import read_header
from sportello.sla.bulk.problems import BadRows, BulkError
from sportello.sla.bulk.run import Done, due_in_bulk
from sportello.sla.bulk.source import read_any, read_tickets

Write = Callable[..., Path]
EXAMPLES = int(os.environ.get("EXAMPLES", "60"))
DESK = Path(__file__).parents[1] / "example" / "desk"
GOOD = "2026-01-05T17:30"
DUE = "2026-01-08T17:30:00+01:00"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(DESK).catalog


class Answer:
    """What came of a file: the answered rows, the rejected ones, and what was told."""

    def __init__(self, catalog: Catalog, content: bytes | str, *, rejects: bool = True) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file, output, apart = (Path(folder) / f"{name}.csv" for name in ("t", "o", "r"))
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            self.done: Done | None = None
            self.told: list[str] = []
            try:
                self.done = due_in_bulk(catalog, file, output, apart if rejects else None)
            except BulkError as error:
                self.told = [line.replace(f"{folder}/", "") for line in error.lines]
            left = {path.name for path in Path(folder).iterdir()}
            kept = {"t.csv"} | ({"o.csv"} if self.done else set())
            assert left == kept | ({"r.csv"} if self.done and rejects else set())
            self.rows = _rows(output) if self.done else []
            self.rejects = _rows(apart) if self.done and rejects else []


def _rows(file: Path) -> list[list[str]]:
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "content",
    [
        f"id,service,opened\n1,wiki,{GOOD}\n2,shop,{GOOD}\n",
        f"id,service,opened\r1,wiki,{GOOD}\r2,shop,{GOOD}\r",
        f"id,service,opened\r\n1,wiki,{GOOD}\r\n2,shop,{GOOD}",
        f"id,service,opened\r\n1,wiki,{GOOD}\n2,shop,{GOOD}\r",
        f"id;service;opened;\r\n1;wiki;{GOOD};\r\n2;shop;{GOOD};\r\n",
        f"id;service;opened;;;\n1;wiki;{GOOD};;;\n2;shop;{GOOD}\n",
        f"id,service,opened\n1,wiki,{GOOD},,\n2,shop,{GOOD}\n",
        f"id\tservice\topened\n\n1\twiki\t{GOOD}\n\n\n2\tshop\t{GOOD}\n\n",
        f'"id","service","opened"\n"1","wiki","{GOOD}"\n"2","shop","{GOOD}"\n',
        f"\ufeffid|service|opened\n1|wiki|{GOOD}\n2|shop|{GOOD}\n",
    ],
)
def test_files_of_many_makes_are_one_table(catalog: Catalog, content: str) -> None:
    answer = Answer(catalog, content, rejects=False)
    assert answer.told == []
    assert [row[:3] for row in answer.rows] == [
        ["id", "service", "opened"],
        ["1", "wiki", GOOD],
        ["2", "shop", GOOD],
    ]
    assert answer.rows[0][3:] == [
        "severity", "policy", "due_take_in_charge", "due_first_response", "due_next_update",
        "due_resolution",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["time\nspent", "time\r\nspent", 'a "b"', "x" * 131_073, "é" * 9])
@pytest.mark.parametrize("cell", ["1", "line\nbreak", "y" * 200_000, ' "quoted"', "\r"])
def test_names_and_texts_of_columns_are_kept(catalog: Catalog, name: str, cell: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["service", "opened", name], ["wiki", GOOD, cell]])
    header, row = Answer(catalog, text.getvalue(), rejects=False).rows
    assert (header[2], row[2]) == (name, cell)


def test_good_rows_are_answered_and_bad_ones_set_apart(catalog: Catalog) -> None:
    lines = [
        "id,service,opened,note",
        f"1,wiki,{GOOD},good",
        f"2,wiky,{GOOD},unknown",
        "3,wiki,2026-10-25T02:30,comes twice",
        "",
        f"5,wiki,{GOOD}",
        f"6,wiki,{GOOD},x,surplus",
        f'7,wiki,{GOOD},"never closed',
        f"8,wiki,{GOOD},good too",
    ]
    answer = Answer(catalog, "\n".join(lines))
    assert answer.done == Done(answered=2, rejected=5)
    assert [row[0] for row in answer.rows] == ["id", "1", "8"]
    head, *apart = answer.rejects
    assert head == ["rejected_row", "rejected_because", "id", "service", "opened", "note"]
    assert [row[0] for row in apart] == ["3", "4", "6", "7", "8"]
    assert [row[2:] for row in apart] == [
        ["2", "wiky", GOOD, "unknown"],
        ["3", "wiki", "2026-10-25T02:30", "comes twice"],
        ["5", "wiki", GOOD],
        ["6", "wiki", GOOD, "x", "surplus"],
        [lines[7]],
    ]
    told = Answer(catalog, "\n".join(lines), rejects=False).told
    assert told == [f"t.csv, row {row}: {reason}" for row, reason, *_ in apart]


def test_what_was_rejected_can_be_corrected_and_handed_in_again(catalog: Catalog) -> None:
    answer = Answer(catalog, f"service,opened\nwiky,{GOOD}\nwiki,soon\nwiki\nwiki,{GOOD},x\n")
    text = io.StringIO()
    csv.writer(text).writerows(answer.rejects)
    again = Answer(catalog, text.getvalue().replace("wiky", "wiki"))
    assert again.done == Done(answered=1, rejected=3)
    assert [row[2:] for row in again.rejects] == [
        ["service", "opened"],
        ["wiki", "soon"],
        ["wiki"],
        ["wiki", GOOD, "x"],
    ]


def test_bytes_that_are_no_text_are_set_apart_as_they_are(catalog: Catalog) -> None:
    answer = Answer(
        catalog, f"service,opened,note\nwiki,{GOOD},ok\nwiki,{GOOD},caf".encode() + b"\xe9\n"
    )
    assert answer.done == Done(answered=1, rejected=1)
    ((_, reason, *cells),) = answer.rejects[1:]
    assert reason.startswith("is not UTF-8")
    assert cells[2].encode("utf-8", "surrogateescape") == b"caf\xe9"


def test_without_bad_rows_the_file_of_rejects_has_none(catalog: Catalog) -> None:
    answer = Answer(catalog, f"service,opened\nwiki,{GOOD}\n")
    assert answer.done == Done(answered=1, rejected=0)
    assert answer.rejects == [["rejected_row", "rejected_because", "service", "opened"]]


def test_rejects_of_a_parquet_file_are_csv(catalog: Catalog, tmp_path: Path) -> None:
    file, apart = tmp_path / "t.parquet", tmp_path / "r.csv"
    with duckdb.connect() as duck:
        duck.execute(
            "COPY (SELECT 1 AS id, 'wiki' AS service, TIMESTAMP '2026-01-05 17:30:00' AS opened "
            f"UNION ALL SELECT 2, 'wiky', TIMESTAMP '2026-01-05 17:30:00') TO '{file}'"
        )
    assert due_in_bulk(catalog, file, tmp_path / "o.parquet", apart) == Done(1, 1)
    assert _rows(apart)[1][2:] == ["2", "wiky", "2026-01-05 17:30:00"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (gzip.compress(b"service,opened\n", mtime=0), "t.csv is compressed: unpack it"),
        (b"PK\x03\x04rest", "t.csv is an Excel workbook or an archive: save it as CSV"),
        (b'service,"opened\nwiki,x\n', "t.csv, row 1: has a quote that is not closed"),
        (b"service,,opened\n", "t.csv: column 2 has no name: write one, or remove the column"),
        (
            b"service,opened,sportello row\n",
            't.csv: column "sportello row" has a name that is taken',
        ),
        ("service,opened\n".encode("utf-16-le"), "t.csv is neither CSV nor Parquet"),
        (b"\xef\xbb\xbf\n", "t.csv is empty"),
        (b"PAR1", "t.csv is neither CSV nor Parquet: save the tickets as CSV (UTF-8) or Parquet"),
    ],
)
def test_file_that_is_something_else_is_told(
    catalog: Catalog, content: bytes, message: str
) -> None:
    for rejects in (True, False):
        (line,) = Answer(catalog, content, rejects=rejects).told
        assert line.startswith(message)
        assert "DuckDB" not in line


_CELLS = st.sampled_from(
    ["", "x", " ", "wiki", GOOD, "a,b", "é", "1", "'", "NULL", "#", "\t", "\x00"]
)
_BYTES = st.lists(
    st.sampled_from(
        [b"service,opened\n", b"service;opened;\r\n", b"wiki,2026-01-05T17:30", b"wiki;soon;", b",",
         b";", b'"', b'""', b"\n", b"\r", b"\r\n", b"\t", b"\xff", b"\xef\xbb\xbf", b"\0", b" ",
         b"x" * 131_073, b"2026-10-25T02:30", b"\xc3\xa9", b"|", b"PAR1", b"\\"]
    )
    | st.binary(max_size=8),
    max_size=24,
)  # fmt: skip


@settings(max_examples=EXAMPLES)
@given(st.booleans(), _BYTES)
@example(True, [b'service,opened\nwiki,"', b"\r", b'"x'])
def test_any_bytes_are_answered_or_refused_and_nothing_is_lost(
    catalog: Catalog, headed: bool, parts: list[bytes]
) -> None:
    content = (b"service,opened\n" if headed else b"") + b"".join(parts)
    answer = Answer(catalog, content)
    assert (answer.done is None) == bool(answer.told)
    if answer.done is not None:
        assert answer.done == Done(len(answer.rows) - 1, len(answer.rejects) - 1)
        numbers = [int(row[0]) for row in answer.rejects[1:]]
        assert numbers == sorted(set(numbers))
        assert bool(Answer(catalog, content, rejects=False).told) == bool(numbers)


@settings(max_examples=EXAMPLES)
@given(
    st.lists(st.tuples(st.just("wiki"), st.just(GOOD), _CELLS, _CELLS), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", ";"]),
    st.booleans(),
)
def test_reading_at_once_and_row_by_row_is_the_same(
    rows: list[tuple[str, ...]], end: str, delimiter: str, last: bool
) -> None:
    text = end.join(delimiter.join(row) for row in (("service", "opened", "a", "b"), *rows))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as duck:
        file = Path(folder, "t.csv")
        file.write_bytes((text + (end if last else "")).encode())
        one, other = BadRows("t.csv", keep=True), BadRows("t.csv", keep=True)
        read_tickets(duck, file, Path(folder), one)
        found = duck.execute("SELECT * FROM ticket ORDER BY 1").fetchall()
        duck.execute("DROP TABLE ticket")
        header = read_header(file, frozenset({"service", "opened"}))
        read_any(duck, file, header, Path(folder, "rows.csv"), other)
        assert duck.execute("SELECT * FROM ticket ORDER BY 1").fetchall() == found
        assert list(one) == list(other)
