"""`--at COMMIT`: what did we promise when this ticket was opened?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from repository import Git, new_repository

Run = Callable[..., Result]
Write = Callable[..., Path]
OPENED = ("--opened", "2026-01-07T10:00")


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return new_repository(tmp_path)


@pytest.fixture
def root(git: Git, catalog_at: Write) -> Path:
    """A catalog whose tag v1 promises 40 business hours, and now 20 in shorter ones."""
    root = catalog_at()
    for file in ("tests/routes.yaml", ".idea/x.xml", "services/.idea/x.xml"):
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text("routes: []\n")
    git("add", ".")
    git("commit", "-m", "Forty hours")
    git("tag", "v1")
    for file, old, new in [
        ("sla.yaml", "40 business hours", "20 business hours"),
        ("calendars.yaml", "08:00-18:00", "08:00-12:00"),
    ]:
        (root / file).write_text((root / file).read_text().replace(old, new))
    git("commit", "-am", "Twenty hours")
    return root


def test_due_is_counted_by_the_terms_of_then(run: Run, root: Path, git: Git) -> None:
    question = ("sla", "due", "wiki", *OPENED, "--catalog", root)
    commit = git("rev-parse", "--short", "v1")
    then = run(*question, "--at", "v1").output
    assert then.startswith(
        "wiki: Wiki\n"
        f"terms     at {commit} of Monday 5 January 2026 10:00 UTC+01:00\n"
        "opened    Wednesday 7 January 2026 10:00"
    )
    assert "first response: Tuesday 13 January 2026 10:00 CET (UTC+01:00)\n" in then
    assert "first response: Wednesday 14 January 2026 10:00" in run(*question).output
    answer = json.loads(run(*question, "--at", "v1", "--format", "json").output)
    assert answer["at"] == {"commit": commit, "committed": "2026-01-05T10:00:00+01:00"}
    assert answer["targets"]["first_response"]["within"] == "40 business hours"


def test_what_is_apart_from_the_catalog_is_so_in_the_past(run: Run, root: Path) -> None:
    assert run("sla", "due", "wiki", *OPENED, "--at", "v1", "--catalog", root).stderr == ""


def test_policy_matrix_and_elapsed_answer_for_then_too(run: Run, root: Path) -> None:
    past = ("--at", "v1", "--catalog", root)
    policy = run("sla", "policy", "wiki", *OPENED, *past).output
    assert "first response: 40 business hours" in policy
    assert "\nterms     at " in policy
    matrix = run("sla", "matrix", "--on", "2026-01-07", *past).output
    assert matrix.startswith("terms at ")
    assert "base: first response 40 business hours" in matrix
    span = ("sla", "elapsed", "2026-01-07T08:00", "2026-01-07T18:00", "--service", "wiki")
    elapsed = run(*span, *past).output
    assert elapsed.startswith("terms    at ")
    assert "counted  10:00 (36000 seconds)" in elapsed
    assert "counted  4:00 (14400 seconds)" in run(*span, "--catalog", root).output


def test_errors_of_today_do_not_touch_the_past(run: Run, root: Path) -> None:
    (root / "sla.yaml").write_text("policies: {")
    result = run("sla", "due", "wiki", *OPENED, "--at", "v1", "--catalog", root)
    assert (result.exit_code, "40 business hours" in result.output) == (0, True)


def test_errors_of_then_in_what_decides_are_told_and_nothing_computed(
    run: Run, root: Path, git: Git
) -> None:
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace("20 business hours", "20 days"))
    git("commit", "-am", "Break")
    commit = git("rev-parse", "--short", "HEAD")
    result = run("sla", "due", "wiki", *OPENED, "--at", "HEAD", "--catalog", root)
    assert result.exit_code == 1
    assert f"{commit}:catalog/sla.yaml:23:32: error S005" in result.output
    assert f"the catalog at {commit} has errors in what decides an SLA" in result.output
    assert "first response" not in result.stdout


def test_other_errors_of_then_are_told_in_a_line(run: Run, root: Path, git: Git) -> None:
    sheet = root / "services" / "main.yaml"
    sheet.write_text(sheet.read_text().replace("{name: Wiki,", "{name: Wiki, colour: green,"))
    git("commit", "-am", "Colour")
    commit = git("rev-parse", "--short", "HEAD")
    result = run("sla", "due", "wiki", *OPENED, "--at", "HEAD", "--catalog", root)
    assert result.exit_code == 0
    assert result.stderr == (
        f"Note: 1 value at {commit} does not fit this version of Sportello; "
        "it does not decide an SLA.\n"
        f'  {commit}:catalog/services/main.yaml:8: unknown key "colour"\n'
    )


def test_hole_of_then_is_marked(run: Run, root: Path, git: Git) -> None:
    sla = root / "sla.yaml"
    head, _, _ = sla.read_text().partition("  base:\n")
    sla.write_text(head)
    git("commit", "-am", "No base")
    result = run("sla", "matrix", "--on", "2026-01-07", "--at", "HEAD", "--catalog", root)
    assert "wiki     high  ! no policy\n" in result.output
    assert "4 cells: 1 with a gap (!), 0 that promise no time\n" in result.output


@pytest.mark.parametrize("command", ["due", "policy"])
@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("mian", 'unknown revision "mian": did you mean "main"?'),
        ("--upload-pack=x", 'unknown revision "--upload-pack=x"'),
        ("20260131", "for the last commit of a day, write 2026-01-31"),
        ("9999-12-31", 'unknown revision "9999-12-31"'),
        ("2001-01-31", "it is a date, and no commit is that old"),
    ],
)
def test_revision_that_cannot_be_had_is_told(
    run: Run, root: Path, command: str, revision: str, message: str
) -> None:
    result = run("sla", command, "wiki", *OPENED, f"--at={revision}", "--catalog", root)
    assert (result.exit_code, message in result.output) == (2, True)


def test_catalog_outside_of_git_is_told(run: Run, catalog_at: Write) -> None:
    result = run("sla", "due", "wiki", *OPENED, "--at", "HEAD", "--catalog", catalog_at())
    assert (result.exit_code, "it is in no git repository" in result.output) == (2, True)


def test_date_stands_for_the_last_commit_until_then(run: Run, root: Path, git: Git) -> None:
    question = ("sla", "due", "wiki", *OPENED, "--catalog", root)
    commit = git("rev-parse", "--short", "HEAD")
    result = run(*question, "--at", "2026-01-31")
    assert result.exit_code == 0
    assert result.stderr == (
        f"Note: {commit} is the last commit until the end of 2026-01-31 in Europe/Rome.\n"
    )
    assert f"terms     at {commit} of " in result.stdout
    git("tag", "2026-01-31", "v1")
    tagged = run(*question, "--at", "2026-01-31")
    assert (tagged.stderr, "40 business hours" in tagged.stdout) == ("", True)


def test_only_the_first_values_that_do_not_fit_are_told(run: Run, root: Path, git: Git) -> None:
    sheet = root / "services" / "main.yaml"
    keys = " ".join(f"k{number}: 1," for number in range(5))
    sheet.write_text(sheet.read_text().replace("{name: Wiki,", f"{{name: Wiki, {keys}"))
    git("commit", "-am", "Keys")
    result = run("sla", "due", "wiki", *OPENED, "--at", "HEAD", "--catalog", root)
    note, *told = result.stderr.splitlines()
    assert note.startswith("Note: 5 values at ")
    assert len(told) == 4
    assert told[-1] == "  and 2 more"
