"""The same commit and day give the same bytes on every machine, whatever is other there."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from pkgutil import get_data

import duckdb
import pytest
from click.testing import Result

from repository import new_repository
from sportello.files import list_tree

Run = Callable[..., Result]
Write = Callable[..., Path]
ZONES = ("Europe/Rome", "Europe/Berlin", "UTC", "Etc/UTC")
SUMMER = """
import datetime, zoneinfo
print(datetime.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Rome")).utcoffset())
"""
LISTING = """
import os
class Listed:
    def __init__(self, *given):
        with listed(*given) as found:
            self.entries = reversed(sorted(found, key=lambda entry: entry.name))
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
listed, names = os.scandir, os.listdir
os.scandir = Listed
os.listdir = lambda *given: sorted(names(*given), reverse=True)
"""
DAY = "2026-11-28"
CHANGES = (
    ("sla.yaml", "within: 40 business hours", "within: 48 business hours"),
    ("calendars.yaml", "08:00-18:00", "09:00-18:00"),
    ("mailboxes.yaml", ", abuse@acme.example]", "]"),
)
TICKETS = "SELECT 'wiki' AS service, TIMESTAMPTZ '2026-07-01 10:00:00+00' AS opened"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Mapping[str, str]:
    """Return the environment of a machine that is far away, and reads all the other way round.

    It takes every zone for another, lists files backwards, and hashes otherwise.
    """
    wrong = get_data("tzdata", "zoneinfo/Asia/Karachi")
    assert wrong is not None
    for name in ZONES:
        path = tmp_path / "zoneinfo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wrong)
    (tmp_path / "sitecustomize.py").write_text(LISTING)
    doctored = {
        "PYTHONTZPATH": str(tmp_path / "zoneinfo"),
        "TZ": "XXX-14",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "28",
        "PYTHONPATH": str(tmp_path),
    }
    assert output_of(doctored, "-c", SUMMER) == "5:00:00\n"
    assert output_of(doctored, "-c", "import os; print(os.scandir.__name__)") == "Listed\n"
    return doctored


def output_of(environment: Mapping[str, str], *arguments: object) -> str:
    """Return what Python writes, asked in an environment."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout


def built(ask: Callable[..., str], root: Path, output: Path) -> dict[str, bytes]:
    """Return what a build writes, tickets with their deadlines, and a plan; `ask` runs commands."""
    on_day, of_root = ("--on", DAY), ("--catalog", root)
    ask("build", *on_day, "--output", output, *of_root)
    tickets = output.with_suffix(".parquet")
    duckdb.sql(f"COPY ({TICKETS}) TO '{tickets}' (FORMAT PARQUET)")
    ask("sla", "bulk", tickets, "--output", output / "answers.csv", *of_root)
    plan = ask("plan", "HEAD~1", "HEAD", *on_day, "--format", "json", *of_root)
    files = {path: (output / path).read_bytes() for path in list_tree(output)}
    return {**files, "plan.json": plan.encode()}


def test_the_same_commit_and_day_give_the_same_bytes_on_another_machine(
    run: Run, catalog_at: Write, tmp_path: Path, elsewhere: Mapping[str, str]
) -> None:
    root = catalog_at()
    git = new_repository(root.parent)
    git("add", root.name)
    git("commit", "-m", "first")
    for file, old, new in CHANGES:
        text = (root / file).read_text()
        assert old in text
        (root / file).write_text(text.replace(old, new))
    git("commit", "-am", "second")
    there = tmp_path / "another place"
    git("clone", "--quiet", root.parent, there)
    here = built(lambda *asked: run(*asked).output, root, tmp_path / "here")
    assert b"2026-07-01 10:00:00+00" in here["answers.csv"]
    manifest = json.loads(here["manifest.json"])
    assert (manifest["day"], manifest["catalog"]) == (DAY, git("rev-parse", "HEAD"))
    changes = json.loads(here["plan.json"])["changes"]
    assert {each["kind"] for each in changes} >= {"address-lost", "target-longer", "hours-less"}
    ask = partial(output_of, elsewhere, "-m", "sportello")
    assert built(ask, there / root.name, tmp_path / "there") == here


@pytest.mark.parametrize(
    "arguments",
    [
        ("sla", "due", "wiki", "--opened", "2026-03-27T17:00", "--explain"),
        ("calendar", "office", "--at", "2026-07-01T08:30"),
    ],
)
def test_an_answer_is_the_same_on_another_machine(
    catalog_at: Write, elsewhere: Mapping[str, str], arguments: tuple[str, ...]
) -> None:
    asked = ("-m", "sportello", *arguments, "--catalog", catalog_at())
    assert output_of(elsewhere, *asked) == output_of({}, *asked)
