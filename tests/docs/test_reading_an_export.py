"""The page of reports: its export is read by its entry, and each row is told as the page says."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from sportello.catalog import load
from sportello.exports.read import read_exports
from sportello.exports.values.clock import NONE, Clock
from sportello.exports.values.durations import read_seconds, unit_of
from sportello.worktime.zones import Zone

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text()
SECTION = PAGE.partition("## Reading an export\n")[2].partition("\n## ")[0]
EXPORTS, EXPORT, TOLD = re.findall(
    r"^```(?:yaml|csv|text)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL
)
TIMES = re.findall(r"^\| `([^`]+)`.*? \| (nothing|[\d :-]+)", SECTION, re.MULTILINE)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def test_the_export_is_read_by_its_entry(catalog_at: Callable[..., Path], tmp_path: Path) -> None:
    root = catalog_at(("sla.yaml", "lifecycle:", f"{EXPORTS}lifecycle:"))
    file = tmp_path / "export.csv"
    file.write_text(EXPORT)
    loaded = load(root)
    assert not loaded.findings
    with duckdb.connect() as duck:
        (found,) = read_exports(duck, loaded.catalog, [file])
        doubts = duck.execute("SELECT row, code, message FROM doubt ORDER BY row").fetchall()
        tickets = duck.execute(
            "SELECT row, service, severity, channel, paused, paused_in FROM exported ORDER BY row"
        ).fetchall()
    assert found.system == "jira"
    assert "".join(f"row {row}: {code} {message}\n" for row, code, message in doubts) == TOLD
    assert tickets == [
        (2, "wiki", "high", "portal", 5400, "business time"),
        (8, "pump", "ordinary", "portal", None, None),
    ]


@pytest.mark.parametrize(("written", "read"), TIMES)
def test_times_are_read_as_the_page_says(written: str, read: str) -> None:
    zone = Zone("Europe/Rome")
    (instant,) = Clock((), zone).read([written]).instants.tolist()
    if read == "nothing":
        assert instant == NONE
    else:
        shown = (EPOCH + timedelta(microseconds=instant)).astimezone(zone)
        assert f"{shown:%Y-%m-%d %H:%M:%S}" == read.strip()


def test_lengths_of_time_are_read_as_the_page_says() -> None:
    written = re.search(r"\*\*Lengths of time\*\*(.*)", SECTION, re.DOTALL)
    assert written
    *bare, heading, number = re.findall(r"`([^`]+)`", written[1])
    assert [read_seconds(each, None) for each in bare] == [451_800, 8_100, 8_100]
    assert read_seconds(number, unit_of(heading)) == 5400
