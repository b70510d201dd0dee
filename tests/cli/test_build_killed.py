"""`kill -9` at any moment of a build leaves the old build or the new one, never some of each."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sportello.files import list_tree

Write = Callable[..., Path]
KILLS = int(os.environ.get("KILLS", "4"))
GOLDEN = 0.6180339887
"""Its multiples spread evenly, however many there are."""
NAMES = ("help@acme.example", "aiuto@acme.example")


def start(root: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = ["build", "--catalog", str(root), "--output", str(out)]
    return subprocess.Popen([sys.executable, "-m", "sportello", *command], start_new_session=True)


def address_of(out: Path) -> str:
    """Return the address that a whole build has; fail if it is not whole."""
    manifest = json.loads((out / "manifest.json").read_text())
    listed = {each["path"]: each["sha256"] for each in manifest["files"]}
    held = {
        path: hashlib.sha256((out / path).read_bytes()).hexdigest()
        for path in list_tree(out)
        if not path.startswith("docs/") and path != "manifest.json"
    }
    assert held == listed
    places = (
        "routing/postfix/virtual",
        "site/a-chi-scrivere/index.html",
        "docs/it/a-chi-scrivere/index.md",
    )
    (address,) = {
        address for address in NAMES for place in places if address in (out / place).read_text()
    }
    return address


def test_killed_build_leaves_the_whole_old_or_the_whole_new(
    catalog_at: Write, tmp_path: Path
) -> None:
    root, out = catalog_at(), tmp_path / "out"
    mailboxes = root / "mailboxes.yaml"
    begun = time.monotonic()
    assert start(root, out).wait() == 0
    took = time.monotonic() - begun
    assert address_of(out) == NAMES[0]
    for kill in range(1, KILLS + 1):
        old = address_of(out)
        new = NAMES[old == NAMES[0]]
        mailboxes.write_text(mailboxes.read_text().replace(old, new))
        process = start(root, out)
        time.sleep(took * (kill * GOLDEN % 1))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert address_of(out) in {old, new}
    assert start(root, out).wait() == 0
    assert address_of(out) in mailboxes.read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"catalog", "out"}


def test_two_builds_at_once_leave_one_whole_build(catalog_at: Write, tmp_path: Path) -> None:
    root, out = catalog_at(), tmp_path / "out"
    both = [start(root, out) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert address_of(out) == NAMES[0]
    assert {path.name for path in tmp_path.iterdir()} == {"catalog", "out"}
