"""The workflows, and the templates that desks may copy, held to what schemas do not say.

The keys that GitHub and GitLab know are looked after by `make lint`.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workflows import GITHUB, GITLAB, ROOT, Data, jobs, read, runs, scripts

EACH_JOB = [pytest.param(job, workflow, id=name) for name, job, workflow in jobs()]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_has_least_rights_and_never_runs_twice_at_once(path: Path) -> None:
    assert {"permissions", "concurrency"} <= set(read(path))


@pytest.mark.parametrize(("job", "workflow"), EACH_JOB)
def test_a_job_has_an_end_and_needs_such_that_there_are(job: Data, workflow: Data) -> None:
    assert "timeout-minutes" in job
    assert set(needed(job)) <= set(workflow["jobs"])


@pytest.mark.parametrize(("job", "workflow"), EACH_JOB)
def test_what_a_job_asks_of_others_is_there(job: Data, workflow: Data) -> None:
    said = str(job)
    for other, output in re.findall(r"needs\.([\w-]+)\.outputs\.([\w-]+)", said):
        assert other in needed(job)
        assert output in workflow["jobs"][other]["outputs"]
    steps = {step.get("id") for step in job["steps"]}
    assert set(re.findall(r"steps\.([\w-]+)\.", said)) <= steps
    given = {step["with"]["name"] for other in needed(job) for step in uploads(workflow, other)}
    taken = {step["with"]["name"] for step in uses(job, "actions/download-artifact")}
    assert taken <= given


@pytest.mark.parametrize(("job", "workflow"), EACH_JOB)
def test_what_may_write_installs_nothing(job: Data, workflow: Data) -> None:
    rights = job.get("permissions", workflow["permissions"])
    if "write" in rights.values():
        assert not re.search(r"make |pip |npm |docker |\.ci/", "\n".join(runs(job)))


def test_the_job_to_require_reads_what_became_of_all_others_but_the_comment() -> None:
    checks = read(ROOT / ".github/workflows/check.yml")["jobs"]
    assert {*needed(checks["all"]), "all", "comment"} == set(checks)
    assert checks["all"]["if"] == "always()"
    [step] = checks["all"]["steps"]
    assert "'failure'" in step["if"]
    assert "'cancelled'" in step["if"]


def test_an_action_is_pinned_to_one_commit_everywhere() -> None:
    """`$/` is this repository at the commit that whoever calls its workflow names."""
    lines = [line for path in GITHUB for line in path.read_text().splitlines() if "uses:" in line]
    pins = {re.sub(r".*uses: *", "", line) for line in lines} - {"$/"}
    actions = [re.fullmatch(r"([\w-]+/[\w-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", pin) for pin in pins]
    assert all(actions), pins
    names = [action[1] for action in actions if action]
    assert sorted(names) == sorted(set(names))


def test_only_the_template_for_forks_runs_with_rights_for_them() -> None:
    dangerous = {"pull_request_target", "workflow_run", "issue_comment"}
    assert [path.name for path in GITHUB if dangerous & set(read(path)["on"])] == [
        "plan-of-forks.yml"
    ]


@pytest.mark.parametrize("script", [step for _, job, _ in jobs() for step in runs(job)])
def test_a_step_is_bash_and_names_files_that_there_are(script: str) -> None:
    assert_bash(script)
    for path in re.findall(r"(?<!\S)\.ci/[\w-]+", script):
        assert (ROOT / path).is_file(), path


@pytest.mark.parametrize("path", GITLAB, ids=lambda path: path.stem)
def test_a_template_for_gitlab_runs_bash_in_the_image_of_our_tests(path: Path) -> None:
    assert list(scripts(path)) == ["check", "plan", "pages"]
    for script in scripts(path).values():
        assert_bash(script)
    assert read(path)["default"]["image"] == (ROOT / ".ci/image").read_text().strip()


def needed(job: Data) -> list[str]:
    needs = job.get("needs", [])
    return [needs] if isinstance(needs, str) else list(needs)


def uses(job: Data, action: str) -> list[Any]:
    return [step for step in job["steps"] if step.get("uses", "").startswith(f"{action}@")]


def uploads(workflow: Data, job: str) -> list[Any]:
    found = uses(workflow["jobs"][job], "actions/upload-artifact")
    return [step for step in found if "name" in step["with"]]


def assert_bash(script: str) -> None:
    done = subprocess.run(["bash", "-n", "-c", script], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_lint_refuses_what_github_does_not_know(tmp_path: Path) -> None:
    """The recipe is run on a broken copy of the workflows, with this environment's programs."""
    for name in ("Makefile", ".github", "docs/workflows", "action.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / ".venv/bin"
    programs.mkdir(parents=True)
    for name in ("ruff", "mypy", "lint-imports", "zizmor"):
        (programs / name).symlink_to("/bin/true")
    (programs / "check-jsonschema").symlink_to(Path(sys.prefix, "bin/check-jsonschema"))
    lint = ["make", "--old-file", ".venv/test", "lint"]
    assert subprocess.run(lint, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    file = tmp_path / ".github/workflows/publish.yml"
    file.write_text(file.read_text().replace("timeout-minutes:", "timeout-minuts:"))
    done = subprocess.run(lint, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "publish.yml" in done.stdout
    assert "timeout-minuts" in done.stdout
