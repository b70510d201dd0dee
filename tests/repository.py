"""A git repository for tests, untouched by the settings of the machine."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

Git = Callable[..., str]
_IDENTITY = ("-c", "user.name=Anna", "-c", "user.email=anna@acme.example")
_SURROUNDINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def new_repository(folder: Path) -> Git:
    """Make a repository in a folder, and return what runs git there: arguments -> output.

    `at` is the date of a commit.
    """

    def git(*arguments: str, at: str = "2026-01-05T10:00:00+01:00") -> str:
        # Where git runs the tests, such as in a bisection, it names its own repository to all below.
        outside = {name: each for name, each in os.environ.items() if not name.startswith("GIT_")}
        dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        done = subprocess.run(
            ["git", "-C", folder, *_IDENTITY, *arguments],
            check=True, capture_output=True, text=True, env={**outside, **_SURROUNDINGS, **dates},
        )  # fmt: skip
        return done.stdout.strip()

    git("init", "--initial-branch", "main")
    return git
