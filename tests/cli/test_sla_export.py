"""`sla bulk --export`: tickets as their system exports them, read as reports read them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[1] / "exports" / "systems" / "samples"
DESK = Path(__file__).parents[1] / "report" / "desk"


ISSUES = SAMPLES / "jira" / "issues.csv"


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
