"""How long a report of made-up tickets takes and how much memory, beside pandas and businesstimedelta.

In one run, in turn, each in a process of its own: the floor (DuckDB reads the file and counts by month,
without business time), `sportello report` as a whole command, and the same figures by pandas and
businesstimedelta. The latter counts SAMPLE durations, and the others are taken to last as long. Of SMALL
tickets it counts all: there its figures have to be ours. Then the report alone, of more and more tickets.

    PYTHONPATH=tests python benchmarks/report_speed.py [MOST]

MOST is how many tickets the largest file has: ten million unless given. The page is docs/report-measured.md.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from platform import machine, python_version
from threading import Event, Thread
from typing import Any, Final

from report.generator.many import write_many
from sportello.catalog import load

HERE: Final = Path(__file__).parents[1]
DESK: Final = HERE / "tests" / "report" / "desk"
PAGE: Final = HERE / "docs" / "report-measured.md"
AS_OF: Final = "2027-01-01T00:00:00Z"
SMALL: Final = 10_000
SIZES: Final = (100_000, 1_000_000, 10_000_000)
PEERED: Final = 1_000_000
SAMPLE: Final = 20_000
LEAST_FASTER: Final = 20
MOST_MEMORY: Final = 2 << 30
MOST_GROWTH: Final = 1.25
"""How much longer one ticket may take among ten times as many: growth is linear."""
ABOUT: Final = """\
# Reports, measured

