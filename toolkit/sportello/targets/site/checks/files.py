"""The files of a desk's own `site/`: which of them have a meaning, and why others are not read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from sportello.catalog.file_rules import F001
from sportello.catalog.reading import is_hidden, not_read
from sportello.catalog.yaml.text import LARGEST
from sportello.files import EntryKind, Unread, list_entries, read_inside
from sportello.findings import Finding, Location, Severity, did_you_mean

_ENDINGS: Final = {
    "messages": ".po", "words": ".yaml", "styles": ".css", "templates": ".j2",
    "staff": ".css", "figures": ".json", "pages": "", "assets": "", "overrides": "",
}  # fmt: skip
"""The folders that have a meaning, with how the names of files in it end, if all end alike."""
_OF_A_LANGUAGE: Final = frozenset({"messages", "words", "pages"})
_FILES: Final = frozenset({".po", ".yaml", ".css", ".j2", ".md", ".html", ".svg", ".json"})
"""Endings of files, which no folder should have."""


def file_findings(folder: Path, languages: Sequence[str]) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the files of a folder by their path in it, and what is wrong with the others."""
    contents: dict[str, bytes] = {}
    found: list[Finding] = []
    there = list_entries(folder, is_hidden)
    files = [path for path, unread in there if unread is None]
    read = read_inside(folder, files, LARGEST)
    odd: list[str] = []
    for path, unread in there:
        content = unread or next(read)
        shown = (folder / path).as_posix()
        if path.startswith(tuple(odd)):
            continue
        if content == Unread(EntryKind.DIRECTORY):
            if PurePosixPath(path).suffix not in _FILES:
                continue
            odd.append(f"{path}/")
        if isinstance(content, Unread):
            found.append(not_read(shown, content))
        elif path.startswith("mkdocs.yml") or not (wrong := _meaningless(path, shown, languages)):
            contents[path] = content
        else:
            found.append(wrong)
    return contents, [*found, *_logo(folder, contents)]


def _logo(folder: Path, contents: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield the files that seem to be meant as a logo, and that nothing refers to."""
    for path in contents:
        name = path.removeprefix("assets/")
        if name == "logo.svg" or not re.fullmatch(r"logo\.\w+", name):
            continue
        if any(name.encode() in content for content in contents.values()):
            continue
        yield F001.finding(
            f'"{name}" is shown nowhere: the logo of the pages is logo.svg',
            Location((folder / path).as_posix(), 1, 1, 1, ""),
            "save the picture as assets/logo.svg",
            severity=Severity.WARNING,
        )


def _meaningless(path: str, shown: str, languages: Sequence[str]) -> Finding | None:
    """Return what is wrong with the name of a file, None if it has a meaning."""
    where = Location(shown, 1, 1, 1, "")
    top, *rest = path.split("/")
    if not rest or top not in _ENDINGS:
        name = f"{top}/" if rest else top
        others = f"put it into one of {', '.join(_ENDINGS)}, or remove it"
        hint = did_you_mean(top, _ENDINGS, others)
        return F001.finding(f'"{name}" has no meaning in site/, and is not read', where, hint)
    if not path.endswith(_ENDINGS[top]):
        hint = f"files in {top}/ end in {_ENDINGS[top]}: give it such a name, or remove it"
        return F001.finding("this file has no meaning here, and is not read", where, hint)
    language = PurePosixPath(rest[0]).stem
    if top in _OF_A_LANGUAGE and (language not in languages or (top == "pages" and not rest[1:])):
        hint = f"languages stand in helpdesk.yaml: {', '.join(languages)}"
        message = f'"{rest[0]}" is of no language of this desk, and is not read'
        return F001.finding(message, where, hint)
    return None
