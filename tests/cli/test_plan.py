"""`sportello plan`: revisions of a real repository, and directories, in every form."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import Result

from conftest import Write
from repository import new_repository

SLOWER = ("sla.yaml", "within: 40 business hours", "within: 48 business hours")
Run = Callable[..., Result]


@pytest.fixture
def repository(catalog_at: Write) -> Path:
    """A repository with two commits, of which the second promises less, and a third on disk."""
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "-m", "first")
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace(SLOWER[1], SLOWER[2]))
    git("commit", "-am", "slower")
    return root


def test_revisions_are_compared_and_the_work_tree_is_left_alone(run: Run, repository: Path) -> None:
    (repository / "providers.yaml").write_text("providers: {acme: {name: Other}}\n")
    before = {file: file.read_bytes() for file in repository.rglob("*") if file.is_file()}
    result = run("plan", "HEAD~1", "HEAD", "--catalog", repository, "--on", "2026-11-28")
    assert result.exit_code == 0
    assert "40 business hours" in result.output
    assert "48 business hours" in result.output
    assert "provider" not in result.output
    assert {file: file.read_bytes() for file in repository.rglob("*") if file.is_file()} == before


def test_what_is_the_same_is_told_without_what_takes_long_to_load(repository: Path) -> None:
    program = (
        "import sys\n"
        "from sportello.cli import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    slow = ('numpy', 'holidays', 'phonenumbers', 'sportello.plan.comparison')\n"
        "    print([each for each in slow if each in sys.modules])\n"
    )
    command = [sys.executable, "-c", program, "plan", "HEAD", "HEAD", "--catalog", str(repository)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.startswith("Plan: nothing changes")
    assert said.splitlines()[-1] == "[]"


def test_without_head_it_is_the_catalog_on_disk(run: Run, repository: Path) -> None:
    sla = repository / "sla.yaml"
    sla.write_text(sla.read_text().replace(SLOWER[2], SLOWER[1]))
    assert "nothing changes" in run("plan", "HEAD~1", "--catalog", repository).output
    assert "nothing changes" not in run("plan", "HEAD", "--catalog", repository).output


def test_directories_can_be_compared_without_git(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    root = catalog_at().rename(tmp_path / "old")
    result = run("plan", root, "--catalog", catalog_at(SLOWER), "--on", "2026-11-28")
    assert result.exit_code == 0
    assert f"From {root} to" in result.output


@pytest.mark.parametrize(("head", "status"), [("HEAD", 2), ("HEAD~1", 0)])
def test_status_tells_whether_anything_changes(
    run: Run, repository: Path, head: str, status: int
) -> None:
    result = run("plan", "HEAD~1", head, "--detailed-exitcode", "--catalog", repository)
    assert result.exit_code == status


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), 'unknown revision "nowhere"'),
        (("HEAD", "--format", "yaml"), "'yaml' is not one of"),
        ((), "Missing argument 'BASE'"),
        (("", "HEAD"), 'unknown revision ""'),
        (("--", "--upload-pack=x"), "unknown revision"),
    ],
)
def test_misuse_is_told(run: Run, repository: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("plan", "--catalog", repository, *arguments)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(
    ("sides", "named"),
    [(("HEAD^1", "HEAD"), "HEAD^1"), (("HEAD^1", "HEAD"), "HEAD"), (("main...",), "main...")],
)
def test_directory_does_not_take_the_place_of_a_revision(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch, sides: tuple[str, ...], named: str
) -> None:
    """Otherwise a change could bring along what it is compared with."""
    monkeypatch.chdir(repository.parent)
    copytree(repository, repository.parent / named)
    result = run("plan", *sides)
    assert result.exit_code == 2
    assert f'"{named}" is a directory and a revision' in " ".join(result.output.split())
    assert "48 business hours" in run("plan", "HEAD~1~0", "HEAD~0").output
    assert run("plan", f"./{named}", "HEAD~0").exit_code == 0


@pytest.mark.parametrize("there", ["other", "."])
def test_catalog_that_is_a_link_is_not_compared_with_what_was_at_its_end(
    run: Run, repository: Path, there: str
) -> None:
    """Nobody looked at that, since it was no catalog yet."""
    git = new_repository(repository.parent)
    for file in repository.rglob("*.yaml"):
        place = repository.parent / there / file.relative_to(repository)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes().replace(b"48 business", b"56 business"))
    git("add", ".")
    git("commit", "-m", "beside")
    git("rm", "-r", "-q", "catalog")
    repository.symlink_to(there)
    git("add", ".")
    git("commit", "-m", "link")
    result = run("plan", "HEAD^1", "HEAD", "--catalog", repository)
    assert result.exit_code == 2
    assert "is a link to" in " ".join(result.output.split())


def test_programs_get_stable_kinds_and_where_they_come_from(run: Run, repository: Path) -> None:
    said = run("plan", "HEAD~1", "--catalog", repository, "--format", "json", "--on", "2026-11-28")
    found = json.loads(said.output)
    assert found["format"] == 1
    assert found["complete"] is True
    assert found["day"] == "2026-11-28"
    kinds = {each["kind"]: each for each in found["changes"]}
    change = kinds["target-longer"]
    assert change["impact"] == "weaker"
    assert change["causes"] == [{"section": "policies", "entry": "base"}]
    assert change["figures"]["later"] == 1.0


def test_marks_stand_at_the_line_of_the_cause(run: Run, repository: Path) -> None:
    line = (repository / "sla.yaml").read_text().split("\n").index("  base:") + 1
    marks = run("plan", "HEAD~1", "--catalog", repository, "--format", "github").output
    assert f"::warning title=target-longer,file={repository}/sla.yaml,line={line}," in marks
    issues = json.loads(
        run("plan", "HEAD~1", "--catalog", repository, "--format", "codequality").output
    )
    (issue,) = [each for each in issues if each["check_name"] == "target-longer"]
    assert issue["severity"] == "minor"
    assert issue["location"]["lines"]["begin"] == line


def test_page_and_comment_say_the_same(run: Run, repository: Path) -> None:
    for style in ("markdown", "html"):
        said = run("plan", "HEAD~1", "--catalog", repository, "--format", style).output
        assert "is promised for later" in said


def test_what_cannot_be_read_is_neither_told_as_gone_nor_as_without_effect(
    run: Run, repository: Path
) -> None:
    (repository / "sla.yaml").write_text("policies: {")
    result = run("plan", "HEAD", "--detailed-exitcode", "--catalog", repository)
    assert result.exit_code == 2
    assert "Plan: not known, since not all could be read" in result.output
    assert "Not complete: " in result.output
    assert "without any effect" not in result.output


@pytest.fixture
def parted(repository: Path) -> Path:
    """On a branch that renamed the provider, while main went on and promises less."""
    git = new_repository(repository.parent)
    git("checkout", "-b", "mine", "HEAD~1")
    providers = repository / "providers.yaml"
    providers.write_text(providers.read_text().replace("ACME", "Acme and Sons"))
    git("commit", "-am", "mine")
    return repository


@pytest.mark.parametrize(
    ("sides", "theirs", "mine"),
    [
        (("main",), False, True),
        (("main...",), False, True),
        (("main...mine",), False, True),
        (("mine...main",), True, False),
        (("main", "mine"), True, True),
    ],
)
def test_what_others_did_since_is_told_only_if_both_sides_are_named(
    run: Run, parted: Path, sides: tuple[str, ...], theirs: bool, mine: bool
) -> None:
    said = run("plan", *sides, "--catalog", parted, "--on", "2026-11-28").output
    assert ("40 business hours" in said) is theirs
    assert ("Acme and Sons" in said) is mine
    assert ("From merge base of" in said) is (len(sides) == 1)


def test_merge_commit_brings_what_the_branch_did(run: Run, parted: Path) -> None:
    git = new_repository(parted.parent)
    git("checkout", "main")
    git("merge", "--no-ff", "-m", "merged", "mine")
    said = run("plan", "HEAD^1", "HEAD", "--catalog", parted, "--on", "2026-11-28").output
    assert "Acme and Sons" in said
    assert "40 business hours" not in said


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (("main...mine", "HEAD"), "names both sides already"),
        (("main...nowhere",), 'unknown revision "nowhere"'),
        (("alone",), "have no commit in common here: compare two that have"),
    ],
)
def test_no_merge_base_is_told(run: Run, parted: Path, sides: tuple[str, ...], said: str) -> None:
    git = new_repository(parted.parent)
    git("branch", "alone", git("commit-tree", "-m", "alone", "HEAD^{tree}"))
    result = run("plan", *sides, "--catalog", parted)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_same_files_make_an_empty_plan_and_are_not_looked_into(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    (repository / "sla.yaml").write_text("policies: {")
    git = new_repository(repository.parent)
    git("commit", "-am", "broken")
    copied = copytree(repository, tmp_path / "copy")
    for sides in (("HEAD",), ("HEAD", "HEAD"), (str(copied),), ("HEAD", str(copied))):
        result = run("plan", *sides, "--detailed-exitcode", "--catalog", repository)
        assert result.exit_code == 0, sides
        assert "nothing changes" in result.output
        assert "Not complete" not in result.output


def test_clone_without_all_contents_is_told_how_to_get_them(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    git = new_repository(repository.parent)
    git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git("clone", "--filter=blob:none", f"file://{repository.parent}", str(clone))
    result = run("plan", "HEAD~1", "--catalog", clone / "catalog")
    assert result.exit_code == 2
    assert "git fetch --refetch --no-filter" in result.output
    assert run("plan", "HEAD", "--catalog", clone / "catalog").exit_code == 0
    subprocess.run(
        [
            "git",
            "-C",
            clone,
            "-c",
            "gc.auto=0",
            "-c",
            "maintenance.auto=false",
            "fetch",
            "-q",
            "--refetch",
            "--no-filter",
        ],
        check=True,
    )
    assert run("plan", "HEAD~1", "--catalog", clone / "catalog").exit_code == 0


def test_clone_without_history_is_told_how_to_get_it(
    run: Run, repository: Path, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository.parent}", clone], check=True
    )
    result = run("plan", "HEAD~1", "--catalog", clone / "catalog")
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.output


def gate(run: Run, repository: Path, *more: str) -> Result:
    """What a gate against weaker promises says of the catalog on disk."""
    seen_on = ("--on", "2026-11-28", *more)
    return run("plan", "HEAD~1", "--fail-on", "weaker", "--catalog", repository, *seen_on)


def test_gate_names_the_effect_and_the_line_that_approves_it(run: Run, repository: Path) -> None:
    held_up = gate(run, repository)
    assert held_up.exit_code == 1
    assert "not approved" in held_up.stderr
    assert f"in {repository}/approved.yaml" in held_up.stderr
    lines = held_up.stderr.rpartition("approved:\n  ")[2]
    fingerprint = lines.partition(":")[0]
    assert lines == f"{fingerprint}: {{kind: target-longer, why: }}\n"
    assert (
        run("plan", "HEAD~1", "--fail-on", "lost-mail, public", "--catalog", repository).exit_code
        == 0
    )
    approved = repository / "approved.yaml"
    approved.write_text(f"approved:\n  {lines}")
    assert "approved.yaml" in run("check", "--catalog", repository).output
    approved.write_text(f"approved:\n  {fingerprint}: {{kind: target-longer, why: Fewer people}}\n")
    assert run("check", "--catalog", repository).exit_code == 0
    passes = gate(run, repository)
    assert passes.exit_code == 0
    assert "approved: Fewer people" in passes.output
    assert json.loads(gate(run, repository, "--format", "json").output)["changes"][0]["approved"]


def test_approval_of_another_kind_or_of_nothing_does_not_count(run: Run, repository: Path) -> None:
    fingerprint = gate(run, repository).stderr.rpartition("approved:\n  ")[2][:12]
    (repository / "approved.yaml").write_text(
        f"approved:\n  {fingerprint}: {{kind: hours-less, why: Meant}}\n"
        "  aaaaaaaaaaaa: {kind: target-longer, why: Meant}\n"
    )
    result = gate(run, repository)
    assert result.exit_code == 1
    for each in (fingerprint, "aaaaaaaaaaaa"):
        assert f"Approved, and does not happen: {each}" in result.output


def test_gate_lets_nothing_pass_that_could_not_be_read(run: Run, repository: Path) -> None:
    """A mistake beside it must not hide an effect, on whichever side it stands."""
    sla, mails = repository / "sla.yaml", repository / "mailboxes.yaml"
    faster, slower = sla.read_text().replace(SLOWER[2], SLOWER[1]), sla.read_text()
    broken = mails.read_text() + "\nbroken: {}\n"
    mails.write_text(broken)
    held_up = gate(run, repository)
    assert held_up.exit_code == 1
    assert f"{repository} has 1 error: mend" in held_up.stderr
    assert "; not all could be read" in held_up.stdout.splitlines()[0]

    git = new_repository(repository.parent)
    sla.write_text(faster)
    git("commit", "-am", "broken")
    git("commit", "--allow-empty", "-m", "so that it is HEAD~1")
    sla.write_text(slower)
    mails.write_text(broken.replace("\nbroken: {}\n", ""))
    held_up = gate(run, repository)
    assert held_up.exit_code == 1
    assert "HEAD~1 has 1 error: mend it in a change of its own" in " ".join(held_up.stderr.split())
    assert run("plan", "HEAD~1", "--catalog", repository).exit_code == 0


def test_what_is_weaker_for_some_is_weaker_for_the_gate(run: Run, repository: Path) -> None:
    """Otherwise a minute more on one day would let hours less on the others pass."""
    calendars = repository / "calendars.yaml"
    calendars.write_text(
        calendars.read_text().replace(
            'mon-fri: "08:00-18:00"', 'mon-thu: "08:00-18:00"\n      fri: "07:59-12:00"'
        )
    )
    said = ("--fail-on", "weaker", "--catalog", repository, "--on", "2026-11-28")
    held_up = run("plan", "HEAD", *said)
    assert held_up.exit_code == 1
    assert "{kind: hours-moved, why: }" in held_up.stderr
    assert held_up.stdout.startswith("Plan: better for some, worse for others (")


def test_approval_is_spent_when_it_was_there_before(run: Run, repository: Path) -> None:
    """The same effect, made again later, is held up again; what is merged needs no approval."""
    fingerprint = gate(run, repository).stderr.rpartition("approved:\n  ")[2][:12]
    text = f"approved:\n  {fingerprint}: {{kind: target-longer, why: Fewer people}}\n"
    (repository / "approved.yaml").write_text(text)
    faster = repository.parent / "faster"
    faster.mkdir()
    for file in repository.rglob("*.yaml"):
        there = faster / file.relative_to(repository)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_text(file.read_text().replace(SLOWER[2], SLOWER[1]))
    again = run(
        "plan", faster, "--fail-on", "weaker", "--catalog", repository, "--on", "2026-11-28"
    )
    assert again.exit_code == 1
    assert "does not happen" not in again.output
    assert f"{fingerprint}: {{kind: target-longer, why: }}  # in place of" in again.stderr
    assert run("plan", repository, "--fail-on", "weaker", "--catalog", repository).exit_code == 0
    (repository / "approved.yaml").write_text(text.replace("Fewer", "Still fewer"))
    anew = run("plan", faster, "--fail-on", "weaker", "--catalog", repository, "--on", "2026-11-28")
    assert anew.exit_code == 0
    assert "approved: Still fewer people" in anew.output


def test_two_days_of_one_catalog_tell_what_the_date_brings(run: Run, repository: Path) -> None:
    for named in ((), ("HEAD",), (repository,)):
        days = ("--from", "2027-12-31", "--to", "2028-01-01")
        said = run("plan", *days, *named, "--catalog", repository).output
        assert "the site: shows calendars of other years" in said
        assert "From 2027-12-31" in said
    quiet = run("plan", "--from", "2026-06-01", "--to", "2026-06-02", "--catalog", repository)
    assert quiet.output.startswith("Plan: nothing changes")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("--from", "2026-12-24"), "write both"),
        (("--to", "2026-12-25", "HEAD"), "write both"),
        (("--from", "2026-12-25", "--to", "2026-12-25"), "write the earlier first"),
        (("--from", "2026-12-24", "--to", "2026-12-25", "HEAD~1", "HEAD"), "leave HEAD out"),
        (("--from", "2026-12-24", "--to", "2026-12-25", "HEAD~1...HEAD"), "unknown revision"),
        (("--from", "2026-12-24", "--to", "2026-12-25", "--on", "2026-12-24"), "leave --on"),
        (("--from", "2026-12-24", "--to", "2026-12-25", "--fail-on", "weaker"), "leave --fail-on"),
        (("--from", "24.12.2026", "--to", "2026-12-25"), "24.12.2026"),
    ],
)
def test_days_that_make_no_sense_are_refused_with_a_remedy(
    run: Run, repository: Path, arguments: tuple[str, ...], remedy: str
) -> None:
    result = run("plan", *arguments, "--catalog", repository)
    assert result.exit_code == 2
    assert remedy in " ".join(result.output.split())


def test_unknown_impact_is_told(run: Run, repository: Path) -> None:
    result = run("plan", "HEAD~1", "--fail-on", "weeker", "--catalog", repository)
    assert result.exit_code == 2
    assert 'did you mean "weaker"?' in result.output


OWNED = """\
teams:
  front: {name: Front, provider: acme, handles: {github: "@acme/front"}}
