"""A file that is no snapshot of ours is told, and never ends in a traceback."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.catalog import load
from sportello.findings import Invalid
from sportello.plan.forms.text import as_text
from sportello.plan.report import Compared, Report
from sportello.plan.snapshots.comparing import plan_of_snapshots
from sportello.plan.snapshots.making import snapshot_of
from sportello.plan.snapshots.reading import read_snapshot
from sportello.plan.snapshots.snapshot import Snapshot, encoded

BASE = Path(__file__).parents[1] / "base"
SNAPSHOT = snapshot_of(load(BASE).catalog, date(2026, 11, 28), {"holidays": "0.80"}, "", "one")
CONTENT = encoded(SNAPSHOT)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.integers(), st.text(max_size=5),
    st.sampled_from(["2026-11-28", "2027-06-01", "9999-12-31", "due", {}, []]),
)  # fmt: skip


def read(folder: Path, content: bytes) -> Snapshot:
    file = folder / "old.json"
    file.write_bytes(content)
    return read_snapshot(file)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, CONTENT) == SNAPSHOT


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CONTENT[:3000], "old.json is no complete JSON (Input data was truncated): make it anew: "),
        (b"", "old.json is no complete JSON ("),
        (b"[1]", "old.json is no snapshot: make it anew: sportello snapshot [REV] --on DAY"),
        (b"{}", "old.json is no snapshot: make it anew: "),
        (b"\xff\xfe", "old.json is no complete JSON ("),
        (
            CONTENT.replace(b'"format": 1', b'"format": 7'),
            "old.json has format 7, and this version of Sportello reads format 1: make it anew "
            "with this version, or compare with the version that made it",
        ),
        (
            CONTENT.replace(b'"day": "2026-11-28"', b'"day": "2026-13-28"'),
            "old.json is damaged (Invalid RFC3339 encoded date - at `$.day`): make it anew: ",
        ),
        (
            CONTENT.replace(b'"day": "2026-11-28"', b'"day": "2031-11-28"'),
            "old.json is damaged (its period is not that of its day, 2031-11-28): make it anew: ",
        ),
        (
            CONTENT.replace(b'"zone": "Europe/Rome"', b'"zone": "Europe/Roma"'),
            "old.json is damaged (it names a time zone that is not known): make it anew: ",
        ),
    ],
)
def test_other_files_are_told_with_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as raised:
        read(tmp_path, content)
    assert said in str(raised.value)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_one_is_told_or_can_be_compared(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    broken = deepcopy(json.loads(CONTENT))
    _damage(data, broken)
    try:
        found = read(tmp_path_factory.mktemp("damaged"), json.dumps(broken).encode())
        made = plan_of_snapshots(SNAPSHOT, found), plan_of_snapshots(found, SNAPSHOT)
    except Invalid:
        return
    for each in made:
        assert as_text(Report(each, Compared("a"), Compared("b"), "1"))


def _damage(data: st.DataObject, value: Any) -> None:
    """Put something else somewhere, or take something out."""
    inner: Any = value
    while True:
        keys = [*inner] if isinstance(inner, dict) else [*range(len(inner))]
        key = data.draw(st.sampled_from(keys))
        below = inner[key]
        if not below or not isinstance(below, dict | list) or data.draw(st.integers(0, 5)) == 0:
            break
        inner = below
    if data.draw(st.booleans()):
        inner[key] = data.draw(VALUES)
    else:
        del inner[key]
