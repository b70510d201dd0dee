"""What workflows run for a pull request is run here: in clones, with what GitHub sets, beside a forge of ours."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fake_github import TOKEN, Fake, fake_github
from repository import new_repository
from small import SMALL
from workflows import ROOT, Data, read, runs

LEFT_OUT = {
    "make test-data",  # tests of the catalog: `make test` has them
    ".ci/in-container .ci/run",  # all tests
    ".ci/in-container env CI=true bash -c '.ci/packages && make test-site'",
}
"""What takes long and is run by others."""
CHECK = read(ROOT / ".github/workflows/check.yml")["jobs"]
ACTION = read(ROOT / "action.yml")
DESK = read(ROOT / ".github/workflows/desk-check.yml")
NIGHTLY = read(ROOT / ".github/workflows/desk-nightly.yml")["jobs"]
FORKS = read(ROOT / "docs/workflows/plan-of-forks.yml")["jobs"]
HARMLESS = ("Support", "Support desk")
HARM = (", abuse@acme.example]", "]")
FILES = ("Makefile", "pyproject.toml", ".ci", "requirements/build.lock", "requirements/core.lock", "requirements/installer.lock", "toolkit/sportello/__init__.py", "toolkit/sportello/forge")  # fmt: skip


@dataclass
class Origin:
    """A repository as GitHub holds it, with a pull request that is merged into its base."""

    path: Path
    merge: str
    head: str


@dataclass
class Runner:
    """A clone in which the jobs of a run are run, one after the other."""

    work: Path
    fake: Fake
    origin: Origin
    event: str
    repository: str
    artifacts: Path
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, job: Data) -> "subprocess.CompletedProcess[str]":
        """Run the steps of a job up to the first that fails; return the last one."""
        self.path, self.variables = [], {}
        clone = self.clone(job)
        done = subprocess.CompletedProcess[str]([], 0, "", "")
        for step in job["steps"]:
            if "uses" in step:
                self.hand_on(step, clone)
            elif step["run"] not in LEFT_OUT:
                done = self.step(step, clone)
                if done.returncode:
                    break
        return done

    def clone(self, job: Data) -> Path:
        """Check out as actions/checkout does, with an environment that has been made already."""
        clone = self.work / f"clone-{len(list(self.work.glob('clone-*')))}"
        clone.mkdir()
        checkouts = [each for each in job["steps"] if "actions/checkout" in each.get("uses", "")]
        if not checkouts:
            return clone
        depth = int(checkouts[0]["with"].get("fetch-depth", 1))
        git = new_repository(clone)
        git("remote", "add", "origin", self.origin.path.as_uri())
        taken = self.origin.merge if self.event == "pull_request" else "main"
        git("fetch", "--quiet", *([f"--depth={depth}"] if depth else []), "origin", taken)
        git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        with_environment(clone)
        return clone

    def step(self, step: Data, clone: Path) -> "subprocess.CompletedProcess[str]":
        files = {
            name: self.work / name for name in ("event.json", "output", "summary", "path", "env")
        }
        for name in ("output", "summary", "path", "env"):
            files[name].write_text("")
        files["event.json"].write_text(json.dumps(self.payload()))
        environment = {
            "PATH": ":".join((*self.path, os.environ["PATH"])),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.fake.url,
            "GITHUB_ACTION_PATH": str(self.work / "action"),
            "GITHUB_ENV": str(files["env"]),
            "GITHUB_EVENT_NAME": self.event,
            "GITHUB_EVENT_PATH": str(files["event.json"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_PATH": str(files["path"]),
            "GITHUB_REPOSITORY": "acme/desk",
            "GITHUB_RUN_ID": "1658821493",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            **self.variables,
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=clone, env=environment, check=False,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert TOKEN not in done.stdout + done.stderr
        self.summary += files["summary"].read_text()
        self.path += files["path"].read_text().splitlines()
        self.variables |= dict(line.split("=") for line in files["env"].read_text().splitlines())
        self.outputs |= dict(line.split("=") for line in files["output"].read_text().splitlines())
        return done

    def install(self, environment: str, clone: Path) -> None:
        """Run our action, from where GitHub has put a copy of the repository."""
        action = self.work / "action"
        if not action.exists():
            action.mkdir()
            for name in ("Makefile", "pyproject.toml", "requirements", "toolkit"):
                (action / name).symlink_to(ROOT / name)
            with_environment(action)
        fitting = f"inputs.environment == '{environment}'"
        [step] = [each for each in ACTION["runs"]["steps"] if each["if"] == fitting]
        assert self.step(step, clone).returncode == 0

    def filled(self, value: str) -> str:
        known = {
            "github.token": TOKEN,
            "github.event.number": "7",
            "inputs.fail-on": DESK["on"]["workflow_call"]["inputs"]["fail-on"]["default"],
            "github.event.pull_request.head.sha": self.origin.head,
        }
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], value)

    def payload(self) -> dict[str, object]:
        head = {"sha": self.origin.head, "repo": {"full_name": self.repository}}
        return {"number": 7, "pull_request": {"number": 7, "head": head}}

    def hand_on(self, step: Data, clone: Path) -> None:
        """Do what the actions for artifacts do, and our own."""
        given = step.get("with", {})
        if step["uses"] == "$/":
            self.install(given.get("environment", "build"), clone)
        elif "actions/download-artifact" in step["uses"]:
            shutil.copytree(self.artifacts / given["name"], clone / given["path"])
        elif "actions/upload-artifact" in step["uses"] and given["path"] != "build/site/":
            source = clone / given["path"]
            if source.is_dir():
                shutil.copytree(source, self.artifacts / given["name"])
            else:
                shutil.copy(source, self.artifacts)


def with_environment(clone: Path) -> None:
    """Let the environment of the tests stand for those that make would make."""
    for made in (".venv-uv/bin/uv", ".venv/core", ".venv/build"):
        Path(clone, made).parent.mkdir(parents=True, exist_ok=True)
        Path(clone, made).touch()
    for each in ("bin", "lib", "pyvenv.cfg"):
        Path(clone, ".venv", each).symlink_to(Path(sys.prefix, each))


def origin(folder: Path, change: tuple[str, str]) -> Origin:
    for name in FILES:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (folder / "catalog").mkdir()
    for name, text in SMALL.items():
        file = folder / "catalog" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    git = new_repository(folder)
    git("add", ".")
    git("commit", "--quiet", "--message", "before")
    git("switch", "--quiet", "--create", "change")
    for name in SMALL:
        file = folder / "catalog" / name
        file.write_text(file.read_text().replace(*change))
    git("commit", "--quiet", "--all", "--message", "change")
    head = git("rev-parse", "HEAD")
    git("switch", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "change")
    merge = git("rev-parse", "HEAD")
    git("update-ref", "refs/pull/7/merge", merge)
    git("update-ref", "refs/pull/7/head", head)
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    git("switch", "--quiet", "main")
    return Origin(folder, merge, head)


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_github() as made:
        yield made


def runner(
    tmp_path: Path,
    fake: Fake,
    change: tuple[str, str] = HARMLESS,
    event: str = "pull_request",
    repository: str = "acme/desk",
) -> Runner:
    for name in ("origin", "work", "artifacts"):
        (tmp_path / name).mkdir()
    made = origin(tmp_path / "origin", change)
    return Runner(tmp_path / "work", fake, made, event, repository, tmp_path / "artifacts")


def test_what_is_left_out_is_run_by_a_workflow() -> None:
    assert {step for job in CHECK.values() for step in runs(job)} >= LEFT_OUT


def test_a_change_without_harm_passes_and_is_told_in_a_comment_unless_from_a_fork(
    tmp_path: Path, fake: Fake
) -> None:
    run = runner(tmp_path, fake)
    for name in ("data", "what", "plan", "comment"):
        done = run.run(CHECK[name])
        assert done.returncode == 0, (name, done.args, done.stdout, done.stderr)
    assert run.outputs == {"program": "false"}
    assert "### Plan: no harm" in run.summary
    assert (run.artifacts / "plan.html").read_text().startswith("<!doctype html>")
    [comment] = fake.comments
    assert comment["body"].startswith("<!-- sportello-plan: catalog -->\n### Plan: no harm")
    assert run.run(CHECK["comment"]).stdout == "comment on pull request 7: unchanged\n"
    fake.asked.clear()
    run.repository = "mallory/desk"
    assert "from a fork" in run.run(CHECK["comment"]).stdout
    assert fake.asked == []


def test_lost_mail_holds_a_change_up_and_is_told(tmp_path: Path, fake: Fake) -> None:
    run = runner(tmp_path, fake, HARM)
    done = run.run(CHECK["plan"])
    assert done.args[-1].endswith("--fail-on lost-mail,public,weaker")
    assert done.returncode == 1
    assert "::warning" in done.stdout
    assert "approved:" in done.stderr
    assert run.run(CHECK["comment"]).returncode == 0
    assert "Mail is lost" in fake.comments[0]["body"]


def test_the_template_for_forks_tells_it_with_nothing_of_the_fork_on_disk(
    tmp_path: Path, fake: Fake
) -> None:
    run = runner(tmp_path, fake, event="pull_request_target", repository="mallory/desk")
    for name in ("plan", "comment"):
        done = run.run(FORKS[name])
        assert done.returncode == 0, (name, done.args, done.stdout, done.stderr)
    assert "### Plan: no harm" in fake.comments[0]["body"]
    assert run.summary
    for clone in run.work.glob("clone-*"):
        assert HARMLESS[1] not in (clone / "catalog/helpdesk.yaml").read_text()


def test_the_template_for_forks_refuses_a_commit_that_is_not_the_one_announced(
    tmp_path: Path, fake: Fake
) -> None:
    run = runner(tmp_path, fake, event="pull_request_target", repository="mallory/desk")
    run.origin.head = "c0ffee" * 6 + "c0ff"
    done = run.run(FORKS["plan"])
    assert done.returncode == 1
    assert "does not take in c0ffee" in done.stderr
    assert run.summary == ""


def test_a_desk_of_its_own_is_checked_by_the_program_of_the_pinned_commit(
    tmp_path: Path, fake: Fake
) -> None:
    run = runner(tmp_path, fake, HARM)
    done = run.run(DESK["jobs"]["plan"])
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "::warning" in done.stdout
    assert "Mail is lost" in run.summary
    done = run.run(DESK["jobs"]["comment"])
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert "Mail is lost" in fake.comments[0]["body"]


def test_a_desk_of_its_own_is_told_in_issues_what_the_night_has_found(
    tmp_path: Path, fake: Fake
) -> None:
    run = runner(tmp_path, fake, event="schedule")
    (run.artifacts / "night").mkdir()
    for name, text in {"ends.md": "A contract ends.\n", "links.md": ""}.items():
        (run.artifacts / "night" / name).write_text(text)
    done = run.run(NIGHTLY["tell"])
    assert done.returncode == 0, (done.stdout, done.stderr)
    [issue] = fake.issues
    assert issue["title"] == "What ends soon in the catalog"
