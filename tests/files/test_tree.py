"""Trees of files on a real disk."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.files import (
    EntryKind,
    Unread,
    list_tree,
    manifest,
    read_at_most,
    read_inside,
    write_tree,
)

NAMES = st.from_regex(r"[a-z]{1,3}", fullmatch=True)
TREES = st.dictionaries(
    st.lists(NAMES, min_size=2, max_size=3).map(lambda parts: "/".join([*parts[:-1], parts[-1] + ".txt"])),
    st.binary(max_size=20),
    max_size=6,
)  # fmt: skip


@given(first=TREES, second=TREES)
def test_tree_holds_exactly_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    write_tree(root, first)
    changes = write_tree(root, second)
    assert {path: (root / path).read_bytes() for path in list_tree(root)} == second
    assert set(changes.removed) == set(first) - set(second)
    assert set(changes.written) == {p for p, c in second.items() if first.get(p) != c}


def test_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a": b"1", "b": b"2"})
    before = (tmp_path / "a").stat().st_mtime_ns, (tmp_path / "a").stat().st_ino
    assert write_tree(tmp_path, {"a": b"1", "b": b"3"}).written == ("b",)
    assert ((tmp_path / "a").stat().st_mtime_ns, (tmp_path / "a").stat().st_ino) == before


def test_what_is_read_inside_of_a_directory_leaves_it_by_no_part_of_the_path(
    tmp_path: Path,
) -> None:
    write_tree(tmp_path / "t", {"a/b": b"abc"})
    (tmp_path / "t" / "link").symlink_to("a")
    (tmp_path / "t" / "a" / "file").symlink_to("b")
    told = {
        "a/b": b"abc",
        "a/file": Unread(EntryKind.LINK),
        "a/none": Unread(EntryKind.LOCKED, "No such file or directory"),
        "link": Unread(EntryKind.LINK),
        "link/b": Unread(EntryKind.LINK),
        "link/none": Unread(EntryKind.LINK),
        "a": Unread(EntryKind.DIRECTORY),
    }
    assert [*read_inside(tmp_path / "t", told, 3)] == [*told.values()]
    assert [*read_inside(tmp_path / "t", ["a/b"], 2)] == [Unread(EntryKind.LARGE)]
    assert [*read_inside(Path("/dev"), ["null"], 3)] == [Unread(EntryKind.DEVICE)]


def test_a_folder_that_becomes_a_link_while_its_files_are_read_leads_nowhere_else(
    tmp_path: Path,
) -> None:
    write_tree(tmp_path / "t", {"a/b": b"inside", "a/c": b"inside", "d": b""})
    write_tree(tmp_path / "else", {"b": b"outside", "c": b"outside"})
    contents = read_inside(tmp_path / "t", ["a/b", "a/c", "d", "a/b"], 9)
    assert next(contents) == b"inside"
    (tmp_path / "t" / "a").rename(tmp_path / "moved")
    (tmp_path / "t" / "a").symlink_to(tmp_path / "else")
    assert [*contents] == [b"inside", b"", Unread(EntryKind.LINK)]


@given(content=st.binary(max_size=200_000), limit=st.integers(0, 200_000))
def test_no_more_is_read_than_one_byte_behind_the_limit(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, limit: int
) -> None:
    path = tmp_path_factory.mktemp("read") / "file"
    path.write_bytes(content)
    assert read_at_most(path, limit) == content[: limit + 1]


def test_empty_directories_go(tmp_path: Path) -> None:
    write_tree(tmp_path, {"x/y/z": b""})
    write_tree(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_manifest_names_every_file_with_its_hash(tmp_path: Path) -> None:
    write_tree(tmp_path / "t", {"a/b": b"abc"})
    write_tree(tmp_path / "u", {"c": b""})
    assert json.loads(manifest(tmp_path, ["t"], {"catalog": "r1"})) == {
        "catalog": "r1",
        "files": [
            {
                "path": "t/a/b",
                "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "size": 3,
            }
        ],
    }


def test_nothing_is_written_through_a_link_at_the_name_for_a_moment(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    root = tmp_path / "tree"
    root.mkdir()
    (root / f".x.{os.getpid()}.new").symlink_to(victim)
    write_tree(root, {"x": b"new"})
    assert (victim.read_text(), (root / "x").read_bytes()) == ("precious", b"new")
    assert list_tree(root) == ("x",)
