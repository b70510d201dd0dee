"""`sportello check`: everything in one run, with file, line and remedy."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]
Write = Callable[..., Path]
SERVICES = "services/main.yaml"


def test_sound_catalog_is_praised(run: Run, catalog_at: Write) -> None:
    result = run("check", "--catalog", catalog_at())
    assert result.exit_code == 0
    assert result.output.endswith("no problems. 1 provider, 2 services, 1 mailbox, 1 calendar.\n")


def test_every_kind_of_mistake_is_told_in_one_run(
    run: Run, catalog_at: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalog_at(
        (SERVICES, "mailbox: help, tags", "mialbox: help, tags"),
        (SERVICES, "mailbox: help, contacts", "mailbox: halp, contacts"),
        ("mailboxes.yaml", "  help:", "  twin: {address: Help@ACME.example, deliver_to: [desk]}\n  help:"),
        ("contacts.yaml", "kind: person,", "kind: person, valid: {from: 2026-02-30},"),
        ("providers.yaml", "  acme:\n    name: ACME\n", "  acme:\n    name: ACME\n    name: Acme\n"),
        ("calendars.yaml", '"08:00-18:00"', '["08:00-13:00", "12:00-18:00"]'),
        ("sla.yaml", "priority:\n  set_by", "priority:\n\tset_by"),
        announcements="""\
announcements:
  move: {title: Move, kind: closure, from: 2026-05-02 Monday, until: 2026-05-03}
""",
    )  # fmt: skip
    monkeypatch.chdir(root.parent)
    result = run("check")
    assert result.exit_code == 1
    headers = [line for line in result.output.splitlines() if line.startswith("catalog/")]
    for start, text in {
        "catalog/services/main.yaml:9:": 'unknown key "mialbox"',
        "catalog/services/main.yaml:8:31: error R001": 'unknown mailbox "halp"',
        "catalog/mailboxes.yaml:8:": "help@acme.example",
        "catalog/contacts.yaml:3:": "2026-02-30",
        "catalog/providers.yaml:4:5: error Y003": "name",
        "catalog/calendars.yaml:7:": "12:00-18:00",
        "catalog/sla.yaml:5:1: error Y005": "tab",
        "catalog/announcements.yaml:2:": "2026-05-02 is a Saturday",
    }.items():
        assert any(h.startswith(start) and text in h for h in headers), (start, headers)
    assert result.output.count("= help: ") == len(headers)
    assert "Traceback" not in result.output


def test_warnings_alone_do_not_fail(run: Run, catalog_at: Write) -> None:
    result = run("check", "--catalog", catalog_at((SERVICES, ", en: Pump", "")))
    assert (result.exit_code, "1 warning" in result.output) == (0, True)


def test_findings_for_programs_are_json(run: Run, catalog_at: Write) -> None:
    root = catalog_at((SERVICES, "mailbox: help, tags", "mailbox: halp, tags"))
    result = run("check", "--catalog", root, "--format", "json")
    (finding,) = json.loads(result.output)
    assert result.exit_code == 1
    assert (finding["code"], finding["where"]["line"]) == ("R001", 9)


def test_missing_catalog_is_misuse(run: Run, tmp_path: Path) -> None:
    result = run("check", "--catalog", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no catalog directory" in result.output
    assert "--catalog" in result.output


def test_the_frozen_catalog_has_no_problem(run: Run) -> None:
    assert run("check", "--catalog", FROZEN).exit_code == 0


def test_what_a_day_brings_is_said_with_on_alone_and_changes_no_exit_status(
    run: Run, catalog_at: Write
) -> None:
    root = catalog_at()
    plain = run("check", "--catalog", root)
    asked = run("check", "--catalog", root, "--on", "2031-02-01 Saturday")
    assert (plain.exit_code, "no problems" in plain.output) == (0, True)
    assert (asked.exit_code, "warning D010" in asked.output) == (0, True)
    data = json.loads(
        run("check", "--catalog", root, "--on", "2031-02-01", "--format", "json").output
    )
    assert [(each["code"], each["severity"]) for each in data] == [("D010", "warning")]


@pytest.mark.parametrize("day", ["tomorrow", "2031-02-30", "2031-02-01 Monday", ""])
def test_a_day_that_is_none_is_misuse(run: Run, catalog_at: Write, day: str) -> None:
    result = run("check", "--catalog", catalog_at(), "--on", day)
    assert (result.exit_code, "Invalid value for '--on'" in result.output) == (2, True)


def test_notes_alone_do_not_fail(run: Run, catalog_at: Write) -> None:
    change = ("calendars.yaml", "country: IT", "country: CN")
    years = ("helpdesk.yaml", "first: 2026, last: 2027", "first: 2024, last: 2025")
    result = run("check", "--catalog", catalog_at(change, years))
    assert (result.exit_code, "1 note" in result.output) == (0, True)


def test_names_in_expectations_are_judged_beside_a_mistake_elsewhere(
    run: Run, catalog_at: Write
) -> None:
    root = catalog_at(("contacts.yaml", "provider: acme", "provider: amce"))
    (root / "tests").mkdir()
    (root / "tests" / "hours.yaml").write_text(
        "hours:\n  - {calendar: ofice, at: 2026-01-05T09:00, open: true}\n"
    )
    output = run("check", "--catalog", root).output
    assert 'unknown provider "amce"' in output
    assert 'unknown calendar "ofice"' in output
    (root / "calendars.yaml").write_text("calendars: [")
    assert 'unknown calendar "ofice"' not in run("check", "--catalog", root).output


def test_github_gets_an_annotation_for_each_finding(run: Run, catalog_at: Write) -> None:
    root = catalog_at((SERVICES, "mailbox: help", "mailbox: hepl"))
    result = run("check", "--catalog", root, "--format", "github")
    assert result.exit_code == 1
    (line,) = [each for each in result.output.splitlines() if "R001" in each]
    assert line.startswith(f"::error title=R001,file={root}/{SERVICES},line=")


def test_github_gets_nothing_of_a_sound_catalog(run: Run, catalog_at: Write) -> None:
    result = run("check", "--catalog", catalog_at(), "--format", "github")
    assert (result.exit_code, result.output) == (0, "")
