"""What a release tells of the program: what its version makes of the catalog of the one before."""

import json
from datetime import date
from pathlib import Path
from typing import Final

from sportello.api.planning import rendered
from sportello.api.snapshots import plan_of_files, snapshot_at
from sportello.findings import FindingsError, Invalid
from sportello.forge.github import GitHub
from sportello.plan.forms.sentences import headline
from sportello.plan.report import Report

SNAPSHOT: Final = "snapshot.json"
"""The file of a release that has the results of its catalog."""
_TITLE: Final = "### What this version makes of the catalog of {}"


def previous_snapshot(github: GitHub, tag: str) -> tuple[str, bytes] | None:
    """Return the last release before that of a tag that has a snapshot, with it; None for none.

    Drafts and trial releases do not count. Raises ForgeError.
    """
    for release in github.all("releases"):
        if release["draft"] or release["prerelease"] or release["tag_name"] == tag:
            continue
        for asset in release["assets"]:
            if asset["name"] == SNAPSHOT:
                return release["tag_name"], github.download(asset["url"])
    return None


def notes(catalog: Path, before: tuple[str, bytes], folder: Path, *, is_private: bool) -> str:
    """Return what this version makes of the catalog of a release before, on the day of that one.

    So both snapshots are of one catalog, and all that differs comes of the program. Files that are
    compared stand in a folder. Of a private repository only the numbers are told: notes go out by
    mail.
    """
    tag, content = before
    old, new = folder / "before.json", folder / "after.json"
    old.write_bytes(content)
    title = _TITLE.format(tag)
    try:
        made = json.loads(content)
        new.write_bytes(snapshot_at(catalog, made["commit"], date.fromisoformat(made["day"])))
        report = plan_of_files(old, new)
    except (FindingsError, Invalid, ValueError, KeyError, TypeError) as error:
        return f"{title}\n\nNot known: {_reason(error)}\n"
    return f"{title}\n\n{_told(report, is_private=is_private)}"


def _told(report: Report, *, is_private: bool) -> str:
    if is_private:
        return f"Plan: {headline(report.plan)}\n"
    _, _, text = rendered(report, "markdown").partition("\n")  # without the mark of a comment
    return text


def _reason(error: Exception) -> str:
    """Return why there is no plan, in a line of code, in which nothing is a mention or a link."""
    if isinstance(error, FindingsError):
        return "that catalog has errors for this version."
    said = " ".join(str(error).replace("`", "'").split())
    return f"`{said}`."
