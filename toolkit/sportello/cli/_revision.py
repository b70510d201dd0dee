"""Which commit of the catalog this is."""

import shutil
import subprocess
from pathlib import Path


def revision(directory: Path) -> str:
    """Return the commit of the catalog, marked if its files differ from it; "" outside of git."""
    git = shutil.which("git")
    if git is None:
        return ""

    def said(*words: str) -> str:
        command = [git, "-C", str(directory), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
        return done.stdout.strip()

    commit = said("rev-parse", "--verify", "HEAD")
    return f"{commit}-dirty" if commit and said("status", "--porcelain", "--", ".") else commit
