"""What workflows run is run here: in clones, with what GitHub sets, beside a forge of ours."""

import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from border import with_environment
from fake_github import Fake, fake_github
from github_runner import ACTION, TAG, WORKFLOWS, Runner, steps_of
from origin import merged
from repository import new_repository
from small import SMALL
from sportello.api.starting import start_desk
from sportello.starter.files import Program
from starter.test_files import COMMIT, DAY, answers
from workflows import GITHUB, ROOT, Data, read, runs, scripts

CHECK = read(WORKFLOWS / "check.yml")
DESK = read(WORKFLOWS / "desk-check.yml")
FORKS = read(ROOT / "docs/workflows/plan-of-forks.yml")
HARMLESS = ("Support", "Support desk")
HARM = (", abuse@acme.example]", "]")
FILES = ("Makefile", "pyproject.toml", ".ci", "docs/workflows", "requirements", "site", "toolkit/sportello/__init__.py", "toolkit/sportello/forge")  # fmt: skip
EVENTS = ("pull_request", "pull_request_target", "push", "schedule")

Make = Callable[..., Runner]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_github() as made:
        yield made


@pytest.fixture
def runner(tmp_path: Path, fake: Fake) -> Make:
    """Return what makes a runner for a repository like this one, with a small catalog."""

    def make(
        change: tuple[str, str] = HARMLESS,
        event: str = "pull_request",
        repository: str = "acme/desk",
        program: bool = False,
    ) -> Runner:
        folder = tmp_path / "origin"
        for name in FILES:
            source, target = ROOT / name, folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        (folder / "CHANGELOG.md").write_text(f"## {TAG[1:]} (2026-01-05)\n")
        (folder / ".gitignore").write_text((ROOT / ".gitignore").read_text() + "/plan/\n/night/\n")
        for name, text in SMALL.items():
            file = folder / "catalog" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)

        def changed(folder: Path) -> None:
            for name in SMALL:
                file = folder / "catalog" / name
                file.write_text(file.read_text().replace(*change))
            if program:
                (folder / "Makefile").write_text((folder / "Makefile").read_text() + "\n")

        return Runner(tmp_path / "work", fake, merged(folder, changed), event, repository)

    return make


@pytest.fixture
def desk(tmp_path: Path, fake: Fake) -> Runner:
    """Return a runner for the repository of a new desk."""
    folder = tmp_path / "origin"
    start_desk(folder, answers(languages="en"), Program("acme/sportello", COMMIT), DAY)

    def changed(folder: Path) -> None:
        file = folder / "catalog/providers.yaml"
        file.write_text(file.read_text().replace("Acme support", "Acme"))

    return Runner(tmp_path / "work", fake, merged(folder, changed))


def only(workflow: Data, *jobs: str) -> Data:
    return {**workflow, "jobs": {name: workflow["jobs"][name] for name in jobs}}


def event_of(workflow: Data) -> str:
    return next(each for each in EVENTS if each in workflow["on"])


def assert_every_step_runs(run: Runner, workflow: Data) -> None:
    """Assert that all that a workflow runs ends well, but for the gate of a job that failed."""
    run.workflow(workflow)
    assert set(run.results.values()) == {"success"}, (run.results, run.failed)
    for name, job in workflow["jobs"].items():
        if job.get("if") == "always()":
            run.results["another"] = "failure"
            assert run.job(name, job).returncode == 1
    assert steps_of(workflow) - run.ran == set()


@pytest.mark.parametrize(
    "path", [each for each in GITHUB if not each.name.startswith("desk-")], ids=lambda path: path.stem
)  # fmt: skip
def test_every_step_of_a_workflow_runs(runner: Make, path: Path) -> None:
    event = event_of(read(path))
    by = "mallory/desk" if event == "pull_request_target" else "acme/desk"
    assert_every_step_runs(runner(event=event, repository=by, program=True), read(path))


