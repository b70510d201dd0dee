"""`sportello calendar`: hours, and whether it is open."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
Write = Callable[..., Path]


def test_open_desk_names_its_closing_and_its_days(run: Run, catalog_at: Write) -> None:
    result = run(
        "calendar", "office", "--at", "2026-01-05T17:30", "--days", 3, "--catalog", catalog_at()
    )
    assert result.exit_code == 0
    assert result.output.splitlines()[:2] == [
        "office (Europe/Rome)",
        "Monday 5 January 2026 17:30: open; closes Monday 5 January 2026 18:00",
    ]
    assert result.output.splitlines()[-3:] == [
        "  Mon  5 Jan 2026  08:00-18:00",
        "  Tue  6 Jan 2026  closed  (holiday: Epiphany)",
        "  Wed  7 Jan 2026  08:00-18:00",
    ]


def test_closed_desk_names_its_opening(run: Run, catalog_at: Write) -> None:
    result = run(
        "calendar", "office", "--at", "2026-01-05T18:00", "--catalog", catalog_at(),
        "--format", "json",
    )  # fmt: skip
    facts = json.loads(result.output)
    assert (facts["open"], facts["changes"]) == (False, "2026-01-07T08:00:00+01:00")
    assert facts["days"][1]["reason"]["kind"] == "holiday"


def test_now_is_looked_at_unless_said(run: Run, catalog_at: Write) -> None:
    assert run("calendar", "office", "--catalog", catalog_at()).exit_code == 0


def test_instant_with_another_offset_is_shown_in_the_zone_of_the_calendar(
    run: Run, catalog_at: Write
) -> None:
    result = run(
        "calendar", "office", "--at", "2026-01-06T23:30-09:00", "--days", 1, "--catalog", catalog_at()
    )  # fmt: skip
    assert "Wednesday 7 January 2026 09:30: open" in result.output
    assert result.output.endswith("  Wed  7 Jan 2026  08:00-18:00\n")


def test_days_whose_holidays_are_not_known_yet_are_left_out(run: Run, catalog_at: Write) -> None:
    # Hungary moves working days by decree, a year at a time.
    root = catalog_at(("calendars.yaml", "country: IT", "country: HU"))
    asked = ("calendar", "office", "--catalog", root)
    facts = json.loads(run(*asked, "--at", "2026-01-05T10:00", "--format", "json").output)
    assert len(facts["days"]) == 14
    last = facts["known_until"]
    year = int(last[:4])
    assert last == f"{year}-12-31"
    result = run(*asked, "--at", f"{year}-12-20T10:00")
    assert result.exit_code == 0
    *_, listed, blank, note = result.output.splitlines()
    assert listed.startswith(f"  {date(year, 12, 31):%a} 31 Dec {year}")
    assert (blank, note) == ("", f"Its holidays are known to {last}, and no hours after it.")
    facts = json.loads(run(*asked, "--at", f"{year}-12-20T10:00", "--format", "json").output)
    assert [day["date"] for day in facts["days"]] == [f"{year}-12-{day}" for day in range(20, 32)]


def test_desk_that_never_closes_says_so(run: Run, catalog_at: Write) -> None:
    always = "calendars:\n  always: {timezone: UTC, week: {mon-sun: 00:00-24:00}}"
    root = catalog_at(("calendars.yaml", "calendars:", always))
    result = run("calendar", "always", "--at", "2026-01-05T17:30", "--catalog", root)
    assert "open; closes at no known time" in result.output


def test_calendars_are_listed_without_a_name(run: Run, catalog_at: Write) -> None:
    assert run("calendar", "--catalog", catalog_at()).output == "office\n"
    plain = run("calendar", "--format", "json", "--catalog", catalog_at())
    assert json.loads(plain.output) == {"calendars": ["office"]}


def test_unknown_calendar_is_misuse(run: Run, catalog_at: Write) -> None:
    result = run("calendar", "ofice", "--catalog", catalog_at())
    assert result.exit_code == 2
    assert 'did you mean "office"?' in result.output


def test_a_service_is_told_its_calendar(run: Run, catalog_at: Write) -> None:
    for asked in (
        ["calendar"],
        ["sla", "elapsed", "2026-01-05T09:00", "2026-01-06T09:00", "--calendar"],
    ):
        result = run(*asked, "wiki", "--catalog", catalog_at())
        assert (result.exit_code, result.output.splitlines()[-1]) == (
            2,
            "Error: wiki is a service; its calendar is office",
        )


def test_instant_beyond_the_known_holidays_is_explained(run: Run, catalog_at: Write) -> None:
    root = catalog_at(("calendars.yaml", "country: IT", "country: HU"))
    result = run("calendar", "office", "--at", "2100-12-31T19:00", "--catalog", root)
    assert (result.exit_code, result.output.startswith("Error: ")) == (1, True)


def test_a_day_by_rule_is_told_with_its_rule(run: Run, catalog_at: Write) -> None:
    rules = "[{date: 2nd sat, closed: true}, {date: easter - 46 days, open: '12:00-17:00'}]"
    root = catalog_at(
        ("calendars.yaml", "mon-fri", "mon-sat"),
        ("calendars.yaml", "holidays: [italy]", f"holidays: [italy]\n    exceptions: {rules}"),
    )
    asked = ("calendar", "office", "--catalog", root, "--at", "2026-02-14T10:00", "--days", 5)
    shown = run(*asked).output
    assert "\n  Sat 14 Feb 2026  closed  (exception: 2nd Saturday of the month)\n" in shown
    assert "\n  Wed 18 Feb 2026  12:00-17:00  (exception: 46 days before Easter)\n" in shown
    first = json.loads(run(*asked, "--format", "json").output)["days"][0]
    assert first["reason"]["text"]["it"] == "2° sabato del mese"


SITES = (
    "calendars.yaml",
    "calendars:\n",
    "calendars:\n"
    "  sun: {any_of: [office, new-york], timezone: Europe/Rome}\n"
    "  both: {all_of: [office, late]}\n"
    '  late: {extends: office, week: {mon-fri: "12:00-20:00"}}\n'
    '  new-york: {timezone: America/New_York, week: {mon-fri: "09:00-17:00"}, holidays: []}\n',
)


def test_a_calendar_made_of_others_names_them(run: Run, catalog_at: Write) -> None:
    asked = ("--at", "2026-03-02T08:30", "--days", 2, "--catalog", catalog_at(SITES))
    assert run("calendar", "sun", *asked).output.splitlines() == [
        "sun (Europe/Rome)",
        "Monday 2 March 2026 08:30: open; closes Monday 2 March 2026 23:00",
        "",
        "  open while any of these is: office, new-york",
        "",
        "  Mon  2 Mar 2026  08:00-23:00",
        "  Tue  3 Mar 2026  08:00-23:00",
    ]
    assert run("calendar", "both", *asked).output.splitlines()[:6] == [
        "both (Europe/Rome)",
        "Monday 2 March 2026 08:30: closed; opens Monday 2 March 2026 12:00",
        "",
        "  open while all of these are: office, late",
        "",
        "  Monday     12:00-18:00",
    ]


def test_a_calendar_made_of_others_names_them_for_programs(run: Run, catalog_at: Write) -> None:
    asked = ("--at", "2026-03-02T08:30", "--catalog", catalog_at(SITES), "--format", "json")
    sun = json.loads(run("calendar", "sun", *asked).output)
    assert (sun["any_of"], sun["week"]) == (["office", "new-york"], {})
    both = json.loads(run("calendar", "both", *asked).output)
    assert (both["all_of"], both["week"]["Friday"]) == (["office", "late"], ["12:00-18:00"])
    assert "any_of" not in json.loads(run("calendar", "office", *asked).output)
