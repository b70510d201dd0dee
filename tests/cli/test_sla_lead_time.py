"""`sportello sla lead-time`: dates with their reasons."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN

Run = Callable[..., Result]
SHEET = "piattaforma-crediti"


@pytest.fixture
def lead_time(run: Run) -> Run:
    """Ask about the frozen catalog."""

    def ask(*arguments: object) -> Result:
        return run("sla", "lead-time", SHEET, *arguments, "--catalog", FROZEN)

    return ask


def test_activation_counts_from_the_order(lead_time: Run) -> None:
    result = lead_time("activation", "--ordered", "2026-01-05")
    assert result.exit_code == 0
    assert result.output == (
        "piattaforma-crediti: Trade credit platform, activation\n"
        "\n"
        "taken in charge: by Wednesday 4 February 2026\n"
        "  within 30 calendar days after the order (Monday 5 January 2026)\n"
        "\n"
        "service starts: from Sunday 5 April 2026\n"
        "  90 calendar days after the order at the earliest (Monday 5 January 2026)\n"
    )


def test_explain_names_the_days_that_do_not_count(lead_time: Run) -> None:
    result = lead_time("deactivation", "--certified-mail-sent", "2026-01-05", "--explain")
    assert "work starts: on Tuesday 13 January 2026\n" in result.output
    assert "calendar accatre-office\n" in result.output
    for line in (
        "Tue  6 Jan 2026  holiday: Epiphany",
        "Sat 10 Jan 2026  weekend",
        "Tue 13 Jan 2026  day 5",
    ):
        assert f"  {line}\n" in result.output


def test_a_missing_start_is_told_by_its_option(lead_time: Run) -> None:
    result = lead_time("deactivation", "--requested", "2026-01-02T09:00")
    assert result.exit_code == 0
    assert "taken in charge: by Wednesday 7 January 2026\n" in result.output
    assert "work starts: not known without --certified-mail-sent DATE\n" in result.output


def test_json_says_the_same(lead_time: Run) -> None:
    result = lead_time("deactivation", "--certified-mail-sent", "2026-01-05", "--format", "json")
    taken, work = json.loads(result.output)["dates"]
    assert (taken["when"], taken["missing"]) == (None, "--requested")
    assert (work["when"], work["bound"], work["from"]) == ("2026-01-13", "on", "certified-mail")
    assert [day["date"] for day in work["days"] if day["working_day"]] == [
        "2026-01-07", "2026-01-08", "2026-01-09", "2026-01-12", "2026-01-13",
    ]  # fmt: skip


def test_hours_are_shown_with_their_time(run: Run, catalog_at: Callable[..., Path]) -> None:
    lead = "activation: {take_in_charge: {within: 4 business hours, from: order}}"
    root = catalog_at(("services/main.yaml", "  wiki: {", f"  wiki: {{{lead}, "))
    asked = ("sla", "lead-time", "wiki", "activation", "--ordered", "2026-01-05T16:00", "--explain")
    result = run(*asked, "--catalog", root)
    assert "taken in charge: by Wednesday 7 January 2026 10:00\n" in result.output
    assert "Mon  5 Jan 2026  16:00-18:00" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("activation", "--ordered", "2026-02-30"), "not in the calendar"),
        (("activation", "--ordered", "2026-01-05T25:00"), "write it like 2026-01-05T17:30"),
        (("activation", "--ordered", "2150-01-05"), "write a date from 1970 to 2100"),
        (("activation", "--requested", "2026-01-05"), "counted from the order"),
        (("activtion",), "'activation'"),
    ],
)
def test_misuse_names_the_remedy(lead_time: Run, arguments: tuple[str, ...], said: str) -> None:
    result = lead_time(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_days_beyond_the_known_holidays_are_told(lead_time: Run) -> None:
    result = lead_time("deactivation", "--certified-mail-sent", "2100-12-31")
    assert result.exit_code == 1
    assert "Error:" in result.output


def test_time_of_day_that_makes_no_difference_is_told(lead_time: Run) -> None:
    result = lead_time("activation", "--ordered", "2026-01-05T10:00")
    assert (
        "  within 30 calendar days after the order (Monday 5 January 2026); "
        "days count from that date, 10:00 makes no difference\n"
    ) in result.output
