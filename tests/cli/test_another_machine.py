"""The same catalog gives the same bytes on every machine, whatever it knows of time zones."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from pkgutil import get_data

import duckdb
import pytest

from sportello.files import list_tree

Write = Callable[..., Path]
ZONES = ("Europe/Rome", "Europe/Berlin", "UTC", "Etc/UTC")
SUMMER = """
import datetime, zoneinfo
print(datetime.datetime(2026, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Rome")).utcoffset())
"""
TARGETS = """
import datetime, pathlib, sys
from sportello.catalog import load
from sportello.cli.build import write_targets
from sportello.targets import BuildContext
root, output = map(pathlib.Path, sys.argv[1:])
write_targets(load(root).catalog, output, BuildContext(datetime.date(2026, 11, 28)))
"""
TICKETS = "SELECT 'wiki' AS service, TIMESTAMPTZ '2026-07-01 10:00:00+00' AS opened"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Mapping[str, str]:
    """Return the environment of a machine that takes every zone for another, and is far away."""
    wrong = get_data("tzdata", "zoneinfo/Asia/Karachi")
    assert wrong is not None
    for name in ZONES:
        path = tmp_path / "zoneinfo" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wrong)
    doctored = {"PYTHONTZPATH": str(tmp_path / "zoneinfo"), "TZ": "XXX-14"}
    assert output_of(doctored, "-c", SUMMER) == "5:00:00\n"
    return doctored


def output_of(environment: Mapping[str, str], *arguments: object) -> str:
    """Return what Python writes, asked in an environment."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout


def built(environment: Mapping[str, str], root: Path, output: Path) -> dict[str, bytes]:
    """Return what a build writes but for MkDocs' part, and tickets with their deadlines."""
    output_of(environment, "-c", TARGETS, root, output)
    tickets = output.with_suffix(".parquet")
    duckdb.sql(f"COPY ({TICKETS}) TO '{tickets}' (FORMAT PARQUET)")
    done = output / "answers.csv"
    bulk = ("sla", "bulk", tickets, "--output", done, "--catalog", root)
    output_of(environment, "-m", "sportello", *bulk)
    return {path: (output / path).read_bytes() for path in list_tree(output)}


def test_a_build_has_the_same_bytes_on_another_machine(
    catalog_at: Write, tmp_path: Path, elsewhere: Mapping[str, str]
) -> None:
    root = catalog_at()
    here = built({}, root, tmp_path / "here")
    assert b"2026-07-01 10:00:00+00" in here["answers.csv"]
    assert built(elsewhere, root, tmp_path / "there") == here


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
