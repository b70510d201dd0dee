"""Which commit the installed Sportello is, as its installer or its builder has noted it."""

import json
import re
from importlib.metadata import distribution
from importlib.resources import files as package_files
from typing import Final

from sportello.starter.files import PLACEHOLDER, Program, read_program

_GITHUB: Final = re.compile(r"https://github\.com/([^/]+/[^/]+?)(\.git)?/?")


def installed_from() -> Program:
    """Return the commit that is installed; what nobody has noted is that of `PLACEHOLDER`.

    It stands in `direct_url.json` of what was installed from a repository (PEP 610), and in
    `built_from.json` of a wheel, which `hatch_build.py` writes.
    """
    by_installer = distribution("sportello").read_text("direct_url.json")
    by_builder = package_files("sportello") / "starter" / "built_from.json"
    return (
        (noted_program(by_installer) if by_installer else None)
        or (built_program(by_builder.read_text("utf-8")) if by_builder.is_file() else None)
        or PLACEHOLDER
    )


def noted_program(noted: str) -> Program | None:
    """Return the commit on GitHub that a `direct_url.json` names, None if it names none."""
    about = json.loads(noted)
    found = _GITHUB.fullmatch(about.get("url", ""))
    commit = about.get("vcs_info", {}).get("commit_id", "")
    return read_program(f"{found[1]}@{commit}") if found and commit else None


def built_program(noted: str) -> Program:
    """Return the commit that a `built_from.json` names; its repository may be unknown."""
    about = json.loads(noted)
    return Program(about["repository"] or PLACEHOLDER.repository, about["commit"])
