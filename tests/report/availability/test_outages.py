"""What a list of outages may be, and what is said of what it may not be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from report.rows import instant
from sportello.api import loading
from sportello.report.availability import Downtime, OutageError, read_outages

Read = Callable[[str], tuple[Downtime, ...]]


@pytest.fixture
def read(catalog_at: Callable[..., Path], tmp_path: Path) -> Read:
    catalog = loading.load(catalog_at())

    def read(text: str) -> tuple[Downtime, ...]:
        file = tmp_path / "outages.csv"
        file.write_text(text)
        return read_outages(catalog, file)

    return read


def test_what_a_spreadsheet_writes_is_read(read: Read) -> None:
    first, second = read(
        "\ufeffService;From;To;Kind;Reason\r\n"
        'wiki;2026-02-03 17:30;2026-02-04 09:00;maintenance;"Disk; full"\r\n'
        ";;;;\r\n"
        "pump;2026-02-03T16:30Z;;;\r\n"
    )
    begun = instant("2026-02-03 17:30")
    assert (first.service, first.kind, first.start) == ("wiki", "maintenance", begun)
    assert (second.service, second.kind, second.start) == ("pump", "outage", begun)
    assert second.end is None


@pytest.mark.parametrize(
    ("text", "code", "line", "message", "hint"),
    [
        ("", "A001", 1, 'there is no column "service"', "from, to"),
        ("service,from,until\n", "A001", 1, 'unknown column "until"', "from, to"),
        ("service,from,to,to\n", "A001", 1, 'column "to" comes twice', "remove one"),
        ("service,from,to\nwiki\n", "A001", 2, "this row has 1 cells, the first row has 3", "fill"),
        ('service,from,to\n"wiki,1,2\n', "A001", 2, "not CSV", "close the quotes"),
        ("service,from,to\nwikki,2026-02-03T10:00,\n", "A002", 2, 'service "wikki"', '"wiki"'),
        ("service,from,to\nwiki,yesterday,\n", "A002", 2, "yesterday", "2026-01-05T17:30"),
        ("service,from,to\nwiki,2026-03-29T02:30,\n", "A002", 2, "does not exist", "03:30"),
        ("service,from,to\nwiki,2026-10-25T02:30,\n", "A002", 2, "comes twice", "+02:00"),
        ("service,from,to\nwiki,2026-02-03T10:00,2026-02-03T09:00\n", "A002", 2, "before", "swap"),
        (
            "service,from,to,kind\nwiki,2026-02-03T10:00,,planned\n",
            "A002",
            2,
            'kind "planned"',
            "maintenance, outage",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_the_remedy(
    read: Read, text: str, code: str, line: int, message: str, hint: str
) -> None:
    with pytest.raises(OutageError) as raised:
        read(text)
    found = next(each for each in raised.value.findings if message in each.message)
    assert found.code == code
    assert hint in (found.hint or "")
    assert found.where is not None
    assert found.where.line == line


def test_all_that_is_wrong_is_told_in_one_run(read: Read) -> None:
    with pytest.raises(OutageError) as raised:
        read("service,from,to\nx,2026-02-03T10:00,\nwiki,never,\nwiki,2026-02-03T10:00,\n")
    lines = [each.where.line for each in raised.value.findings if each.where]
    assert lines == [2, 3]
