"""The workflows, and the templates that desks may copy, held to what GitHub and GitLab know."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from workflows import GITHUB, GITLAB, ROOT, Data, jobs, read, runs

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
WORKFLOW = {"name", "run-name", "on", "permissions", "env", "defaults", "concurrency", "jobs"}
JOB = {
    "name", "permissions", "needs", "if", "runs-on", "environment", "concurrency", "outputs", "env",
    "defaults", "steps", "timeout-minutes", "strategy", "continue-on-error", "container", "services",
}  # fmt: skip
STEP = {
    "id", "if", "name", "uses", "run", "working-directory", "shell", "with", "env",
    "continue-on-error", "timeout-minutes",
}  # fmt: skip
EVENTS = {
    "pull_request", "pull_request_target", "push", "schedule", "workflow_call", "workflow_dispatch",
}  # fmt: skip
SCOPES = {
    "actions", "artifact-metadata", "attestations", "checks", "contents", "deployments",
    "id-token", "issues", "packages", "pages", "pull-requests", "security-events", "statuses",
}  # fmt: skip

# https://docs.gitlab.com/ci/yaml/
GITLAB_TOP = {"default", "include", "stages", "variables", "workflow"}
GITLAB_JOB = {
    "after_script", "allow_failure", "artifacts", "before_script", "cache", "coverage",
    "dependencies", "environment", "extends", "image", "interruptible", "needs", "parallel",
    "resource_group", "retry", "rules", "script", "services", "stage", "tags", "timeout",
    "variables", "when",
}  # fmt: skip
GITLAB_ARTIFACTS = {
    "access", "exclude", "expire_in", "expose_as", "name", "paths", "reports", "untracked", "when",
}  # fmt: skip

EACH_JOB = [pytest.param(job, workflow, id=name) for name, job, workflow in jobs()]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_workflow_has_keys_that_github_knows(path: Path) -> None:
    workflow = read(path)
    assert set(workflow) <= WORKFLOW
    assert set(workflow["on"]) <= EVENTS
    assert {"permissions", "concurrency"} <= set(workflow), "least rights, and never two at once"


@pytest.mark.parametrize(("job", "workflow"), EACH_JOB)
def test_a_job_has_keys_that_github_knows_and_an_end(job: Data, workflow: Data) -> None:
    assert set(job) <= JOB
    assert {"runs-on", "steps", "timeout-minutes"} <= set(job)
    assert set(needed(job)) <= set(workflow["jobs"])
    assert set(job.get("permissions", {})) <= SCOPES
    for step in job["steps"]:
        assert set(step) <= STEP
        assert ("uses" in step) != ("run" in step)


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


def test_the_template_for_gitlab_has_keys_that_gitlab_knows() -> None:
    found = read(GITLAB)
    parts = {name: part for name, part in found.items() if name not in GITLAB_TOP}
    assert list(parts) == ["check", "plan", "pages"]
    for part in (*parts.values(), found["default"]):
        assert set(part) <= GITLAB_JOB
        assert set(part.get("artifacts", {})) <= GITLAB_ARTIFACTS
    for part in parts.values():
        assert_bash("\n".join(part["script"]))
    assert found["default"]["image"] == (ROOT / ".ci/image").read_text().strip()


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
