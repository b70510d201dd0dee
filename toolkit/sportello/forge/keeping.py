"""One comment, or one issue, that is kept up to date in place.

Ours is the one that begins with our mark *and* is by our account: anybody can write the mark, and
the account may have written others. All functions may be called again after an error: what was
done already is found then.
"""

import time
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Final

from sportello.forge.github import ForgeError, Found, GitHub

AUTHOR: Final = "github-actions[bot]"
"""The account that workflows write with."""
LONGEST: Final = 60_000
"""Characters of a comment or an issue; GitHub takes 65,536."""
_CUT: Final = "\n\n**More does not fit here**: see the files of the run.\n"
_PAUSES: Final = (2, 10, 30)
"""Seconds between tries."""


class Outcome(Enum):
    """What had to be done so that a text stands where it should."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    NOTHING = "nothing to say"


def keep_comment(github: GitHub, pull: int, text: str, *, only_update: bool) -> Outcome:
    """Let a text be our comment on a pull request; its first line is its mark.

    With `only_update` none is created. Raises ForgeError.
    """
    body = fitting(text)
    path = f"issues/{pull}/comments"
    ours = _ours(github.all(path), body.partition("\n")[0])
    if ours is None:
        if only_update:
            return Outcome.NOTHING
        github.send("POST", path, {"body": body})
        return Outcome.CREATED
    return _updated(github, f"issues/comments/{ours['id']}", ours, {"body": body})


def keep_issue(github: GitHub, title: str, text: str) -> Outcome:
    """Let a text be our open issue of a title; without a text it is closed. Raises ForgeError."""
    mark = f"<!-- sportello: {title} -->"
    opened = github.all(f"issues?state=open&creator={AUTHOR}")
    ours = _ours((each for each in opened if "pull_request" not in each), mark)
    if not text.strip():
        if ours is None:
            return Outcome.NOTHING
        github.send("PATCH", f"issues/{ours['number']}", {"state": "closed"})
        return Outcome.CLOSED
    content = {"title": title, "body": fitting(f"{mark}\n{text}")}
    if ours is None:
        github.send("POST", "issues", content)
        return Outcome.CREATED
    return _updated(github, f"issues/{ours['number']}", ours, content)


def fitting(text: str) -> str:
    """Return a text that GitHub takes: cut after a line, which is said, if it is too long."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - len(_CUT)].rpartition("\n")[0] + _CUT


def patiently(work: Callable[[], Outcome], sleep: Callable[[float], None] = time.sleep) -> Outcome:
    """Return what some work comes to, tried again where that may help. Raises ForgeError."""
    for pause in _PAUSES:
        try:
            return work()
        except ForgeError as error:
            if not error.may_pass:
                raise
        sleep(pause)
    return work()


def _ours(found: Iterable[Found], mark: str) -> Found | None:
    for each in found:
        begins = (each.get("body") or "").replace("\r\n", "\n").partition("\n")[0]
        if begins == mark and (each.get("user") or {}).get("login") == AUTHOR:
            return each
    return None


def _updated(github: GitHub, path: str, ours: Found, content: dict[str, str]) -> Outcome:
    said = {key: ours[key].replace("\r\n", "\n").rstrip() for key in content}
    if said == {key: value.rstrip() for key, value in content.items()}:
        return Outcome.UNCHANGED
    github.send("PATCH", path, content)
    return Outcome.UPDATED
