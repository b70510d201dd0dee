"""`sportello test`: what is expected of the catalog."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from frozen import FROZEN

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]
Write = Callable[..., Path]
GOOD = """\
routes:
  - mail: {to: help@acme.example}
    delivers_to: [desk]
    fact: M1
    why: All mail goes to the desk.
"""
BAD = GOOD.replace("delivers_to: [desk]", "acknowledged: false")


@pytest.fixture
def expecting(catalog_at: Write) -> Callable[[str], Path]:
    """The small catalog with a file of expectations."""

    def write(text: str) -> Path:
        root = catalog_at()
        (root / "tests").mkdir(exist_ok=True)
        (root / "tests" / "mail.yaml").write_text(text)
        return root

    return write


def test_what_holds_is_counted(run: Run, expecting: Callable[[str], Path]) -> None:
    result = run("test", "--catalog", expecting(GOOD))
    assert (result.exit_code, result.output) == (0, "The one expectation holds.\n")


def test_what_holds_in_all_files_is_counted(run: Run, expecting: Callable[[str], Path]) -> None:
    root = expecting(GOOD)
    hours = "hours: [{calendar: office, at: 2026-01-05T09:00, open: true}]"
    (root / "tests" / "hours.yaml").write_text(hours)
    result = run("test", "--catalog", root)
    assert (result.exit_code, result.output) == (0, "All 2 expectations hold.\n")


def test_verbose_names_what_holds(run: Run, expecting: Callable[[str], Path]) -> None:
    root = expecting(GOOD)
    result = run("test", "-v", "--catalog", root)
    assert result.output.startswith(
        f"{root}/tests/mail.yaml:2: holds: M1: All mail goes to the desk.\n"
    )


def test_what_is_ignored_in_its_place_is_not_told(
    run: Run, expecting: Callable[[str], Path]
) -> None:
    quoted = GOOD.replace("All mail goes to the desk.", "“All mail”")
    result = run("test", "--catalog", expecting(quoted))
    assert (result.exit_code, "warning Y015" in result.output) == (1, True)
    quoted = quoted.replace("”", "” # sportello: ignore Y015 because it is so called")
    result = run("test", "--catalog", expecting(quoted))
    assert (result.exit_code, result.output) == (0, "The one expectation holds.\n")


def test_failure_has_place_reason_and_steps(run: Run, expecting: Callable[[str], Path]) -> None:
    root = expecting(BAD)
    result = run("test", "--catalog", root)
    assert result.exit_code == 1
    assert (
        result.output
        == f"""\
{root}/tests/mail.yaml:3:19: error X002: acknowledged: expected false, came true
  |
3 |     acknowledged: false
  |                   ^^^^^
  = help: correct the catalog, or what is expected of it
  expected because: M1: All mail goes to the desk.
  came because:
    - help@acme.example belongs to the mailbox "help".
    - A copy goes to "desk" at desk+help@tickets.example.
    - The acknowledgement "standard" is sent by the destination "desk", at most once a sender per 1 calendar day.

1 of 1 expectations failed.
"""
    )


def test_failure_without_a_reason_or_steps_is_short(
    run: Run, expecting: Callable[[str], Path]
) -> None:
    result = run(
        "test",
        "--catalog",
        expecting("deadlines: [{ticket: {service: wiki, opened: 2100-12-31T17:00}, due: {}}]"),
    )
    assert result.exit_code == 1
    assert "there is no answer" in result.output
    assert "because" not in result.output


def test_verbose_needs_no_reason(run: Run, expecting: Callable[[str], Path]) -> None:
    root = expecting("routes: [{mail: {to: help@acme.example}, refused: false}]")
    result = run("test", "-v", "--catalog", root)
    assert result.output.startswith(f"{root}/tests/mail.yaml:1: holds\n")


def test_mistakes_in_the_file_are_told_and_the_rest_is_run(
    run: Run, expecting: Callable[[str], Path]
) -> None:
    result = run("test", "--catalog", expecting(GOOD + "  - mail: {to: help@acme.example}\n"))
    assert result.exit_code == 1
    assert "error X001: this says of nothing what it must be" in result.output
    assert result.output.endswith("1 error\nThe one expectation that could be read holds.\n")


def test_named_files_alone_are_run(
    run: Run, expecting: Callable[[str], Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(GOOD)
    assert run("test", other, "--catalog", expecting(BAD)).exit_code == 0
    result = run("test", tmp_path / "none.yaml", "--catalog", tmp_path)
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_without_expectations_it_says_where_they_go(run: Run, catalog_at: Write) -> None:
    root = catalog_at()
    result = run("test", "--catalog", root)
    assert result.exit_code == 0
    assert result.output == f"Nothing is expected yet: write it down in {root}/tests/, in YAML.\n"


def test_a_catalog_with_errors_is_not_tested(run: Run, expecting: Callable[[str], Path]) -> None:
    root = expecting(GOOD)
    (root / "calendars.yaml").write_text("calendars: []")
    result = run("test", "--catalog", root)
    assert result.exit_code == 1
    assert "error S003" in result.output
    assert "expectation" not in result.output


def test_json_says_the_same(run: Run, expecting: Callable[[str], Path]) -> None:
    result = run("test", "--catalog", expecting(BAD), "--format", "json")
    assert result.exit_code == 1
    said = json.loads(result.output)
    assert (said["expectations"], said["failed"], said["findings"]) == (1, 1, [])
    (found,) = said["results"]
    assert (found["line"], found["about"], found["fact"], found["holds"]) == (
        2,
        "routes",
        "M1",
        False,
    )
    assert found["mismatches"] == [
        {
            "line": 3,
            "key": "acknowledged",
            "expected": "false",
            "came": "true",
            "hint": "correct the catalog, or what is expected of it",
        }
    ]
    assert len(found["steps"]) == 3


def test_check_finds_mistakes_in_expectations_but_does_not_run_them(
    run: Run, expecting: Callable[[str], Path]
) -> None:
    root = expecting(BAD)
    assert run("check", "--catalog", root).exit_code == 0
    (root / "tests" / "mail.yaml").write_text(GOOD.replace("[desk]", "[dsk]"))
    result = run("check", "--catalog", root)
    assert result.exit_code == 1
    assert 'mail.yaml:3:19: error R001: unknown destination "dsk"' in result.output
    assert 'did you mean "desk"?' in result.output


def test_the_failure_in_the_guide_is_real(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (ROOT / "docs" / "expectations.md").read_text()
    shown = re.findall(r"^```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)[0]
    path = tmp_path / "catalog" / "tests" / "accatre.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("""\
deadlines:
  - fact: C4
    why: Forty working hours.
    ticket: {service: piattaforma-crediti, opened: 2026-01-05T17:30, channel: mail}
    due: {first_response: 2026-01-13T17:30}
""")
    monkeypatch.chdir(tmp_path)
    result = run("test", "catalog/tests/accatre.yaml", "--catalog", FROZEN)
    rest = result.output
    for part in re.split(r"^ *…\n", shown, flags=re.MULTILINE):
        before, found, rest = rest.partition(part)
        assert found, f"{part}\nis not in\n{before}"
    assert rest == ""


def test_files_of_which_nothing_can_be_read_are_not_called_empty(
    run: Run, expecting: Callable[[str], Path]
) -> None:
    root = expecting("routes:\n  - mail: {to: help@acme.example}\n")
    result = run("test", "--catalog", root)
    assert result.exit_code == 1
    assert result.output.endswith("No expectation could be read: correct what is wrong.\n")
