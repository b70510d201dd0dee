"""Every kind of change, each as two catalogs and the plan that a reviewer reads.

A folder in `cases/` has `before/`, `after/` or both: files that stand in the place of those of
`base/`. What the plan says stands in `plan.txt` beside them, seen on 28 November 2026 unless a file
`day` says otherwise. With a file `versions.json`, snapshots of both are compared, made by these
versions: then `after/` may stand for what the newer one makes of the same catalog. `UPDATE_CASES=1` writes what comes out; read it before it is committed.
"""

import json
import os
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from sportello.api.checking import expectations_of
from sportello.catalog import load
from sportello.expectations import expectation_files
from sportello.findings import Severity
from sportello.plan.comparison import Side
from sportello.plan.follows import followed
from sportello.plan.forms.text import as_text
from sportello.plan.kinds import KINDS
from sportello.plan.plan import Plan, plan
from sportello.plan.report import Compared, Report
from sportello.plan.snapshots.comparing import plan_of_snapshots
from sportello.plan.snapshots.making import snapshot_of
from sportello.plan.snapshots.snapshot import decoded, encoded

HERE = Path(__file__).parent
CASES = sorted(each for each in (HERE / "cases").iterdir() if each.is_dir())


def side_of(case: Path, side: str, folder: Path) -> Side:
    """A side: `base/` with the files of the case in their places, expectations among them."""
    root = folder / side
    shutil.copytree(HERE / "base", root)
    if (case / side).is_dir():
        shutil.copytree(case / side, root, dirs_exist_ok=True)
    for file in root.rglob("*.yaml"):
        if not file.read_text().strip():
            file.unlink()  # an empty file stands for none
    loaded = load(root)
    errors = [each for each in loaded.findings if each.severity is Severity.ERROR]
    assert errors == []
    expected = expectations_of(loaded, expectation_files(root))
    assert expected.findings == ()
    return Side(loaded.catalog, expected.cases, follows=followed(loaded.written.data))


@cache
def sides(case: Path) -> tuple[Side, Side]:
    """Both sides of a case."""
    with TemporaryDirectory() as folder:
        before, after = (side_of(case, each, Path(folder)) for each in ("before", "after"))
    return before, after


@cache
def planned(case: Path) -> Plan:
    """The plan of a case."""
    day = case / "day"
    seen_on = date.fromisoformat(day.read_text().strip() if day.exists() else "2026-11-28")
    versions = case / "versions.json"
    if versions.exists():
        return of_snapshots(sides(case), seen_on, json.loads(versions.read_text()))
    return plan(*sides(case), seen_on)


def of_snapshots(sides: tuple[Side, Side], day: date, made_by: dict[str, Any]) -> Plan:
    """The plan of two snapshots that some versions have made, of one catalog or of two."""
    before, after = (
        decoded(encoded(snapshot_of(each.catalog, day, made_by[name], name * 8, digest)))
        for each, name, digest in zip(
            sides,
            ("before", "after"),
            ("same", "same") if "catalog" in made_by else ("one", "other"),
            strict=True,
        )
    )
    return plan_of_snapshots(before, after)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_plan_says_what_a_reviewer_has_to_know(case: Path) -> None:
    report = Report(planned(case), Compared("before"), Compared("after"), "1.0")
    # A fingerprint names these very words: it says nothing to a reader, and changes with each.
    said = re.sub(r" \[[a-p]{12}\]$", "", as_text(report), flags=re.MULTILINE)
    golden = case / "plan.txt"
    if os.environ.get("UPDATE_CASES"):
        golden.write_text(said)
    assert said == golden.read_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_told_by_the_kind_it_is_named_after(case: Path) -> None:
    """`address-lost` and `address-lost.by-alias` have a line of the kind `address-lost`."""
    kind = case.name.partition(".")[0]
    kinds = {line.change.kind for line in planned(case).lines}
    assert kind in kinds if kind in KINDS else kind == "nothing"


def test_every_kind_has_a_case() -> None:
    assert {case.name.partition(".")[0] for case in CASES} >= KINDS.keys()
