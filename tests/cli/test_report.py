"""`sportello report`: exports of tickets in, figures out."""

import csv
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from sportello.report import make

Run = Callable[..., Result]
Write = Callable[..., Path]
TICKETS = """\
reference,service,channel,opened,first_response,resolved,vote,voted
1,wiki,mail,2026-01-05T09:30,2026-01-05T11:00,2026-01-06T10:00,positive,2026-01-07T10:00
2,wiki,phone,2026-01-05T10:30,2026-01-05T10:30,2026-01-08T10:00,,
3,pump,mail,2026-01-12T10:30,,,,
5,pump,portal,2026-02-02T10:30,2026-02-20T10:00,,,
"""
UNKNOWN = "6,wiky,mail,2026-01-12T10:30,,,,\n"


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    file = tmp_path / "tickets.csv"
    file.write_text(TICKETS)
    return file


@pytest.fixture
def catalog(catalog_at: Write) -> Path:
    return catalog_at()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("", "no ticket of the file can be counted: it has none"),
        (UNKNOWN, 'no ticket of the file can be counted: unknown service "wiky"'),
    ],
)
def test_of_no_ticket_there_is_no_report_without_an_instant(
    run: Run, catalog: Path, tmp_path: Path, rows: str, why: str
) -> None:
    file = tmp_path / "empty.csv"
    file.write_text(TICKETS.splitlines(keepends=True)[0] + rows)
    result = run("report", file, "--catalog", catalog)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{file}:1:1: error Q004: {why}" in result.stderr
    quiet = run("report", file, "--catalog", catalog, "--as-of", "2026-02-01T09:00")
    assert quiet.exit_code == 0


def test_text_is_printed_and_nothing_else(run: Run, catalog: Path, tickets: Path) -> None:
    result = run("report", tickets, "--catalog", catalog)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "As of Fri 20 Feb 2026 10:00; all times are those of Europe/Rome." in result.stdout
    assert "Kept over" not in result.stdout
    assert "66.6% 2/3" in result.stdout
    assert "3       Pump     First contact  2026-01-12 11:30" in result.stdout
    assert "Nothing: every row is counted." in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_json_is_all_of_it(run: Run, catalog: Path, tickets: Path) -> None:
    result = run("report", tickets, "--format", "json", "--catalog", catalog)
    said = json.loads(result.stdout)
    assert said["as_of"] == "2026-02-20T10:00:00+01:00"
    assert said["sources"][0]["counted"] == 4
    assert said["figures"][0]["tables"][0]["rows"][0]["values"]["opened"] == 4


