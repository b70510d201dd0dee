"""The notes of a release say what its version makes of the catalog of the release before."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from conftest import Write
from fake_github import Fake, fake_github
from repository import new_repository
from sportello.api.snapshots import snapshot_at
from sportello.forge.github import ForgeError
from sportello.forge.release import SNAPSHOT, notes, previous_snapshot


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_github() as made:
        yield made


@pytest.fixture
def catalog(catalog_at: Write) -> Path:
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", ".")
    git("commit", "-m", "first")
    (root / "contacts.yaml").unlink()
    git("commit", "-am", "another catalog by now")
    return root


def older(catalog: Path, **changes: object) -> bytes:
    """The snapshot of the first commit as a version before this one may have made it."""
    made = json.loads(snapshot_at(catalog, "HEAD~1", date(2026, 11, 28)))
    made["versions"]["Sportello"] = "0.0.9"
    return json.dumps({**made, **changes}).encode()


def test_the_last_release_with_a_snapshot_is_taken_and_its_own_is_not(fake: Fake) -> None:
    assert previous_snapshot(fake.github, "v3") is None
    fake.release("v1", {"other.gz": b"?", SNAPSHOT: b"one"})
    fake.release("v2", {"other.gz": b"?"})
    fake.release("v3-rc1", {SNAPSHOT: b"trial"}, prerelease=True)
    fake.release("v3", {SNAPSHOT: b"of a run before"})
    assert previous_snapshot(fake.github, "v3") == ("v1", b"one")


def test_a_file_that_cannot_be_had_ends_the_run(fake: Fake) -> None:
    fake.release("v1", {SNAPSHOT: b"one"})
    fake.refuse(503, "Service Unavailable")
    with pytest.raises(ForgeError, match="503 Service Unavailable"):
        previous_snapshot(fake.github, "v2")


def test_what_differs_comes_of_the_version_and_not_of_the_catalog(
    catalog: Path, tmp_path: Path
) -> None:
    made = json.loads(older(catalog))
    before = older(catalog, pages={**made["pages"], "/gone/": ""})
    text = notes(catalog, ("v1", before), tmp_path, is_private=False)
    assert text.startswith("### What this version makes of the catalog of v1\n\n### Plan: ")
    assert "`/gone/`: leads nowhere any more" in text
    assert "`program: Sportello 0.0.9 → " in text
    assert "catalog: " not in text
    assert "to approve it" not in text
    private = notes(catalog, ("v1", before), tmp_path, is_private=True)
    assert "customers lose something (1)" in private
    assert "/gone/" not in private


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "Not known: `Expecting property name"),
        (b'{"commit": "0123456789abcdef", "day": "2026-11-28"}', "Not known: `unknown revision"),
        (b'{"commit": "HEAD~1", "day": "2026-11-28"}', "is no snapshot: make it anew"),
    ],
)
def test_what_cannot_be_compared_is_told_in_the_notes(
    catalog: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    assert said in notes(catalog, ("v1", content), tmp_path, is_private=False)