`make bench` writes this page. One file of {peered:,} made-up tickets of a year (CSV; `tests/report/generator`), in one
run: our report with all its figures and lists, from the start of the program to its JSON; a few of the same figures by pandas and
businesstimedelta; and the floor, DuckDB reading the file and counting by month, which knows no business time. The
{durations:,} durations of the peer (first answer and resolution of each ticket) are extrapolated from {sample:,} that it
counted; reading and grouping it did whole. Of {small:,} tickets it counted all, and {agreed} figures were the same, to
the second. Seconds are of the processor, with those of all that is started.
"""
FLOOR: Final = """
import sys, duckdb
duckdb.sql(f\"\"\"SELECT service, channel, strftime(opened, '%Y-%m') AS month, count(*),
    avg(epoch(first_response) - epoch(opened)), avg(epoch(resolved) - epoch(opened))
    FROM read_csv('{sys.argv[1]}') GROUP BY ALL\"\"\").fetchall()
"""


@dataclass(frozen=True)
class Run:
    """A command that has run: seconds of the processor and of the clock, and its most memory."""

    seconds: float
    wall: float
    memory: int
    output: str


@dataclass(frozen=True)
class Beside:
    """The report of `PEERED` tickets beside its floor and its peer; `peer` is extrapolated."""

    floor: Run
    own: Run
    peer: float
    peer_memory: int
    durations: int

    @property
    def faster(self) -> float:
        """How many times as long the peer takes."""
        return self.peer / self.own.seconds


def run(*command: str | Path) -> Run:
    """Run a command; its memory is that of all the processes that it starts, together."""
    began, before = time.monotonic(), _spent()
    with subprocess.Popen(
        [sys.executable, *map(str, command)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE / "benchmarks",
        start_new_session=True,
    ) as process:
        peak, over = [0], Event()
        watch = Thread(target=_watch, args=(process.pid, peak, over))
        watch.start()
        output, _ = process.communicate()
        over.set()
        watch.join()
    assert process.returncode == 0, command
    return Run(_spent() - before, time.monotonic() - began, peak[0], output)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(session: int, peak: list[int], over: Event) -> None:
    """Note the most bytes that the processes of a session have in memory at once."""
    while not over.wait(0.05):
        numbers = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
        peak[0] = max(peak[0], sum(_resident(each, session) for each in numbers))


def _resident(process: int, session: int) -> int:
    try:
        if os.getsid(process) != session:
            return 0
        pages = Path("/proc", str(process), "statm").read_text().split()[1]
    except OSError:  # it has ended meanwhile
        return 0
    return int(pages) * resource.getpagesize()


def report(file: Path) -> Run:
    """Run `sportello report` of a file of tickets, with all that is in it."""
    options = ("--catalog", DESK, "--export", "plain", "--as-of", AS_OF, "--format", "json")
    return run("-m", "sportello", "report", file, *options)


def peer(file: Path) -> tuple[Run, Mapping[str, Any]]:
    """Run the peer; what it says has the seconds of the processor that all would take."""
    found = run("-m", "peers.ticket_report", file, str(SAMPLE))
    return found, json.loads(found.output)


def beside(file: Path) -> Beside:
    """Return what the report takes beside floor and peer."""
    floor = run("-c", FLOOR, file)
    own = report(file)
    found, said = peer(file)
    return Beside(floor, own, said["seconds"], found.memory, said["durations"])


def agree(file: Path) -> int:
    """Hold the figures of both against each other where they mean the same; return how many.

    The clock has more of a first contact than the peer: a call is answered as it is taken.
    """
    ours = {each["name"]: each["tables"] for each in json.loads(report(file).output)["figures"]}
    _, said = peer(file)
    theirs = said["figures"]
    pairs = []
    for by in ("service", "channel", "month"):
        found = _table(ours["opened"], by)
        pairs += [(found[name]["opened"], n) for name, n in theirs["opened"][by].items()]
    found = _table(ours["first_contact"], "channel")
    for name in ("mail", "portal"):
        values = (found[name][each] for each in ("stopped", "mean", "median", "p90", "p95"))
        pairs += zip(values, theirs["first_response"]["channel"][name], strict=True)
    assert all(one == other for one, other in pairs), pairs
    return len(pairs)


def _table(tables: Sequence[Mapping[str, Any]], by: str) -> Mapping[str, Mapping[str, Any]]:
    (table,) = (each for each in tables if each["by"] == [by])
    return {row["group"][by]: row["values"] for row in table["rows"]}


def page(beside: Beside, grown: Mapping[int, Run], agreed: int) -> tuple[str, bool]:
    """Return the page, and whether every budget is kept."""
    floor, own = beside.floor, beside.own
    rows = [
        ("DuckDB reads and counts, calendar time", floor.seconds, floor.memory, "1"),
        ("**our report**", own.seconds, own.memory, f"{own.seconds / floor.seconds:.0f}"),
        ("pandas and businesstimedelta", beside.peer, beside.peer_memory, f"{beside.peer / floor.seconds:,.0f}"),
    ]  # fmt: skip
    lines = [
        ABOUT.format(peered=PEERED, durations=beside.durations, sample=SAMPLE, small=SMALL, agreed=agreed),
        "| | processor | memory | to the floor |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {seconds:,.1f} s | {_mib(memory)} | {ratio} × |" for name, seconds, memory, ratio in rows),
        "",
        f"The report is **{beside.faster:.0f} ×** as fast as pandas and businesstimedelta "
        f"(budget: {LEAST_FASTER} ×{_flag(beside.faster >= LEAST_FASTER)}).",
        "",
        "## How it grows",
        "",
        "| tickets | processor | clock | a million | memory |",
        "|---:|---:|---:|---:|---:|",
        *(
            f"| {count:,} | {each.seconds:,.1f} s | {each.wall:,.1f} s "
            f"| {1e6 * each.seconds / count:,.1f} s | {_mib(each.memory)}{_flag(each.memory <= MOST_MEMORY)} |"
            for count, each in grown.items()
        ),
    ]  # fmt: skip
    each = [run.seconds / count for count, run in grown.items()]
    growth = max(later / earlier for earlier, later in pairwise(each)) if each[1:] else 1.0
    kept = (
        beside.faster >= LEAST_FASTER,
        growth <= MOST_GROWTH,
        all(run.memory <= MOST_MEMORY for run in grown.values()),
    )
    lines += [
        "",
        f"Among ten times as many, a ticket takes at most {growth:.2f} × as long (budget: {MOST_GROWTH} ×"
        f"{_flag(kept[1])}); the memory of the command and all that it starts stays below {_mib(MOST_MEMORY)}"
        f"{_flag(kept[2])}.",
        "",
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: Python {python_version()}, {machine()}, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}.",
    ]
    return "\n".join(lines) + "\n", all(kept)


def _mib(size: int) -> str:
    return f"{size / (1 << 20):,.0f} MiB"


def _flag(kept: bool) -> str:
    return "" if kept else " !"


def main() -> None:
    """Measure, print and write the page; exit with 1 if a budget is exceeded."""
    most = int(sys.argv[1]) if sys.argv[1:] else SIZES[-1]
    catalog = load(DESK).catalog
    with tempfile.TemporaryDirectory() as scratch:

        def made(count: int) -> Path:
            file = Path(scratch, f"{count}.csv")
            write_many(catalog, file, count, until=datetime.fromisoformat(AS_OF))
            return file

        agreed = agree(made(SMALL))
        found = beside(made(PEERED))
        grown: dict[int, Run] = {}
        for count in (each for each in SIZES if each <= most):
            grown[count] = found.own if count == PEERED else report(made(count))
            print(count, grown[count].seconds, _mib(grown[count].memory), flush=True)
    text, kept = page(found, grown, agreed)
    print(text, flush=True)
    PAGE.write_text(text, encoding="utf-8")
    sys.exit(not kept)


if __name__ == "__main__":
    main()
