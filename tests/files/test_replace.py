"""A tree takes the place of another in one step, whoever else wants to and whatever happens."""

import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from files.killed import NEW, OLD, build, held
from sportello.files import replace as module
from sportello.files import write_tree
from sportello.files.replace import replaced


def test_killed_at_any_moment_it_leaves_the_old_or_the_new_and_the_next_one_cleans_up(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("killed.py")), str(tmp_path / "folder")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.fullmatch(r"killed (\d+) times: (\d+) old, (\d+) new\n", done.stdout)
    assert found is not None, done.stdout
    assert int(found[2]) > 20
    assert int(found[3]) > 2


def test_tree_is_made_where_there_was_none(tmp_path: Path) -> None:
    build(tmp_path / "a" / "b", NEW)
    assert held(tmp_path / "a" / "b") == NEW


def test_the_same_files_stay_and_keep_their_times(tmp_path: Path) -> None:
    build(tmp_path / "tree", OLD)
    before = (tmp_path / "tree" / "same").stat()
    build(tmp_path / "tree", NEW)
    after = (tmp_path / "tree" / "same").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_nlink == 1


def test_old_tree_stays_if_the_new_one_cannot_be_made(tmp_path: Path) -> None:
    build(tmp_path / "tree", OLD)
    with pytest.raises(OSError, match="File name too long"):
        build(tmp_path / "tree", {**NEW, "z" * 300: b""})
    assert held(tmp_path / "tree") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["tree"]


def test_nothing_is_written_through_a_linked_directory(tmp_path: Path) -> None:
    build(tmp_path / "tree", {"a/x": b"1", "b/c/x": b"1"})
    elsewhere = tmp_path / "elsewhere"
    write_tree(elsewhere, {"x": b"mine", "c/x": b"mine"})
    for link in ("a", "b/c"):
        for file in (tmp_path / "tree" / link).iterdir():
            file.unlink()
        (tmp_path / "tree" / link).rmdir()
        (tmp_path / "tree" / link).symlink_to(elsewhere)
    build(tmp_path / "tree", {"a/x": b"2", "b/c/x": b"2"})
    assert held(elsewhere) == {"x": b"mine", "c/x": b"mine"}
    assert not (tmp_path / "tree" / "a").is_symlink()
    assert held(tmp_path / "tree") == {"a/x": b"2", "b/c/x": b"2"}


def test_others_wait_until_a_tree_is_made_and_are_told_by_whom(tmp_path: Path) -> None:
    root, waited = tmp_path / "tree", []
    inside, waits = threading.Event(), threading.Event()

    def first() -> None:
        with replaced(root, on_wait=print) as fresh:
            inside.set()
            assert waits.wait(60)
            write_tree(fresh, OLD)

    def second(process: str) -> None:
        waited.append(process)
        waits.set()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(60)
    with replaced(root, on_wait=second) as fresh:
        assert held(root) == OLD
        write_tree(fresh, NEW)
    thread.join()
    assert waited == [str(os.getpid())]
    assert held(root) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["tree"]


def test_many_at_once_leave_one_whole_tree_and_nothing_beside_it(tmp_path: Path) -> None:
    trees = [{"a": bytes([n]), f"only/{n}": b""} for n in range(12)]
    threads = [threading.Thread(target=build, args=(tmp_path / "t", tree)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held(tmp_path / "t") in trees
    assert [path.name for path in tmp_path.iterdir()] == ["t"]


def test_what_is_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".tree.new").symlink_to("elsewhere")
    with pytest.raises(OSError, match=r"\.tree\.new is in the way beside it: remove that: .*tree"):
        build(tmp_path / "tree", NEW)


class TestWithoutExchange:
    """A file system, such as NFS, that cannot let two directories change places."""

    @pytest.fixture(autouse=True)
    def _unknown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "_EXCHANGE", 1 << 20)  # no flag that the system knows

    def test_two_steps_do(self, tmp_path: Path) -> None:
        build(tmp_path / "tree", OLD)
        build(tmp_path / "tree", NEW)
        assert held(tmp_path / "tree") == NEW
        assert [path.name for path in tmp_path.iterdir()] == ["tree"]

    def test_the_next_one_takes_up_what_was_killed_between_the_two(self, tmp_path: Path) -> None:
        build(tmp_path / "tree", OLD)
        (tmp_path / ".tree.new").mkdir()
        (tmp_path / "tree").rename(tmp_path / ".tree.new" / "old")
        with replaced(tmp_path / "tree", on_wait=print) as fresh:
            assert held(tmp_path / "tree") == held(fresh) == OLD

    @pytest.mark.parametrize("error", [OSError(5, "Input/output error"), KeyboardInterrupt()])
    def test_what_fails_between_the_two_brings_the_old_one_back(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
    ) -> None:
        rename = Path.rename

        def broken(self: Path, target: Path) -> Path:
            if self.name == "tree" and self.parent.name == ".tree.new":
                raise error
            return rename(self, target)

        build(tmp_path / "tree", OLD)
        monkeypatch.setattr(Path, "rename", broken)
        with pytest.raises(type(error)):
            build(tmp_path / "tree", NEW)
        assert held(tmp_path / "tree") == OLD


@pytest.mark.parametrize("name", ["old", "tree"])
def test_a_link_in_the_workplace_is_removed_and_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret").write_text("s")
    (tmp_path / ".tree.new").mkdir()
    (tmp_path / ".tree.new" / name).symlink_to(tmp_path / "elsewhere")
    build(tmp_path / "tree", NEW)
    assert held(tmp_path / "tree") == NEW
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["secret"]


def test_a_link_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / ".tree.new").mkdir()
    (tmp_path / ".tree.new" / ".lock").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links"):
        build(tmp_path / "tree", NEW)
    assert victim.read_text() == "precious"
