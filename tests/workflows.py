"""The workflows of GitHub as data: those that run here, and those that desks may copy."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
GITHUB = (
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
    ROOT / "docs/workflows/plan-of-forks.yml",
)
GITLAB = tuple(sorted((ROOT / "docs/workflows").glob("gitlab-ci*.yml")))

Data = Mapping[str, Any]


def read(path: Path) -> Data:
    """Return a file of YAML 1.2: `on` is a key like others."""
    found: Data = yaml.load(path.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - texts alone
    return found


def jobs() -> Iterator[tuple[str, Data, Data]]:
    """Yield each job with its name, `check.yml plan`, and its workflow."""
    for path in GITHUB:
        workflow = read(path)
        for name, job in workflow["jobs"].items():
            yield f"{path.name} {name}", job, workflow


def runs(job: Data) -> list[str]:
    """Return what a job runs in the shell."""
    return [step["run"] for step in job["steps"] if "run" in step]


def scripts(path: Path) -> dict[str, str]:
    """Return what each job of a pipeline of GitLab runs, with what all run before."""
    found = read(path)
    before = found["default"].get("before_script", [])
    return {
        name: "\n".join([*before, *part["script"]])
        for name, part in found.items()
        if "script" in part
    }
