"""What GitHub does with a workflow, done here: its jobs in clones, its actions, its variables.

The steps run as they are, but for what stands at the border (`border.py`).
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from border import with_environment, write_program
from fake_github import TOKEN, Fake
from origin import Origin
from repository import new_repository
from workflows import ROOT, Data, read

ACTION: Final = read(ROOT / "action.yml")
WORKFLOWS: Final = ROOT / ".github/workflows"
TAG: Final = "v0.1.0"

_KNOWN: Final[Mapping[str, Callable[["Runner"], str]]] = {
    "github.token": lambda _: TOKEN,
    "github.repository": lambda _: "acme/desk",
    "github.event.number": lambda _: "7",
    "github.event.pull_request.head.sha": lambda run: run.origin.head,
    "github.event.merge_group.base_sha || 'HEAD^1'": lambda run: (
        run.origin.base if run.event == "merge_group" else "HEAD^1"
    ),
    "inputs.fail-on": lambda _: read(WORKFLOWS / "desk-check.yml")["on"]["workflow_call"]["inputs"][
        "fail-on"
    ]["default"],
    "matrix.python": lambda _: "3.11",
}
"""What may stand between `${{` and `}}`. A test that meets another expression fails."""
_TOLD: Final[Mapping[str, Callable[["Runner"], bool]]] = {
    "always()": lambda _: True,
    "github.event_name == 'pull_request' || github.event_name == 'merge_group'": lambda run: (
        run.event in {"pull_request", "merge_group"}
    ),
    "!cancelled() && github.event_name == 'pull_request' && needs.plan.outputs.made == 'success'": (
        lambda run: run.event == "pull_request" and "plan" in run.made
    ),
    "needs.what.outputs.program == 'true'": lambda run: run.outputs["program"] == "true",
    "contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')": lambda run: (
        "failure" in run.results.values()
    ),
    "!github.event.repository.private": lambda _: True,
    "github.event.pull_request.head.repo.full_name != github.repository": lambda run: (
        run.repository != "acme/desk"
    ),
}
"""What an `if:` may ask. A test that meets another one fails."""
_WHATEVER: Final = ("always()", "!cancelled()")
"""With these a job runs although one that it needs did not end well."""


@dataclass
class Runner:
    """Runs jobs, one after the other, each in a clone of its own."""

    work: Path
    fake: Fake
    origin: Origin
    event: str = "pull_request"
    repository: str = "acme/desk"
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    ran: set[tuple[str, str]] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    failed: list["subprocess.CompletedProcess[str]"] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.artifacts.mkdir(parents=True)

    @property
    def artifacts(self) -> Path:
        return self.work / "artifacts"

    def asked(self) -> list[str]:
        """Return what the programs at the border were asked."""
        file = self.work / "asked"
        return file.read_text().splitlines() if file.exists() else []

    def workflow(self, workflow: Data) -> None:
        """Run the jobs of a workflow that are for this event, and what they need first."""
        self.results.clear()
        for name, job in workflow["jobs"].items():
            needs = job.get("needs", [])
            asked = _bare(job.get("if", "success()"))
            well = all(self.results[each] == "success" for each in _listed(needs))
            if (not well and not asked.startswith(_WHATEVER)) or (
                asked != "success()" and not _TOLD[asked](self)
            ):
                self.results[name] = "skipped"
            else:
                done = self.job(name, job, workflow)
                self.results[name] = "failure" if done.returncode else "success"

    def job(
        self, name: str, job: Data, workflow: Data | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run the steps of a job up to the first that fails; return the last one."""
        self._path, self._variables = [], {}
        clone = self._checked_out(job)
        done = subprocess.CompletedProcess[str]([], 0, "", "")
        inherited = {**(workflow or {}).get("env", {}), **job.get("env", {})}
        for step in job["steps"]:
            if "if" in step and not _TOLD[_bare(step["if"])](self):
                continue
            if "uses" in step:
                self._hand_on(step, clone)
            else:
                self.ran.add((name, step["run"]))
                done = self.step(step["run"], clone, {**inherited, **step.get("env", {})})
                if done.returncode:
                    self.failed.append(done)
                    break
        return done

    def _checked_out(self, job: Data) -> Path:
        steps = [each for each in job["steps"] if "actions/checkout" in each.get("uses", "")]
        if steps:
            return self.clone(int(steps[0]["with"].get("fetch-depth", 1)))
        return self._folder()

    def _folder(self) -> Path:
        folder = self.work / f"clone-{len(list(self.work.glob('clone-*')))}"
        folder.mkdir(parents=True)
        return folder

    def clone(self, depth: int) -> Path:
        """Check out as actions/checkout does, with an environment that has been made already."""
        clone = self._folder()
        git = new_repository(clone)
        git("remote", "add", "origin", self.origin.path.as_uri())
        is_merge = self.event in {"pull_request", "merge_group"}
        taken = self.origin.merge if is_merge else "main"
        git("fetch", "--quiet", *([f"--depth={depth}"] if depth else []), "origin", taken)
        git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        with_environment(clone)
        return clone

    def step(
        self, script: str, clone: Path, given: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Run a script as a step, with what GitHub sets and what the step is given."""
        files = {
            name: self.work / name for name in ("event.json", "output", "summary", "path", "env")
        }
        for name in ("output", "summary", "path", "env"):
            files[name].write_text("")
        files["event.json"].write_text(json.dumps(self._payload()))
        environment = {
            "PATH": ":".join((*self._path, str(self._border()), os.environ["PATH"])),
            "ASKED": str(self.work / "asked"),
            "CI": "true",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.fake.url,
            "GITHUB_ACTION_PATH": str(self.work / "action"),
            "GITHUB_ENV": str(files["env"]),
            "GITHUB_EVENT_NAME": self.event,
            "GITHUB_EVENT_PATH": str(files["event.json"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_PATH": str(files["path"]),
            "GITHUB_REF_NAME": TAG,
            "GITHUB_REPOSITORY": "acme/desk",
            "GITHUB_RUN_ID": "1658821493",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            **self._variables,
            **{name: self._filled(value) for name, value in given.items()},
        }
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=clone, env=environment, check=False,
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert TOKEN not in done.stdout + done.stderr
        self.summary += files["summary"].read_text()
        self._path += files["path"].read_text().splitlines()
        self._variables |= dict(line.split("=") for line in files["env"].read_text().splitlines())
        self.outputs |= dict(line.split("=") for line in files["output"].read_text().splitlines())
        return done

    def _border(self) -> Path:
        folder = self.work / "border"
        if not folder.exists():
            folder.mkdir()
            for name in ("gh", "docker"):
                write_program(folder / name)
        return folder

    def _hand_on(self, step: Data, clone: Path) -> None:
        """Do what an action does with the files of a job. One that is not known here is an error."""
        given: dict[str, Any] = step.get("with", {})
        match step["uses"].partition("@")[0]:
            case "$/":
                self._install(given.get("environment", "build"), clone)
            case "actions/upload-artifact":
                self._upload(clone / given["path"], given.get("name"))
                self.made.add(step.get("id", "") and given["name"])
            case "actions/upload-pages-artifact":
                self._upload(clone / given["path"], "github-pages")
            case "actions/download-artifact":
                target = clone / given.get("path", ".")
                shutil.copytree(self.artifacts / given["name"], target, dirs_exist_ok=True)
            case "actions/deploy-pages":
                assert (self.artifacts / "github-pages/index.html").is_file()
            case "actions/attest":
                assert (clone / given["subject-checksums"]).is_file()
            case other:
                assert other in {"actions/checkout", "actions/setup-python"}

    def _upload(self, source: Path, name: str | None) -> None:
        target = self.artifacts / (name or "")
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)

    def _install(self, environment: str, clone: Path) -> None:
        """Run our action, from where GitHub has put a copy of the repository."""
        action = self.work / "action"
        if not action.exists():
            action.mkdir()
            for name in ("Makefile", "pyproject.toml", "requirements", "toolkit"):
                (action / name).symlink_to(ROOT / name)
            with_environment(action)
        fitting = f"inputs.environment == '{environment}'"
        [step] = [each for each in ACTION["runs"]["steps"] if each["if"] == fitting]
        self.ran.add(("action", step["run"]))
        assert self.step(step["run"], clone, {}).returncode == 0

    def _filled(self, value: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: _KNOWN[found[1]](self), value)

    def _payload(self) -> dict[str, object]:
        if not self.event.startswith("pull_request"):
            return {}
        base = {"ref": "main", "repo": {"full_name": "acme/desk"}}
        head = {
            "ref": "change",
            "label": f"{self.repository.partition('/')[0]}:change",
            "sha": self.origin.head,
            "repo": {"full_name": self.repository},
        }
        return {"number": 7, "pull_request": {"number": 7, "base": base, "head": head}}


def _bare(expression: str) -> str:
    return re.sub(r"^\$\{\{ (.*) \}\}$", r"\1", expression)


def _listed(needs: str | list[str]) -> list[str]:
    return [needs] if isinstance(needs, str) else needs


def steps_of(workflow: Data) -> set[tuple[str, str]]:
    """Return each `run:` of a workflow, with its job."""
    return {
        (name, step["run"])
        for name, job in workflow["jobs"].items()
        for step in job["steps"]
        if "run" in step
    }