def test_the_ending_says_what_is_written(
    run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    for ending in (".html", ".csv", ".json", ".parquet"):
        output = tmp_path / f"report{ending}"
        result = run("report", tickets, "--output", output, "--catalog", catalog)
        assert result.exit_code == 0, result.output
        assert result.stdout == f"Wrote {output}: 4 rows counted, as of 2026-02-20 10:00.\n"
    assert (tmp_path / "report.html").read_bytes().startswith(b"<!doctype html>")
    opened = ("opened", "", "4", "")
    with (tmp_path / "report.csv").open(newline="") as file:
        rows = [(r["measure"], r["by"], r["value"], r["of"]) for r in csv.DictReader(file)]
    assert opened in rows
    with duckdb.connect() as duck:
        found = duck.read_parquet(str(tmp_path / "report.parquet"))
        assert len(found.fetchall()) == len(rows)
    assert json.loads((tmp_path / "report.json").read_bytes())["version"] == 1
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {
        "catalog",
        "tickets.csv",
        *(f"report.{each}" for each in ("html", "csv", "json", "parquet")),
    }


def test_tickets_and_figures_are_chosen(run: Run, catalog: Path, tickets: Path) -> None:
    chosen = ("--only", "service=wiki", "--figures", "opened,first_contact", "--format", "json")
    said = json.loads(run("report", tickets, "--catalog", catalog, *chosen).stdout)
    assert [each["name"] for each in said["figures"]] == ["opened", "first_contact"]
    assert said["figures"][0]["tables"][0]["rows"][0]["values"]["opened"] == 2
    assert said["excluded"] == {"other": 2}
    assert {each["service"] for each in said["breaches"]} <= {"wiki"}
    both = ("--only", "service=wiki", "--only", "service=pump", "--only", "channel=mail")
    result = run("report", tickets, "--catalog", catalog, *both, "--format", "json")
    assert json.loads(result.stdout)["excluded"] == {"other": 2}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--only", "service=wiky"), 'no ticket has the service "wiky": did you mean "wiki"?'),
        (
            ("--only", "servce=wiki"),
            'tickets cannot be chosen by "servce": did you mean "service"?',
        ),
        (("--only", "wiki"), '"wiki" chooses no tickets: write such as service=wiki'),
        (("--figures", "openned"), 'there is no figure "openned": did you mean "opened"?'),
        (("--only", "service=wiki", "--publish"), "is of all tickets: leave --only out"),
    ],
)
def test_what_nothing_is_called_so_cannot_be_chosen(
    run: Run, catalog: Path, tickets: Path, option: tuple[str, ...], said: str
) -> None:
    result = run("report", tickets, "--catalog", catalog, *option)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_year_that_is_mistyped_moves_nothing(run: Run, catalog: Path, tickets: Path) -> None:
    tickets.write_text(TICKETS.replace("2026-02-20T10:00", "2096-02-20T10:00"))
    result = run("report", tickets, "--catalog", catalog)
    assert "2096" not in result.stdout
    assert "Q016 a time has not come yet: 1 row, counted all the same (tickets.csv: 5)" in (
        result.stdout
    )


def test_a_day_is_its_end(run: Run, catalog: Path, tickets: Path) -> None:
    for day in ("2026-01-31", "2026-02-01T00:00"):
        result = run("report", tickets, "--as-of", day, "--catalog", catalog)
        assert "As of Sun 1 Feb 2026 00:00" in result.stdout
        assert "January 2026: promises" in result.stdout


def test_every_output_that_is_named_is_written(
    run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    result = run("report", tickets, "--output", page, "--output", table, "--catalog", catalog)
    assert result.exit_code == 0, result.output
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        f"Wrote {page}",
        f"Wrote {table}",
    ]
    assert page.exists()
    assert table.exists()
    again = run("report", tickets, "--output", page, "--output", page, "--catalog", catalog)
    assert f"{page} is named twice: leave one --output out" in again.stderr


