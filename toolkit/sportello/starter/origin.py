"""What the installed Sportello was taken from, as the installer has noted it."""

import json
import re
from importlib.metadata import distribution
from typing import Final

from sportello.starter.files import Program, read_program

_GITHUB: Final = re.compile(r"https://github\.com/([^/]+/[^/]+?)(\.git)?/?")


def installed_from() -> Program | None:
    """Return the commit on GitHub that Sportello was installed from, None if that is not known.

    The source is `direct_url.json` of the installed package (PEP 610).
    """
    noted = distribution("sportello").read_text("direct_url.json")
    return noted_program(noted) if noted else None


def noted_program(noted: str) -> Program | None:
    """Return the commit on GitHub that a `direct_url.json` names, None if it names none."""
    about = json.loads(noted)
    found = _GITHUB.fullmatch(about.get("url", ""))
    commit = about.get("vcs_info", {}).get("commit_id", "")
    return read_program(f"{found[1]}@{commit}") if found and commit else None