@pytest.mark.parametrize("called", sorted(WORKFLOWS.glob("desk-*")), ids=lambda path: path.stem)
def test_every_step_for_a_desk_of_its_own_runs(desk: Runner, called: Path) -> None:
    caller = read(desk.origin.path / ".github/workflows" / called.name.removeprefix("desk-"))
    [job] = caller["jobs"].values()
    assert job["uses"] == f"acme/sportello/.github/workflows/{called.name}@{COMMIT}"
    desk.event = event_of(caller)
    assert_every_step_runs(desk, read(called))


def test_our_action_has_no_step_that_these_do_not_run() -> None:
    environments = {
        step.get("with", {}).get("environment", "build")
        for path in WORKFLOWS.glob("desk-*")
        for job in read(path)["jobs"].values()
        for step in job["steps"]
        if step.get("uses") == "$/"
    }
    asked = {f"inputs.environment == '{each}'" for each in environments}
    assert {step["if"] for step in ACTION["runs"]["steps"]} == asked


def test_a_desk_is_released_with_its_routing_and_sums(desk: Runner, tmp_path: Path) -> None:
    (tmp_path / "build/routing/postfix").mkdir(parents=True)
    (tmp_path / "build/manifest.json").write_text("{}")
    [*_, pack] = runs(read(WORKFLOWS / "desk-release.yml")["jobs"]["build"])
    assert desk.step(pack, tmp_path, {}).returncode == 0
    made = {each.name for each in (tmp_path / "dist").iterdir()}
    assert made == {f"routing-{TAG}.tar.gz", f"routing-{TAG}.manifest.json", "SHA256SUMS"}
    with tarfile.open(tmp_path / f"dist/routing-{TAG}.tar.gz") as opened:
        assert opened.getnames() == [f"routing-{TAG}", f"routing-{TAG}/postfix"]


def test_nothing_is_released_where_there_is_no_routing(desk: Runner, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build/manifest.json").write_text("{}")
    [*_, pack] = runs(read(WORKFLOWS / "desk-release.yml")["jobs"]["build"])
    assert desk.step(pack, tmp_path, {}).returncode != 0


def assert_every_line_runs(run: Runner, template: Path, given: Mapping[str, str]) -> None:
    """Assert that the jobs of a pipeline of GitLab end well, and make what they say they do."""
    for name, script in scripts(template).items():
        clone = run.clone(0)
        base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": run.origin.base} if name == "plan" else {}
        done = run.step(script, clone, {"GITHUB_EVENT_PATH": "", **given, **base})
        assert done.returncode == 0, done.stdout + done.stderr
        made = read(template)[name].get("artifacts", {})
        for path in (*made.get("paths", ()), *made.get("reports", {}).values()):
            assert (clone / path).exists()


def test_every_line_for_gitlab_runs(runner: Make) -> None:
    assert_every_line_runs(runner(), ROOT / "docs/workflows/gitlab-ci.yml", {})


def test_every_line_for_a_desk_of_its_own_on_gitlab_runs(desk: Runner, tmp_path: Path) -> None:
    program, builds = tmp_path / "program", tmp_path / "builds"
    program.mkdir()
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, program)
    shutil.copytree(ROOT / "requirements", program / "requirements")
    git = new_repository(program)
    git("add", ".")
    git("commit", "--quiet", "--message", "the program")
    with_environment(builds / "sportello")
    template = ROOT / "docs/workflows/gitlab-ci-desk.yml"
    given = {
        **read(template)["variables"],
        "SPORTELLO": program.as_uri(),
        "COMMIT": git("rev-parse", "HEAD"),
        "CI_BUILDS_DIR": str(builds),
    }
    assert_every_line_runs(desk, template, given)
    assert any(each.startswith("uv pip sync") for each in desk.asked())


