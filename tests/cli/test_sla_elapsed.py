"""`sportello sla elapsed`: business time between two instants, and by the clock."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sla.contracts import FILES

Run = Callable[..., Result]
Write = Callable[..., Path]


def test_days_and_pauses_are_told(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "elapsed", "2026-01-05T17:30", "2026-01-08T09:30", "--service", "wiki",
        "--pause", "2026-01-07T10:00/2026-01-07T12:00", "--catalog", catalog_at(**FILES),
    )  # fmt: skip
    assert (
        result.output
        == """\
from     Monday 5 January 2026 17:30 CET (UTC+01:00)
to       Thursday 8 January 2026 09:30 CET (UTC+01:00)
counted  7:00 (25200 seconds) of business time
         64:00 by the clock
calendar office (Europe/Rome)

Mon  5 Jan 2026  17:30-18:00                0:30   total 0:30
Tue  6 Jan 2026  holiday: Epiphany
Wed  7 Jan 2026  09:00-10:00, 12:00-13:00, 14:00-18:00   6:00   total 6:30
Thu  8 Jan 2026  09:00-09:30                0:30   total 7:00
"""
    )


def test_table_tells_the_open_hours_too(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "elapsed", "2026-01-05T17:30", "2026-01-06T09:30", "--calendar", "office",
        "--explain", "--catalog", catalog_at(**FILES),
    )  # fmt: skip
    assert "Mon  5 Jan 2026   09:00-13:00, 14:00-18:00   17:30-18:00   0:30" in result.output


def test_json_has_the_same_facts(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "elapsed", "2026-01-05T17:30+01:00", "2026-01-07T09:30+01:00", "--calendar",
        "tokyo", "--catalog", catalog_at(**FILES), "--format", "json",
    )  # fmt: skip
    answer = json.loads(result.output)
    assert (answer["from"], answer["timezone"]) == ("2026-01-06T01:30:00+09:00", "Asia/Tokyo")
    assert (answer["seconds"], answer["by_the_clock"]) == (57_600, 144_000)
    assert [day["seconds"] for day in answer["days"]] == [28_800, 28_800]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name one of --service and --calendar"),
        (["--service", "wiki", "--calendar", "office"], "name one of --service and --calendar"),
        (["--service", "wiky"], 'unknown service "wiky": did you mean "wiki"?'),
        (["--calendar", "ofice"], 'unknown calendar "ofice": did you mean "office"?'),
        (["--service", "pump"], 'service "pump" has no calendar of its own: name one with'),
        (["--calendar", "office", "--pause", "2026-01-05"], "write it like 2026-01-05T10:00/2026"),
        (["--calendar", "office", "--pause", "x/y"], '"x" is not an instant'),
    ],
)
def test_misuse_is_explained(
    run: Run, catalog_at: Write, arguments: list[str], message: str
) -> None:
    root = catalog_at(
        ("services/main.yaml", "  calendar: office\n", ""),
        ("services/main.yaml", "{name: Wiki,", "{name: Wiki, calendar: office,"),
        calendars=FILES["calendars"],
        sla="policies: {base: {name: Base}}\n",
    )
    result = run(
        "sla", "elapsed", "2026-01-05T10:00", "2026-01-06T10:00", *arguments, "--catalog", root
    )
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_swapped_instants_are_told(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "elapsed", "2026-01-06T10:00", "2026-01-05T10:00", "--calendar", "office",
        "--catalog", catalog_at(),
    )  # fmt: skip
    assert (result.exit_code, "swap them" in result.output) == (2, True)


def test_instant_that_does_not_exist_is_told(run: Run, catalog_at: Write) -> None:
    result = run(
        "sla", "elapsed", "2026-03-29T02:30", "2026-03-30T10:00", "--calendar", "office",
        "--catalog", catalog_at(),
    )  # fmt: skip
    assert (result.exit_code, "does not exist in" in result.output) == (2, True)
