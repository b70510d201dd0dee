"""How long `sportello check` takes beside the mere YAML events of the same text, and its memory.

Writes sound catalogs of services of 25 lines, with mailboxes, policies by severity and channel, a
contract and an escalation, into a scratch directory: 10,000 services in one file, in 100 and in
10,000, and 100,000 in 100 files (one file would be larger than what is read). For each it times, in
turn and in one run, the C parser's events over the text, reading it with positions, and the whole
check, which must find nothing; another process, which does nothing else, tells the peak of memory.
What counts is the ratio to the events, the floor that no reader in Python can go below.

`python benchmarks/check.py SERVICES FILES` measures one catalog alone.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from service_catalog import SHARING, write

from sportello.catalog import load
from sportello.catalog.yaml.reader import read
from sportello.rules import check

CATALOGS = ((10_000, 1), (10_000, 100), (10_000, 10_000), (100_000, 100))
"""How many services, and in how many files."""
ROUNDS = 3
PEAK = """
import resource, sys
from pathlib import Path
from sportello.catalog import load
from sportello.rules import check
assert not check(load(Path(sys.argv[1])))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
"""Prints the most kilobytes that a check takes."""


def main() -> None:
    """Print the figures of all catalogs."""
    asked = [int(each) for each in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch, "catalog"), SHARING, 1)
        _checked(Path(scratch, "catalog"))  # once, so that no import is timed
    for services, files in [(asked[0], asked[1])] if asked else CATALOGS:
        with tempfile.TemporaryDirectory() as scratch:
            _measure(Path(scratch, "catalog"), services, files)


def _measure(catalog: Path, services: int, files: int) -> None:
    texts = write(catalog, services, files)
    size, lines = sum(map(len, texts)), sum(text.count("\n") for text in texts)
    raw = [text.encode() for text in texts]
    steps: dict[str, Callable[[], object]] = {
        "YAML events (floor)": lambda: [
            sum(1 for _ in yaml.parse(text, Loader=yaml.CLoader)) for text in texts
        ],
        "read with positions": lambda: [read(each, "services.yaml").data for each in raw],
        "check": lambda: _checked(catalog),
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            taken[name].append(_seconds(step))
    floor = statistics.median(taken["YAML events (floor)"])
    load_average = " ".join(f"{each:.1f}" for each in os.getloadavg())
    print(
        f"{services} services in {files} files, {lines} lines, {size / 1e6:.1f} MB; load {load_average}"
    )
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"  {name:<22} {median:7.2f} s  {median / floor:6.2f} x the floor")
    command = [sys.executable, "-c", PEAK, str(catalog)]
    peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(f"  {'peak of memory':<22} {int(peak) * 1024 / 1e9:7.2f} GB", flush=True)


def _checked(catalog: Path) -> None:
    assert not check(load(catalog)), "the catalog of the benchmark is not sound"


def _seconds(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
