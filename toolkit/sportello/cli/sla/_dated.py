"""A date instead of a commit: what the catalog said on that day."""

import os
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Final

_OF_A_HOOK: Final = frozenset({"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"})
"""What git tells its hooks, and what would lead away from the catalog's own repository."""
_LAST_YEAR: Final = 2099
"""The last one that git reads in a date."""


def commit_of(directory: Path, day: str) -> str | None:
    """Return the last commit until the end of a day by this machine's clock: `2026-05-22`.

    None for what is no date, names a tag or branch, or is older than every commit.
    """
    git = shutil.which("git")
    if git is None or not _is_date(day):
        return None
    surroundings = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}

    def said(*words: str) -> str:
        command = [git, "-C", str(directory), *words]
        done = subprocess.run(  # noqa: S603 - no shell, and a date is no option
            command, capture_output=True, text=True, check=False, env=surroundings
        )
        return done.stdout.strip()

    if said("rev-parse", "--verify", "--quiet", f"{day}^{{commit}}"):
        return None
    before = f"--before={day}T23:59:59"
    return said("log", "-1", "--no-show-signature", "--format=%h", before) or None


def _is_date(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and day.year <= _LAST_YEAR
