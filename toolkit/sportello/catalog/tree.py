"""The files of a directory as they were committed, whatever attributes say of an archive."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from sportello.catalog.git_history import RevisionError, ask
from sportello.catalog.reading import Entry, not_read
from sportello.catalog.yaml.text import LARGEST
from sportello.files import EntryKind, Unread

Names = Callable[[str], bool]
"""Which paths are meant, such as those of a catalog's files."""
_LINK: Final = "120000"
"""The mode of a symbolic link in a tree."""


class Node(NamedTuple):
    """What stands at a path of a tree, as git tells it; equal ones have the same content."""

    mode: str
    kind: str
    name: str
    size: str


@dataclass(frozen=True)
class Tree:
    """What stands below a directory at a commit; `shown` is how the paths in it begin."""

    root: Path
    shown: str
    nodes: Mapping[str, Node]

    def entries(self, apart: Names, known: Names) -> Iterator[Entry]:
        """Yield the files, as `read_entries` does. Raises RevisionError if git has lost one.

        A link counts as the file of the same tree that it leads to: what was committed can not be
        mended any more. Others are not read.
        """
        found = {
            path: self._looked_up(path, known)
            for path in sorted(self.nodes, key=lambda path: path.split("/"))
            if not apart(path)
        }
        nodes = {path: each for path, each in found.items() if isinstance(each, Node)}
        to_read = [each.name for path, each in nodes.items() if known(path)]
        blobs = dict(zip(to_read, _blobs(self.root, to_read), strict=True))
        for path, each in found.items():
            shown = self.shown + path
            if isinstance(each, Unread):
                yield Entry(path, shown, not_read(shown, each))
            else:
                yield Entry(path, shown, blobs[each.name] if known(path) else None)

    @cached_property
    def _leads_to(self) -> Mapping[str, str]:
        """Where links lead, as they are written."""
        links = {path: node.name for path, node in self.nodes.items() if node.mode == _LINK}
        blobs = _blobs(self.root, links.values())
        return {path: os.fsdecode(blob) for path, blob in zip(links, blobs, strict=True)}

    def _looked_up(self, path: str, known: Names) -> Node | Unread:
        """Return the file at a path, or why it is not read."""
        node = self.nodes.get(_followed(path, self._leads_to) or "")
        if node is None:
            return Unread(EntryKind.LINK)
        if node.kind != "blob":
            return Unread(EntryKind.MODULE)
        if node.size.isdigit() and int(node.size) > LARGEST and known(path):
            return Unread(EntryKind.LARGE)
        return node


def tree_at(root: Path, inside: str, commit: str) -> Tree | None:
    """Return what stood below a directory of a repository at a commit; None if it was not there.

    Raises RevisionError if the clone was made without the contents of files, which git would ask
    for one by one.
    """
    tree = f"{commit}:" if inside == "." else f"{commit}:{inside}"
    if _is_partial(root, tree):
        raise RevisionError(
            f"this clone was made without the contents of all files, and misses some of {commit}: "
            "fetch them with `git fetch --refetch --no-filter`"
        )
    listed = ask(root, "ls-tree", "-r", "-l", "-z", "--full-tree", tree)
    if listed.returncode:
        return None
    return Tree(root, tree if inside == "." else f"{tree}/", _nodes(listed.stdout))


def _is_partial(root: Path, tree: str) -> bool:
    """Tell whether a clone that was made with a filter lacks something of a tree."""
    if ask(root, "config", "--get-regexp", r"^remote\..*\.promisor$").returncode:
        return False
    listed = ask(root, "rev-list", "--objects", "--missing=print", tree).stdout
    return any(line.startswith(b"?") for line in listed.split(b"\n"))


def _nodes(listed: bytes) -> dict[str, Node]:
    nodes = {}
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        nodes[os.fsdecode(path)] = Node(*about.decode().split())
    return nodes


def _followed(name: str, links: Mapping[str, str]) -> str | None:
    """Return the name at the end of a chain of links; None if there is no end."""
    seen = set()
    while name in links:
        if name in seen:
            return None
        seen.add(name)
        name = normpath(join(dirname(name), links[name]))
    return name


def _blobs(root: Path, names: Collection[str]) -> Iterator[bytes]:
    """Yield what git keeps under some names, in their order. Raises RevisionError."""
    if not names:
        return
    done = ask(root, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
    stream = BytesIO(done.stdout)
    for name in names:
        header = stream.readline().split()
        if len(header) != 3:
            raise RevisionError(f"{root}: git has lost {name}: run `git fsck` to see what is left")
        yield stream.read(int(header[2]))
        stream.readline()