def test_a_page_speaks_the_first_language_of_the_desk_unless_another_is_asked_for(
    run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    run("report", tickets, "--output", page, "--catalog", catalog)
    assert '<html lang="it">' in page.read_text()
    run("report", tickets, "--output", page, "--language", "en", "--catalog", catalog)
    assert '<html lang="en">' in page.read_text()
    assert "in tutto" in run("report", tickets, "--language", "it", "--catalog", catalog).stdout


def test_parts_months_and_the_instant_are_chosen(run: Run, catalog: Path, tickets: Path) -> None:
    options = ("--by", "service,month", "--months", "opened", "--as-of", "2026-01-31T12:00")
    result = run("report", tickets, *options, "--format", "json", "--catalog", catalog)
    said = json.loads(result.stdout)
    assert said["month_of"] == "opened"
    assert said["as_of"] == "2026-01-31T12:00:00+01:00"
    opened = said["figures"][0]["tables"]
    assert [table["by"] for table in opened] == [[], ["service", "month"]]
    assert opened[0]["rows"][0]["values"]["opened"] == 3


def test_rows_that_are_not_counted_are_told_and_cost_the_status_only_where_that_is_asked(
    run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    tickets.write_text(TICKETS + UNKNOWN)
    result = run("report", tickets, "--catalog", catalog)
    assert result.exit_code == 0
    assert result.stderr == "Note: 1 row is not counted: the report says which, and why.\n"
    assert 'unknown service "wiky": 1 row, not counted (tickets.csv: 6)' in result.stdout
    output = tmp_path / "report.json"
    strict = run("report", tickets, "--strict", "--output", output, "--catalog", catalog)
    assert strict.exit_code == 1
    assert output.exists()


def test_the_rows_that_are_counted_can_be_had(
    run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    run("report", tickets, "--rows", tmp_path / "rows", "--catalog", catalog)
    with duckdb.connect() as duck:
        found = duck.read_parquet(str(tmp_path / "rows" / "ticket.parquet")).fetchall()
    assert len(found) == 4


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--output {tmp}/report.pdf", "does not end in .html, .csv, .json or .parquet"),
        ("--output {tmp}/tickets.csv", "is a file that is read: name another"),
        ("--output {tmp}/none/report.csv", "there is no folder {tmp}/none: make it"),
        ("--output {tmp}/folder.csv", "is no file: name one with --output"),
        ("--rows {tmp}/tickets.csv", "is a file: name a directory with --rows"),
        ("--rows {tmp}/none/rows", "there is no folder {tmp}/none: make it"),
        ("--rows {tmp} --output {tmp}/cycle.parquet", "--rows would write over"),
        ("--output {tmp}/r.json --format json", "leave --format json out"),
        ("--output {tmp}/r.csv --language it", "has no language: leave --language out"),
        ("--format json --language it", "has no language: leave --language out"),
        ("--language xx", 'there are no words in "xx"'),
        ("--export x --system jira", "leave --system out"),
        ("--by service,,month", "names no parts"),
        ("--by month,month", "names a part twice"),
        ("--by servise", 'can be parted by "servise": did you mean "service"?'),
        ("--as-of 2026-03-29T02:30", "--as-of: "),
        ("{tmp}/tickets.csv", "is named twice"),
        ("--outages {tmp}/outages.csv", "no service promises availability"),
        ("--events {tmp}/nothing.csv", "does not exist"),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_written(
    options: str, said: str, run: Run, catalog: Path, tickets: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "outages.csv").write_text("service,from,to\n")
    before = sorted(tmp_path.rglob("*"))
    given = options.format(tmp=tmp_path).split()
    result = run("report", tickets, *given, "--catalog", catalog)
    assert result.exit_code == 2, result.output
    assert said.format(tmp=tmp_path) in result.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert tickets.read_text() == TICKETS


def test_an_unknown_system_is_answered_with_the_nearest(
    run: Run, catalog: Path, tickets: Path
) -> None:
    result = run("report", tickets, "--system", "jirra", "--catalog", catalog)
    assert result.exit_code == 1
    assert 'no ticket system is called "jirra"' in result.stderr
    assert 'did you mean "jira"?' in result.stderr


@pytest.mark.parametrize("raised", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_whoever_stops_it_is_told_that_nothing_is_left(
    raised: BaseException,
    run: Run,
    catalog: Path,
    tickets: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise raised  # DuckDB says so in its own way, if it is at work

    monkeypatch.setattr(make, "fill", stopped)
    output = tmp_path / "report.html"
    output.write_text("earlier")
    before = sorted(tmp_path.rglob("*"))
    result = run("report", tickets, "--output", output, "--catalog", catalog)
    assert (result.exit_code, result.stderr) == (130, "Stopped: no report is written.\n")
    assert output.read_text() == "earlier"
    assert sorted(tmp_path.rglob("*")) == before


def test_a_terminal_sees_how_far_it_is(catalog: Path, tickets: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sportello", "report", str(tickets), "--catalog", str(catalog)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, timeout=60, check=True)
    os.close(theirs)
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert done.returncode == 0
    assert said.startswith("\r\x1b[K")
    assert said.endswith("\r\x1b[K")
    assert ": " in said
