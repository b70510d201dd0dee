"""Whatever is in an export: it is read, each row counted or doubted, or told what is wrong."""

import csv
import io
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exports.reading import read
from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.exports.problems import ExportError

EXAMPLES = int(os.environ.get("EXAMPLES", "60"))
HEADINGS = (
    *("reference", "opened", "service", "severity", "resolved", "updated", "paused", "vote"),
    *("Comment", "Comment", "", "state"),
)
PARTS = st.sampled_from(
    [b"reference,opened,service\n", b"ticket;opened;service;severity;\r\n", b"ticket\topened\tservice\r",
     b"1,2026-01-05T10:00,wiki", b"1;2026-01-05T10:00;wiki;high;", b"ticket,at,event,service\n",
     b"1,2026-01-05T10:00,opened,wiki", b"Issue key,Created,Component/s\n", b"ID;Opening date;Category\n",
     b"2026-10-25T02:30", b"05/01/2026 10:00", b",", b";", b'"', b"\n", b"\r", b"\r\n", b"\t", b"\xff",
     b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"\xc3\xa9", b"[", b"{", b"]", b"}", b":", b"1e999", b"null",
     b'{"reference": "1", "service": "wiki", "opened": "2026-01-05T10:00"}', b'"events"', b'"issues"', b'"key"',
     b"\\ud800", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"x" * 131_073]
)  # fmt: skip
CELLS = st.sampled_from(
    ["1", "2", "wiki", "pump", "wikki", "high", "2026-01-08T10:00", "2026-03-29T02:30", "2026-10-25T02:30",
     "03/04/2026 10:00", "05/Jan/26 4:30 PM", "1767627000", "2:15", "-2:15", "1,5", "positive", "", " ",
     'a "quote"', "two\nlines", "a;b,c\td", "\ufeff", "=1+1", "Total: 3"]
) | st.text(max_size=5)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exports")


@pytest.fixture(scope="module")
def catalog(folder: Path) -> Catalog:
    for name, text in SMALL.items():
        file = folder / "catalog" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return load(folder / "catalog").catalog


@settings(max_examples=EXAMPLES)
@given(st.lists(PARTS | st.binary(max_size=6), max_size=12), st.booleans())
@example([b"[" * 100_000], False)
@example([b'{"key": 1, "fields": [], "changelog": 3}'], False)
def test_any_bytes_are_read_or_told(
    catalog: Catalog, folder: Path, parts: list[bytes], as_events: bool
) -> None:
    file = folder / "export"
    file.write_bytes(b"".join(parts))
    with suppress(ExportError):
        if as_events:
            read(catalog, events=(file,))
        else:
            read(catalog, file)


@settings(max_examples=EXAMPLES)
@given(
    st.permutations(HEADINGS),
    st.lists(st.lists(CELLS, min_size=len(HEADINGS), max_size=len(HEADINGS)), max_size=8),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_no_row_of_any_table_is_lost(
    catalog: Catalog,
    folder: Path,
    headings: list[str],
    rows: list[list[str]],
    delimiter: str,
    end: str,
    mark: str,
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([headings, *rows])
    file = folder / "table.csv"
    file.write_bytes((mark + text.getvalue()).encode("utf-8", "surrogatepass"))
    with suppress(ExportError):
        found = read(catalog, file)
        assert {each["reference"] for each in found.exported} <= {
            row[headings.index("reference")].strip() for row in rows
        }
