"""What differs in the text of files that a deploy changes."""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from sportello.files import Files
from sportello.findings import first_lines

SHOWN_LINES = 40
"""Lines of all files together that are printed."""
_HUNK = re.compile(r"@@ -\S+ \+(\d+)")
_BRANCH = re.compile(r"(?:\} els)?if (.*) \{\Z")
"""The beginning of what a Sieve script does for one mailbox."""


def text_differences(before: Path, after: Files, paths: Iterable[str]) -> list[str]:
    """Return a unified diff of the files at some paths, and how much of it was left out.

    `before` is the directory of the release in force. Raises OSError.
    """
    lines = [line for path in paths for line in _diff(path, before / path, after[path])]
    return first_lines(lines, SHOWN_LINES, "… and {} more lines")


def _diff(path: str, old: Path, new: bytes) -> Iterator[str]:
    was = old.read_bytes() if old.is_file() else b""  # one that was removed by hand
    after = _lines(new)
    for line in unified_diff(_lines(was), after, f"{path} in force", path, n=1, lineterm=""):
        hunk = _HUNK.match(line)
        yield line if hunk is None else f"{line}{_branch(after[: int(hunk[1])])}"


def _branch(lines: list[str]) -> str:
    """Return the condition that the last of these lines stands under: it names the mailbox."""
    found = (_BRANCH.match(line) for line in reversed(lines))
    return next((f" {each[1]}" for each in found if each), "")


def _lines(content: bytes) -> list[str]:
    return content.decode(errors="replace").splitlines()