def test_a_change_without_harm_is_told_in_a_comment_unless_from_a_fork(
    runner: Make, fake: Fake
) -> None:
    run = runner()
    run.workflow(only(CHECK, "plan", "comment", "what", "check", "pages"))
    assert run.outputs == {"program": "false"}
    assert {each for each in run.results if run.results[each] == "skipped"} == {"check", "pages"}
    assert "### Plan: no harm" in run.summary
    assert (run.artifacts / "plan.html").read_text().startswith("<!doctype html>")
    [comment] = fake.comments
    assert comment["body"].startswith("<!-- sportello-plan: catalog -->\n### Plan: no harm")
    told = run.job("comment", CHECK["jobs"]["comment"])
    assert told.stdout == "comment on pull request 7: unchanged\n"
    fake.asked.clear()
    run.repository = "mallory/desk"
    assert "from a fork" in run.job("comment", CHECK["jobs"]["comment"]).stdout
    assert fake.asked == []


def test_lost_mail_holds_a_change_up_and_is_told(runner: Make, fake: Fake) -> None:
    run = runner(HARM)
    run.workflow(only(CHECK, "plan", "comment"))
    assert run.results == {"plan": "failure", "comment": "success"}
    [gate] = run.failed
    assert gate.args[-1].endswith("--fail-on lost-mail,public,weaker")
    assert "::warning" in gate.stdout
    assert "approved:" in gate.stderr
    assert "Mail is lost" in fake.comments[0]["body"]


def test_a_merge_queue_is_held_up_by_all_that_it_would_add_and_comments_nothing(
    runner: Make, fake: Fake
) -> None:
    """A queue that rebases adds all of a pull request, whose last commit alone is harmless."""
    run = runner(HARM, event="merge_group")
    git = new_repository(run.origin.path)
    git("switch", "--quiet", "--detach", run.origin.head)
    git("commit", "--quiet", "--allow-empty", "--message", "the last one")
    run.origin.merge = git("rev-parse", "HEAD")
    git("update-ref", "refs/heads/gh-readonly-queue/main/pr-7", run.origin.merge)
    run.workflow(only(CHECK, "plan", "comment"))
    assert run.results == {"plan": "failure", "comment": "skipped"}
    assert fake.asked == []


def test_the_template_for_forks_tells_it_with_nothing_of_the_fork_on_disk(
    runner: Make, fake: Fake
) -> None:
    run = runner(event="pull_request_target", repository="mallory/desk")
    run.workflow(FORKS)
    assert "### Plan: no harm" in fake.comments[0]["body"]
    assert run.summary
    clones = list(run.work.glob("clone-*"))
    assert len(clones) == 2
    for clone in clones:
        assert HARMLESS[1] not in (clone / "catalog/helpdesk.yaml").read_text()


def test_the_template_for_forks_refuses_a_commit_that_is_not_the_one_announced(
    runner: Make,
) -> None:
    run = runner(event="pull_request_target", repository="mallory/desk")
    run.origin.head = "c0ffee" * 6 + "c0ff"
    done = run.job("plan", FORKS["jobs"]["plan"])
    assert done.returncode == 1
    assert "does not take in c0ffee" in done.stderr
    assert run.summary == ""


def test_a_desk_of_its_own_is_held_up_by_what_it_has_not_approved(runner: Make, fake: Fake) -> None:
    run = runner(HARM)
    run.workflow(only(DESK, "plan", "comment"))
    assert run.results == {"plan": "failure", "comment": "success"}
    assert "::warning" in run.failed[0].stdout
    assert "Mail is lost" in run.summary
    assert "Mail is lost" in fake.comments[0]["body"]


def test_a_desk_of_its_own_is_told_in_issues_what_the_night_has_found(
    desk: Runner, fake: Fake
) -> None:
    desk.event = "schedule"
    (desk.artifacts / "night").mkdir()
    for name, text in {
        "ends.md": "A contract ends.\n",
        "tomorrow.md": "",
        "links.md": "",
    }.items():
        (desk.artifacts / "night" / name).write_text(text)
    done = desk.job("tell", read(WORKFLOWS / "desk-nightly.yml")["jobs"]["tell"])
    assert done.returncode == 0, (done.stdout, done.stderr)
    [issue] = fake.issues
    assert issue["title"] == "What ends soon in the catalog"
