"""What docs/calendars.md says is what comes out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
PAGE = (Path(__file__).parents[2] / "docs" / "calendars.md").read_text()
CALENDARS, EXCEPTIONS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
ONE_YEAR = ("helpdesk.yaml", "last: 2027", "last: 2026")


@pytest.mark.parametrize("line", re.findall(r"^      (\w\w\w .*)$", PAGE, re.MULTILINE))
def test_a_day_is_printed_as_the_page_shows_it(run: Run, catalog_at: Write, line: str) -> None:
    root = catalog_at(ONE_YEAR, calendars=CALENDARS)
    result = run(
        "calendar", "office", "--at", "2026-08-08T10:00+02:00", "--days", 14, "--catalog", root
    )
    assert line in [each.strip() for each in result.output.splitlines()]


def test_the_exceptions_of_the_page_are_right_and_give_its_deadline(
    run: Run, catalog_at: Write
) -> None:
    root = catalog_at(
        ("calendars.yaml", "08:00-18:00", "09:00-17:00"),
        ("calendars.yaml", "    holidays: [italy]\n", f"    holidays: [italy]\n{EXCEPTIONS}"),
        ("sla.yaml", "within: 1 business hour", "within: 8 business hours"),
    )
    assert "no problems" in run("check", "--catalog", root).output
    opened = ("--opened", "2026-12-24T11:00", "--severity", "high", "--tag", "critical")
    result = run("sla", "due", "wiki", *opened, "--catalog", root)
    assert "Tuesday 29 December 2026 11:00" in result.output
