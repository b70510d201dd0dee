"""`sportello sla due`: the deadline, and the days that were counted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
REAL = Path(__file__).parents[2] / "catalog"


def test_first_contact_of_the_credit_platform_counts_no_holiday(run: Run) -> None:
    result = run(
        "sla", "due", "piattaforma-crediti", "--opened", "2026-01-05T17:30", "--catalog", REAL
    )
    assert result.exit_code == 0
    assert "first response: Monday 12 January 2026 17:30\n" in result.output
    days = result.output[result.output.index("  Mon  5 Jan") : result.output.index("\n\nWhy")]
    assert (
        days
        == """\
  Mon  5 Jan 2026  17:30-18:00                0:30   total 0:30
  Tue  6 Jan 2026  holiday: Epiphany
  Wed  7 Jan 2026  08:00-18:00               10:00   total 10:30
  Thu  8 Jan 2026  08:00-18:00               10:00   total 20:30
  Fri  9 Jan 2026  08:00-18:00               10:00   total 30:30
  Sat 10 Jan 2026  weekend
  Sun 11 Jan 2026  weekend
  Mon 12 Jan 2026  08:00-17:30                9:30   total 40:00"""
    )


def test_json_tells_the_same(run: Run) -> None:
    result = run(
        "sla", "due", "piattaforma-crediti", "--opened", "2026-01-05T17:30+01:00",
        "--channel", "mail", "--catalog", REAL, "--format", "json",
    )  # fmt: skip
    answer = json.loads(result.output)
    first = answer["targets"]["first_response"]
    assert first["due"] == "2026-01-12T17:30:00+01:00"
    assert [day["seconds"] for day in first["days"]] == [
        1800, 0, 36000, 36000, 36000, 0, 0, 34200]  # fmt: skip
    assert first["days"][1]["skipped"]["text"]["it"] == "Epifania"


def test_policy_without_times_says_so(run: Run) -> None:
    result = run("sla", "due", "isee", "--opened", "2026-01-05T10:00", "--catalog", REAL)
    assert result.exit_code == 0
    assert "This policy promises no time." in result.output


def test_ticket_while_closed_tells_when_it_opens(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "wiki", "--opened", "2026-01-03T10:00", "--catalog", catalog_at())
    assert "closed at the opening of the ticket; opens Monday 5 January 2026 08:00" in result.output
    assert "first response: Friday 9 January 2026 18:00" in result.output


def test_reason_of_a_priority_rule_is_told(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "pump", "--opened", "2026-01-05T10:00", "--catalog", catalog_at())
    assert "severity  high\n          It is critical\n" in result.output


def test_working_days_are_numbered(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("sla.yaml", "within: 40 business hours", "within: 2 working days"))
    result = run("sla", "due", "wiki", "--opened", "2026-01-05T10:00:30", "--catalog", root)
    assert "opened    Monday 5 January 2026 10:00:30" in result.output
    assert "Mon  5 Jan 2026  the day it came does not count\n" in result.output
    assert "Wed  7 Jan 2026  day 1\n" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["wiky", "--opened", "2026-01-05T10:00"], 'did you mean "wiki"?'),
        (["wiki", "--opened", "yesterday"], "write it like 2026-01-05T17:30"),
        (["wiki", "--opened", "2026-01-05"], "write it like 2026-01-05T09:00"),
        (["wiki", "--opened", "2026-W02"], "write it like 2026-01-05T09:00"),
        (["wiki", "--opened", "2026-01-05T10:00", "--channel", "mal"], 'did you mean "mail"?'),
        (["wiki", "--opened", "2026-01-05T10:00", "--phase", "x"], "the catalog has no phase"),
        (["wiki"], "--opened"),
        (["wiki", "--opened", "2026-01-05T10:00", "--severity", "hi"], 'did you mean "high"?'),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    result = run("sla", "due", *arguments, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert message in result.output


@pytest.mark.parametrize("opened", ["2026-03-29T02:30", "2026-10-25T02:30", "2150-01-01T09:00"])
def test_instant_that_cannot_be_counted_from_is_explained(
    run: Run, catalog_at: Write, opened: str
) -> None:
    result = run("sla", "due", "wiki", "--opened", opened, "--catalog", catalog_at())
    assert (result.exit_code, result.output.startswith("Error: ")) == (1, True)


def test_catalog_with_errors_is_told_and_nothing_computed(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("calendars.yaml", "08:00-18:00", "08:00-18"))
    result = run("sla", "due", "wiki", "--opened", "2026-01-05T10:00", "--catalog", root)
    assert result.exit_code == 1
    assert "calendars.yaml:7:" in result.output


def test_table_tells_the_hours_of_every_day(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--explain", "--catalog", catalog_at()
    )  # fmt: skip
    table = result.output[result.output.index("  day") : result.output.index("\n\nWhy")].rstrip()
    assert (
        table
        == """\
  day               open          counted       hours   total   why not
 ─────────────────────────────────────────────────────────────────────────────────
  Mon  5 Jan 2026   08:00-18:00   17:30-18:00   0:30    0:30
  Tue  6 Jan 2026   closed                              0:30    holiday: Epiphany
  Wed  7 Jan 2026   08:00-18:00   08:00-18:00   10:00   10:30
  Thu  8 Jan 2026   08:00-18:00   08:00-18:00   10:00   20:30
  Fri  9 Jan 2026   08:00-18:00   08:00-18:00   10:00   30:30
  Sat 10 Jan 2026   closed                              30:30   weekend
  Sun 11 Jan 2026   closed                              30:30   weekend
  Mon 12 Jan 2026   08:00-18:00   08:00-17:30   9:30    40:00"""
    )


def test_picture_of_each_deadline_is_written(run: Run, catalog_at: Write, tmp_path: Path) -> None:
    result = run(
        "sla", "due", "wiki", "--opened", "2026-01-05T17:30", "--svg", tmp_path / "p",
        "--catalog", catalog_at(),
    )  # fmt: skip
    assert result.exit_code == 0
    picture = (tmp_path / "p" / "first_response.svg").read_text()
    assert "first response of wiki, opened Monday 5 January 2026 17:30" in picture
    assert "holiday: Epiphany" in picture
