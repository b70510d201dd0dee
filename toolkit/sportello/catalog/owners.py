"""Whose an entry of a catalog is, and how a forge calls them."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from sportello.catalog.model import Catalog, Part
from sportello.catalog.model.directory import Forge
from sportello.findings import KeyPath


def team_of(catalog: Catalog, entry: KeyPath) -> str:
    """Return the team of an entry, given by section and identifier; "" if it has none.

    That of a service is its own, else the owner of its mailbox.
    """
    section, name = str(entry[0]), str(entry[1] if len(entry) > 1 else "")
    entries = getattr(catalog, section, None)
    value = entries.get(name) if isinstance(entries, Mapping) else None
    if not isinstance(value, Part):
        return ""
    if section == "teams":
        return name
    team = getattr(value, "owner", None) or getattr(value, "team", None)
    mailbox = catalog.mailboxes.get(getattr(value, "mailbox", None) or "")
    return str(team or (mailbox and mailbox.owner) or "")


def handle_of(catalog: Catalog, team: str) -> str:
    """Return how the desk's forge calls a team, or the nearest one that it is a part of; or ""."""
    forge, seen = forge_of(catalog), set[str]()
    while team in catalog.teams and team not in seen:
        seen.add(team)
        found = catalog.teams[team]
        if forge in found.handles:
            return str(found.handles[forge])
        team = found.parent or ""
    return ""


def forge_of(catalog: Catalog) -> Forge:
    """Return the forge that a desk is on, by the host of its `repository:`; GitHub unless said."""
    host = urlsplit(catalog.helpdesk.repository or "").hostname or ""
    return "gitlab" if "gitlab" in host.split(".") else "github"


def codeowners(catalog: Catalog, holders: Mapping[KeyPath, str], folder: str) -> str:
    """Return the file CODEOWNERS of a desk, which GitHub and GitLab read.

    Files below `services/` and `mailboxes/` are their teams'; all else of the catalog belongs to
    the teams that are part of no other, and any one of them is enough. `holders` are the files by
    section and identifier, `folder` is where the catalog stands in its repository, with a slash at
    its end.
    """
    top = (name for name, team in catalog.teams.items() if team.parent is None)
    owners = {"": {handle: None for each in top if (handle := handle_of(catalog, each))}}
    for entry, file in holders.items():
        handle = handle_of(catalog, team_of(catalog, entry))
        if handle and "/" in file and _is_plain(file):
            owners.setdefault(file, {})[handle] = None
    lines = [f"/{folder}{file} {' '.join(each)}" for file, each in sorted(owners.items()) if each]
    return "".join(f"{line}\n" for line in (_TITLE, *lines))


_TITLE = (
    "# Made by `sportello codeowners` of the handles in teams.yaml: make it anew, do not edit it."
)


def _is_plain(path: str) -> bool:
    """Return whether no part of a path is a pattern there, nor ends it."""
    return all(char.isalnum() or char in "._/-" for char in path)