"""


def test_a_plan_asks_the_owners_of_what_it_affects_by_the_handles_of_before(
    run: Run, catalog_at: Write, tmp_path: Path
) -> None:
    owner = ("mailboxes.yaml", "acknowledge: standard}", "acknowledge: standard, owner: front}")
    stranger = OWNED.replace("@acme/front", "@stranger")
    before = catalog_at(owner, teams=OWNED).rename(tmp_path / "before")
    after = catalog_at(owner, SLOWER, teams=stranger)
    for style, said in {
        "text": "\nAsk: @acme/front (",
        "markdown": "\n**Ask:** @acme/front (",
        "html": "<p>Ask: @acme/front (",
        "json": '"handle": "@acme/front"',
    }.items():
        output = run("plan", before, "--catalog", after, "--format", style).output
        assert said in output
        assert "Ask: @stranger" not in output


def test_codeowners_is_printed_for_the_place_of_the_catalog(run: Run, repository: Path) -> None:
    (repository / "teams.yaml").write_text(OWNED)
    result = run("codeowners", "--catalog", repository)
    assert result.output.splitlines()[1:] == ["/catalog/ @acme/front"]


def test_plan_for_the_public_leaves_out_where_mail_goes(run: Run, repository: Path) -> None:
    mailboxes = repository / "mailboxes.yaml"
    mailboxes.write_text(mailboxes.read_text().replace("desk@tickets", "other@tickets"))
    everything = run("plan", "HEAD", "--catalog", repository).output
    assert "other@tickets.example" in everything
    public = run("plan", "HEAD", "--public", "--catalog", repository).output
    assert "tickets.example" not in public
    assert "what the public may know" in public
    slower = run("plan", "HEAD~1", "--public", "--catalog", repository).output
    assert "is promised for later" in slower


def test_gate_is_asked_of_everything(run: Run, repository: Path) -> None:
    arguments = ("--public", "--fail-on", "weaker", "--catalog", repository)
    result = run("plan", "HEAD~1", *arguments)
    assert result.exit_code == 2
    assert "call it without --public" in result.output
