"""Kinds of files: the same tickets, whatever they are written in."""

import gzip
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from exports.reading import read, refused, written
from sportello.catalog.model import Catalog

HEADER = ("reference", "opened", "service", "paused", "note")
TICKETS = (
    ("7", "2026-01-08 10:00:00", "wiki", "8100", 'two\nlines, "quoted"; and a semicolon'),
    ("8", "2026-01-09 10:00:00", "pump", "", "caffè"),
)
MEANT = [
    {"reference": "7", "service": "wiki", "opened": 1_767_862_800_000_000, "paused": 8100},
    {"reference": "8", "service": "pump", "opened": 1_767_949_200_000_000},
]
Write = Callable[[Path], object]


def objects() -> list[dict[str, object]]:
    return [dict(zip(HEADER, cells, strict=True)) for cells in TICKETS]


def csv(
    file: Path, mark: str = "", delimiter: str = ",", end: str = "\n", code: str = "utf-8"
) -> None:
    quoted = [
        [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in (HEADER, *TICKETS)
    ]
    file.write_bytes((mark + end.join(delimiter.join(row) for row in quoted) + end).encode(code))


def xlsx(file: Path) -> None:
    """Write a workbook with a title, typed cells and a row left blank."""
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Tickets of January")
        sheet.write_row(3, 1, HEADER)
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        hours = book.add_format({"num_format": "[h]:mm:ss"})
        sheet.write(4, 1, 7)
        sheet.write_datetime(4, 2, datetime(2026, 1, 8, 10), moment)
        sheet.write(4, 3, "wiki")
        sheet.write_datetime(4, 4, timedelta(hours=2, minutes=15), hours)
        sheet.write(6, 1, "8")
        sheet.write(6, 2, "2026-01-09T10:00")
        sheet.write(6, 3, "pump")


def parquet(file: Path) -> None:
    with duckdb.connect() as duck:
        duck.execute(
            "COPY (SELECT 7 AS reference, TIMESTAMP '2026-01-08 10:00' AS opened, 'wiki' AS service, "
            "8100.0 AS paused UNION ALL SELECT 8, TIMESTAMP '2026-01-09 10:00', 'pump', NULL) "
            f"TO '{file}' (FORMAT parquet)"
        )


def packed(file: Path, write: Write) -> None:
    plain = file.with_suffix("")
    write(plain)
    file.write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()


KINDS: dict[str, tuple[Write, tuple[int, int]]] = {
    "commas.csv": (csv, (2, 3)),
    "semicolons.csv": (lambda file: csv(file, "\ufeff", ";", "\r\n"), (2, 3)),
    "tabs.csv": (lambda file: csv(file, "", "\t", "\r"), (2, 3)),
    "list.json": (lambda file: file.write_text(json.dumps(objects(), indent=1)), (1, 2)),
    "lines.json": (
        lambda file: file.write_text("\ufeff" + "\n\n".join(map(json.dumps, objects()))),
        (1, 3),
    ),
    "packed.csv.gz": (lambda file: packed(file, csv), (2, 3)),
    "packed.json.gz": (
        lambda file: packed(file, lambda to: to.write_text(json.dumps(objects())) and None),
        (1, 2),
    ),
    "book.xlsx": (xlsx, (5, 7)),
    "columns.parquet": (parquet, (1, 2)),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_tells_the_same_tickets(
    small: Catalog, tmp_path: Path, name: str
) -> None:
    write, rows = KINDS[name]
    write(tmp_path / name)
    found = read(small, tmp_path / name)
    paused = {"paused_in": "business time"}
    assert found.exported == [
        {"file": 0, "row": row, **ticket, **(paused if "paused" in ticket else {})}
        for row, ticket in zip(rows, MEANT, strict=True)
    ]
    assert not found.doubts


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf \n", "the file is empty"),
        ("a.csv", "reference,opened".encode("utf-16"), "the file is UTF-16"),
        ("a.csv", "reference,opened".encode("utf-16-le"), "the file is UTF-16"),
        ("a.csv", b"%PDF-1.7\n", "the file is a PDF"),
        ("a.zst", b"\x28\xb5\x2f\xfd", "the file is compressed"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "the file is an old Excel workbook"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "the file is no whole XLSX workbook"),
        ("a.parquet", b"PAR1 and nothing more", "the file is no whole Parquet file"),
        (
            "a.gz",
            gzip.compress(b"reference,opened,service\n" * 99, mtime=0)[:-9],
            "the file is not whole as gzip packs it",
        ),
        ("a.json", b"[1, 2]", "the file has no ticket in JSON"),
        ("a.json", b"[]", "the file has no ticket in JSON"),
        (
            "a.json",
            b'[{"reference": "1", "opened": "", "service": ""},',
            "the file is no whole list in JSON",
        ),
        ("a.json", b'[{"reference": "1"}, {"opened": }]', "the file is no whole list in JSON"),
    ],
    ids=str,
)
def test_what_is_no_table_is_told_with_its_remedy(
    small: Catalog, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ((code, told, hint),) = refused(small, tmp_path / name)
    assert (code, told) == ("Q001", message)
    assert hint


def test_a_packed_file_is_named_as_it_was_given(small: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "export.csv.gz"
    file.write_bytes(gzip.compress(b"begun,service\n1,wiki\n"))
    with pytest.raises(ValueError, match=r"export\.csv\.gz:1:1"):
        read(small, file)


def test_what_comes_later_in_json_is_a_column_too(
    small: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sportello.exports.files.json.BATCH_ROWS", 2)
    rows = [{"reference": n, "opened": "2026-01-08T10:00", "service": "wiki"} for n in range(5)]
    file = tmp_path / "export.json"
    file.write_text(
        "\n".join(map(json.dumps, [*rows, {**rows[0], "reference": 5, "severity": "high"}]))
    )
    found = read(small, file)
    assert [each.get("severity") for each in found.exported] == [None] * 5 + ["high"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("1,2026-01-08T10:00",), "a row has fewer cells than the header"),
        (("1,2026-01-08T10:00,wiki,more",), "a row has more cells than the header"),
        (
            ('1,"2026-01-08T10:00,wiki', "2,2026-01-08T10:00,wiki"),
            "a row has a quote that is not closed",
        ),
        (("1,2026-01-08T10:00,w\0ki",), "a row holds a character that is no text (NUL)"),
    ],
)
def test_a_row_that_cannot_be_read_costs_itself_alone(
    small: Catalog, tmp_path: Path, rows: tuple[str, ...], told: str
) -> None:
    found = read(small, written(tmp_path, *rows, "9,2026-01-08T10:00,wiki"))
    assert found.told() == [(2, "Q003", told)]
    assert found.exported[-1]["reference"] == "9"
