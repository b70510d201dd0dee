"""Notes in what is built which commit it is built from: `sportello init` gives it to workflows."""

import json
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INSIDE = "sportello/starter/built_from.json"
"""Where it stands in the package. It is written into what is built, never into the repository."""
GITHUB = re.compile(
    r"(?:https://(?:[^@/]*@)?|ssh://git@|git@)github\.com[/:]([\w-]+/[\w.-]+?)(?:\.git)?/?"
)
"""How git writes a repository on GitHub. What some write before the host, a token, is not noted."""


class BuiltFrom(BuildHookInterface[Any]):
    """Adds the note to an archive of the sources and to a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the note, unless what is built has it already, or nobody knows it."""
        root = Path(self.root)
        if version == "editable" or (root / "toolkit" / INSIDE).exists():
            return
        found = built_from(root)
        if found:
            self.made = tempfile.TemporaryDirectory()
            note = Path(self.made.name, "built_from.json")
            note.write_text(f"{json.dumps(found)}\n")
            inside = INSIDE if self.target_name == "wheel" else f"toolkit/{INSIDE}"
            build_data["force_include"][str(note)] = inside


def built_from(root: Path) -> dict[str, str]:
    """Return the commit that a folder holds, and the repository on GitHub that it was cloned from.

    Nothing if the folder has changes, or is no clone; an empty repository if it is not on GitHub.
    """
    try:
        here, commit = _git(root, "rev-parse", "--show-toplevel", "HEAD").splitlines()
        if Path(here).resolve() != root.resolve() or _git(root, "status", "--porcelain"):
            return {}
        url = _git(root, "config", "--default", "", "remote.origin.url")
    except (OSError, subprocess.CalledProcessError):
        return {}
    on_github = GITHUB.fullmatch(url)
    return {"repository": on_github[1] if on_github else "", "commit": commit}


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - fixed
    return done.stdout.strip()
