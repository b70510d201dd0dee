"""What docs/calendars.md says is what comes out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]
PAGE = (Path(__file__).parents[2] / "docs" / "calendars.md").read_text()
ONE_YEAR = ("helpdesk.yaml", "last: 2027", "last: 2026")


def section(title: str) -> str:
    """Return the text below a heading of the page, "" for what comes before the first."""
    return f"\n## {PAGE}".split(f"\n## {title or '# '}")[1].split("\n## ")[0]


def yaml_of(title: str) -> str:
    (text,) = re.findall(r"```yaml\n(.*?)```", section(title), re.DOTALL)
    return str(text)


def days_of(title: str) -> list[str]:
    return re.findall(r"^      (\w\w\w .*)$", section(title), re.MULTILINE)


def days(run: Run, root: Path, first: str, how_many: int) -> list[str]:
    asked = ("calendar", "office", "--at", first, "--days", how_many, "--catalog", root)
    return [each.strip() for each in run(*asked).output.splitlines()]


@pytest.mark.parametrize("line", days_of("Moved working days"))
def test_a_day_is_printed_as_the_page_shows_it(run: Run, catalog_at: Write, line: str) -> None:
    root = catalog_at(ONE_YEAR, calendars=yaml_of(""))
    assert line in days(run, root, "2026-08-08T10:00+02:00", 14)


@pytest.mark.parametrize("line", days_of("Days by rule"))
def test_a_day_by_rule_is_printed_as_the_page_shows_it(
    run: Run, catalog_at: Write, line: str
) -> None:
    root = catalog_at(calendars=yaml_of("Days by rule"))
    assert "no problems" in run("check", "--catalog", root).output
    assert line in days(run, root, "2026-12-01T10:00", 31)


def test_the_exceptions_of_the_page_are_right_and_give_its_deadline(
    run: Run, catalog_at: Write
) -> None:
    exceptions = yaml_of("Exceptions and announcements")
    root = catalog_at(
        ("calendars.yaml", "08:00-18:00", "09:00-17:00"),
        ("calendars.yaml", "    holidays: [italy]\n", f"    holidays: [italy]\n{exceptions}"),
        ("sla.yaml", "within: 1 business hour", "within: 8 business hours"),
    )
    assert "no problems" in run("check", "--catalog", root).output
    opened = ("--opened", "2026-12-24T11:00", "--severity", "high", "--tag", "critical")
    result = run("sla", "due", "wiki", *opened, "--catalog", root)
    assert "Tuesday 29 December 2026 11:00" in result.output


def test_the_sites_of_the_page_are_right_and_give_its_hours_and_deadline(
    run: Run, catalog_at: Write
) -> None:
    eight = ("sla.yaml", "within: 1 business hour", "within: 8 business hours")
    sun = ("services/main.yaml", "calendar: office", "calendar: sun")
    root = catalog_at(eight, sun, calendars=yaml_of("Several sites"))
    assert "no problems" in run("check", "--catalog", root).output
    for line in days_of("Several sites"):
        assert line in days(run, root, "2026-01-05T10:00", 7)
    calls = run("calendar", "calls", "--at", "2026-02-09T10:00", "--catalog", root)
    assert "opens Monday 9 February 2026 15:00" in calls.output
    opened = ("--opened", "2026-02-06T19:00", "--severity", "high", "--tag", "critical")
    result = run("sla", "due", "wiki", *opened, "--catalog", root)
    assert "Monday 9 February 2026 13:00" in result.output
