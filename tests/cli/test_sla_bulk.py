"""`sportello sla bulk`: a file of tickets in, the same with deadlines out."""

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
TICKETS = "id,service,opened\n1,wiki,2026-01-05T17:30\n2,pump,2026-01-05T17:30+01:00\n"


def test_csv_is_printed(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    result = run("sla", "bulk", tmp_path / "t.csv", "--catalog", catalog_at())
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
id,service,opened,severity,policy,due_take_in_charge,due_first_response,due_next_update,due_resolution
1,wiki,2026-01-05T17:30,ordinary,base,,2026-01-12T17:30:00+01:00,,
2,pump,2026-01-05T17:30+01:00,high,high,,2026-01-07T08:30:00+01:00,,
"""
    )
    assert result.stderr == ""


def test_parquet_is_written_where_it_is_asked_for(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    output = tmp_path / "it's due.parquet"
    result = run("sla", "bulk", tmp_path / "t.csv", "--output", output, "--catalog", catalog_at())
    assert (result.exit_code, result.output) == (0, f"Wrote 2 tickets to {output}.\n")
    with duckdb.connect() as duck:
        rows = duck.read_parquet(str(output)).project("id, due_first_response").fetchall()
    assert rows == [("1", "2026-01-12T17:30:00+01:00"), ("2", "2026-01-07T08:30:00+01:00")]


def test_bad_rows_are_told_and_the_earlier_output_stays(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(TICKETS + "3,wiky,2026-01-05T17:30\n4,wiki,soon\n")
    output = tmp_path / "o.csv"
    output.write_text("earlier")
    result = run("sla", "bulk", tmp_path / "t.csv", "--output", output, "--catalog", catalog_at())
    assert result.exit_code == 1
    assert result.stdout == ""
    assert [line.partition(": write")[0] for line in result.stderr.splitlines()] == [
        f'Error: {tmp_path}/t.csv, row 4: unknown service "wiky": did you mean "wiki"?',
        f'Error: {tmp_path}/t.csv, row 5: opened: "soon" is not an instant',
    ]
    assert output.read_text() == "earlier"


def test_bad_rows_go_to_a_file_of_their_own_if_one_is_named(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    tickets, output, rejects = (tmp_path / f"{name}.csv" for name in "tor")
    tickets.write_text(TICKETS + "3,wiky,2026-01-05T17:30\n")
    asked = ("sla", "bulk", tickets, "--catalog", catalog_at(), "--rejects", rejects)
    result = run(*asked, "--output", output)
    assert (result.exit_code, result.stdout) == (1, f"Wrote 2 tickets to {output}.\n")
    assert result.stderr == f"Error: 1 row is not answered: {rejects} says which, and why\n"
    assert len(output.read_text().splitlines()) == 3
    assert rejects.read_text().splitlines() == [
        "rejected_row,rejected_because,id,service,opened",
        '4,"unknown service ""wiky"": did you mean ""wiki""?",3,wiky,2026-01-05T17:30',
    ]
    printed = run(*asked)
    assert (printed.exit_code, printed.stdout) == (1, output.read_text())
    tickets.write_text(TICKETS)
    assert run(*asked).exit_code == 0
    assert rejects.read_text() == "rejected_row,rejected_because,id,service,opened\n"


def test_rejects_do_not_replace_the_tickets(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    tickets = tmp_path / "t.csv"
    tickets.write_text(TICKETS)
    for words in ([], ["--output", tmp_path / "r.csv"]):
        rejects = words[-1] if words else tickets
        asked = ("sla", "bulk", tickets, *words, "--rejects", rejects)
        result = run(*asked, "--catalog", catalog_at())
        assert (result.exit_code, "is another file of this command" in result.output) == (2, True)
    assert tickets.read_text() == TICKETS


@pytest.mark.parametrize("link", [False, True])
def test_deadlines_do_not_replace_the_tickets(
    run: Run, catalog_at: Write, tmp_path: Path, link: bool
) -> None:
    tickets = tmp_path / "t.csv"
    tickets.write_text(TICKETS)
    output = tmp_path / "o.csv" if link else tickets
    if link:
        output.symlink_to(tickets)
    result = run("sla", "bulk", tickets, "--output", output, "--catalog", catalog_at())
    assert (result.exit_code, "is the file of the tickets" in result.output) == (2, True)
    assert tickets.read_text() == TICKETS


def test_device_is_left_alone(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for words in (["t.csv", "--rejects", pipe], ["t.csv", "--output", pipe], ["pipe.csv"]):
        file, *more = words
        result = run("sla", "bulk", tmp_path / str(file), *more, "--catalog", catalog_at())
        assert (result.exit_code, f"{pipe} is no file: name one" in result.output) == (2, True)
    assert pipe.is_fifo()


@pytest.mark.parametrize("option", ["--rejects", "--output"])
def test_file_that_cannot_be_written_is_named(
    run: Run, catalog_at: Write, tmp_path: Path, option: str
) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    there = tmp_path / "none" / "o.csv"
    result = run("sla", "bulk", tmp_path / "t.csv", option, there, "--catalog", catalog_at())
    assert isinstance(result.exception, SystemExit)
    assert f"{there}: No such file or directory" in result.output


def test_misuse_is_explained(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    root = catalog_at()
    missing = run("sla", "bulk", tmp_path / "no.csv", "--catalog", root)
    assert (missing.exit_code, "does not exist" in missing.output) == (2, True)
    ending = run("sla", "bulk", tmp_path / "t.csv", "--output", "o.xlsx", "--catalog", root)
    assert (ending.exit_code, "neither .csv nor .parquet" in ending.output) == (2, True)


def test_a_catalog_with_errors_is_told_and_nothing_computed(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(TICKETS)
    root = catalog_at(("calendars.yaml", "08:00-18:00", "08:00-18"))
    result = run("sla", "bulk", tmp_path / "t.csv", "--catalog", root)
    assert (result.exit_code, "calendars.yaml:7:" in result.output) == (1, True)
