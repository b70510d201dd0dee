"""What counts as an edit of a catalog, and that none is missed."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.cli._watch import edits, snapshot

DAY = date(2026, 1, 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "catalog"
    (root / "services").mkdir(parents=True)
    (root / "sla.yaml").write_text("a: 1\n")
    (root / "services" / "x.yaml").write_text("b: 1\n")
    return root


def saved_by_an_editor(root: Path) -> None:
    """Many editors write beside the file, with the size and time that it had, and rename."""
    old = root / "sla.yaml"
    new = root / ".sla.yaml.swp"
    new.write_text("a: 2\n")
    state = old.stat()
    os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
    new.rename(old)


CHANGES: dict[str, Callable[[Path], object]] = {
    "written": lambda root: (root / "sla.yaml").write_text("a: 2 \n"),
    "renamed into place": saved_by_an_editor,
    "new": lambda root: (root / "services" / "y.yaml").write_text("c: 1\n"),
    "new folder": lambda root: (root / "services").rename(root / "service"),
    "removed": lambda root: (root / "sla.yaml").unlink(),
    "a link": lambda root: (root / "teams.yaml").symlink_to(root / "sla.yaml"),
    "gone": lambda root: root.rename(root.with_name("elsewhere")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_edit_is_noticed(root: Path, change: Callable[[Path], object]) -> None:
    before = snapshot(root)
    assert snapshot(root) == before
    change(root)
    assert snapshot(root) != before


def test_what_is_hidden_is_no_edit(root: Path) -> None:
    before = snapshot(root)
    (root / ".sportello" / "schema").mkdir(parents=True)
    (root / ".sportello" / "schema" / "sla.json").write_text("{}")
    (root / ".sla.yaml.swp").write_text("a: 2\n")
    assert snapshot(root) == before


def test_the_first_look_counts_and_no_edit_is_missed_while_one_is_dealt_with(root: Path) -> None:
    seen = []
    for _ in edits(root, today=lambda: DAY):
        seen.append((root / "sla.yaml").read_text())
        if len(seen) == 4:
            break
        (root / "sla.yaml").write_text(f"a: {len(seen) * 10}\n")
    assert seen == ["a: 1\n", "a: 10\n", "a: 20\n", "a: 30\n"]


def test_another_day_is_an_edit(root: Path) -> None:
    days = iter([DAY, DAY, date(2026, 1, 6), date(2026, 1, 7)])
    looks = edits(root, today=lambda: next(days))
    for _ in range(3):
        next(looks)
    assert [*days] == []
