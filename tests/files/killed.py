"""Replace a tree, killed before each thing that it does to the disk, and look at what is left.

Run by a test as a process of its own: `killed.py FOLDER`. Prints how often it killed, and fails at
the first half-made state.
"""

import shutil
import sys
from itertools import count
from pathlib import Path

from kills import killed_at
from sportello.files import list_tree, write_tree
from sportello.files.replace import replaced

OLD = {"same": b"1", "changed": b"old", "gone/x": b"2", "file": b"3", "folder/x": b"4"}
NEW = {"same": b"1", "changed": b"new", "come/x": b"2", "file/x": b"3", "folder": b"4"}


def build(root: Path, files: dict[str, bytes]) -> None:
    with replaced(root, on_wait=print) as fresh:
        write_tree(fresh, files)


def held(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in list_tree(root)}


def main(folder: Path) -> None:
    root = folder / "tree"
    killed = {True: 0, False: 0}
    for step in count(1):
        shutil.rmtree(folder, ignore_errors=True)
        build(root, OLD)
        went_on = killed_at(step, lambda: build(root, NEW))
        assert held(root) in (OLD, NEW), held(root)
        if not went_on:
            break
        killed[held(root) == OLD] += 1
        build(root, NEW)
        assert held(root) == NEW, held(root)
        assert [path.name for path in folder.iterdir()] == ["tree"]
    sys.stdout.write(
        f"killed {sum(killed.values())} times: {killed[True]} old, {killed[False]} new\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
