"""`sla bulk` and `sla clock` with `--export`: tickets as their systems export them, read as for reports."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[1] / "exports" / "systems" / "samples"
DESK = Path(__file__).parents[1] / "report" / "desk"


ISSUES = SAMPLES / "jira" / "issues.csv"
SEARCH = SAMPLES / "jira" / "search.json"
NOW = ("--now", "2026-01-08T10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The desk, with a project and a state of the samples."""
    root = tmp_path / "desk"
    for file in DESK.rglob("*.yaml"):
        copy = root / file.relative_to(DESK)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text().replace("jira: In Progress", "jira: Open")
        copy.write_text(text.replace("service: {Posta: mail,", "service: {SUP: shop, Posta: mail,"))
    return root


def test_an_export_is_answered_by_its_entry_in_the_catalog(run: Run) -> None:
    result = run("sla", "bulk", ISSUES, "--export", "jira", "--catalog", DESK)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        result.stdout
        == """\
reference,service,channel,impact,urgency,type,phase,cause,contract,state,opened,severity,policy,due_take_in_charge,due_first_response,due_next_update,due_resolution
SUP-1,shop,,,,incident,,,,resolved,2026-01-05 08:12:00+00,high,commerce,,2026-01-07T20:00:00+01:00,,2026-01-08T15:12:00+01:00
SUP-2,shop,,,,request,,,,,2026-01-06 23:10:00+00,low,commerce,,2026-01-08T20:00:00+01:00,,2026-01-09T14:00:00+01:00
"""
    )


def test_rows_that_cannot_be_right_are_told_by_their_numbers_in_the_export(
    run: Run, tmp_path: Path
) -> None:
    export, output, rejects = (tmp_path / f"{name}.csv" for name in ("export", "due", "rejects"))
    export.write_text(ISSUES.read_text().replace("Low,Shop", "Lowest,Shop"))
    asked = ("sla", "bulk", export, "--export", "jira", "--catalog", DESK, "--output", output)
    result = run(*asked)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f'Error: {export}, row 3: unknown severity "Lowest": ')
    assert "values: " in result.stderr
    assert not output.exists()
    result = run(*asked, "--rejects", rejects)
    assert (result.exit_code, result.stdout) == (1, f"Wrote 1 tickets to {output}.\n")
    header, row = rejects.read_text().splitlines()
    assert header.startswith("rejected_row,rejected_because,reference,")
    assert row.startswith("3,")
    assert row.endswith(",SUP-2")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jirra", 'no export is called "jirra"'),
        ("zendesk", "no column holds the "),
    ],
)
def test_an_export_that_is_not_there_or_does_not_fit_is_told(
    run: Run, name: str, message: str
) -> None:
    result = run("sla", "bulk", ISSUES, "--export", name, "--catalog", DESK)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_clocks_pause_by_the_changes_that_an_export_holds(run: Run, desk: Path) -> None:
    result = run("sla", "clock", SEARCH, "--export", "jira", "--catalog", desk, *NOW)
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
ticket  promise         state        due                          used    margin
SUP-1   first response  met          Wed  7 Jan 2026 20:00     2:52:56     19:55
SUP-1   resolution      met          Thu  8 Jan 2026 18:06:53  7:53:07  22:06:53
SUP-2   first response  not started
SUP-2   resolution      running      Fri  9 Jan 2026 14:00       14:00     16:00
cycles of promises: 1 running, 2 met
"""
    )
    assert f"{SEARCH}:2:1: warning Q003: an event is of an issue with only some" in result.stderr


def test_clocks_of_rows_alone_say_that_pauses_are_not_known(run: Run, desk: Path) -> None:
    result = run("sla", "clock", ISSUES, "--export", "jira", "--catalog", desk, *NOW)
    assert result.exit_code == 0
    assert "SUP-1   resolution      met      Thu  8 Jan 2026 15:12  10:48" in result.stdout
    note = "nothing tells what happened to 2 tickets in between: pauses are not known"
    assert f"Note: {note}." in result.stderr


def test_what_happened_may_stand_in_a_file_of_its_own(run: Run, desk: Path) -> None:
    folder = SAMPLES / "freshdesk"
    asked = ("sla", "clock", folder / "tickets.csv", "--export", "freshdesk", "--catalog", desk)
    alone, both = (
        run(*asked, *NOW, *more) for more in ((), ("--events", folder / "activities.json"))
    )
    assert (alone.exit_code, both.exit_code) == (0, 0)
    used = "used      2:53:08, 27:06:52 to spare"
    assert used not in alone.stdout
    assert used in both.stdout
    assert "Note:" in alone.stderr
    assert "Note:" not in both.stderr


def test_clocks_are_not_read_of_an_export_with_rows_that_cannot_be_right(run: Run) -> None:
    result = run("sla", "clock", SEARCH, "--export", "jira", "--catalog", DESK, *NOW)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f'{SEARCH}:2:1: error Q007: unknown service "SUP"' in result.stderr


def test_events_beside_what_is_no_export_are_refused(run: Run) -> None:
    result = run("sla", "clock", SEARCH, "--events", SEARCH, "--catalog", DESK, *NOW)
    assert result.exit_code == 2
    assert "--events is of an export: say which one with --export" in result.stderr
