"""What a workflow knows of itself: the variables that GitHub sets for each step.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sportello.forge.github import ForgeError, GitHub


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a workflow: the repository, its address, and the pull request that it is for.

    `is_private` says that not everybody may read the repository.
    """

    github: GitHub
    link: str
    pull: int | None
    may_comment: bool
    is_private: bool


def branches(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Return how people call both sides of a run for a pull request; None for another run.

    What is planned is the merge, so that the second is no branch. A branch of a fork stands behind
    its owner.
    """
    file = environment.get("GITHUB_EVENT_PATH")
    pull = file and json.loads(Path(file).read_bytes()).get("pull_request")
    if not pull:
        return None
    base, head = pull["base"], pull["head"]
    is_own = (head.get("repo") or {}).get("full_name") == base["repo"]["full_name"]
    return base["ref"], f"{head['ref'] if is_own else head['label']} merged into {base['ref']}"


def run_of(environment: Mapping[str, str]) -> Run:
    """Return the run that has these variables. Raises ForgeError if some are missing.

    GitHub gives a run for `pull_request` from a fork a token that may only read.
    """
    try:
        repository = environment["GITHUB_REPOSITORY"]
        github = GitHub(environment["GITHUB_API_URL"], repository, environment["GITHUB_TOKEN"])
        server, run = environment["GITHUB_SERVER_URL"], environment["GITHUB_RUN_ID"]
        event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
        name = environment["GITHUB_EVENT_NAME"]
    except KeyError as missing:
        raise ForgeError(
            f"{missing.args[0]} is not set: this is for a step of a workflow"
        ) from None
    pull = event.get("pull_request")
    home = pull and ((pull["head"].get("repo") or {}).get("full_name"))
    return Run(
        github,
        f"{server}/{repository}/actions/runs/{run}",
        pull and pull["number"],
        name != "pull_request" or home == repository,
        bool((event.get("repository") or {}).get("private")),
    )
