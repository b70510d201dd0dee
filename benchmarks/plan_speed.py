"""How long `sportello plan` takes beside `sportello check`, for ordinary edits and for large catalogs.

Makes repositories in a scratch directory: the example catalog, with a branch for each ordinary edit, and
10,000 services in 100 files and in 10,000, with one edit of each kind. For each it runs, in turn and in
one run, the whole commands `check` and `plan main BRANCH`, and the C parser's events over the text, the
floor that no reader in Python can go below. Seconds are of the processor, with those of git.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from platform import machine, python_version
from shutil import copytree

import yaml
from service_catalog import write

Edits = Mapping[str, tuple[tuple[str, str, str], ...]]
"""What is done on a branch, by its name: in which file, what, and what takes its place."""

HERE = Path(__file__).parents[1]
PAGE = HERE / "docs" / "plan-measured.md"
ROUNDS = 3
"""For the example; each of the large catalogs is measured once."""
MOST_TO_CHECK = 2.0
MOST_OF_SAME = 0.3
MOST = {"10,000 services in 100 files": 5.0, "10,000 services in 10,000 files": 10.0}
SAME = "nothing"
IDENTITY = ("-c", "user.name=Bench", "-c", "user.email=bench@desk.example")

HOURS = (
    "calendars.yaml",
    'en: ACCATRE office hours}\n    timezone: Europe/Rome\n    week: {mon-fri: "08:00-18:00"}',
    'en: ACCATRE office hours}\n    timezone: Europe/Rome\n    week: {mon-fri: "08:00-17:00"}',
)
TARGET = ("sla.yaml", "within: 40 business hours", "within: 32 business hours")
ADDRESS = ("mailboxes.yaml", "address: tickets-01s@desk.example", "address: tickets@desk.example")
TEXT = (
    "services/two-area-support.yaml",
    "en: The direct and the indirect area answer",
    "en: The direct and the indirect area both answer",
)
EXAMPLE: Edits = {
    SAME: (),
    "a text": (TEXT,),
    "an address": (ADDRESS,),
    "hours": (HOURS,),
    "a target": (TARGET,),
    "all of these": (TEXT, ADDRESS, HOURS, TARGET),
}
LARGE: Edits = {
    "a text": (("services/part-00000.yaml", "en: Service 0}", "en: Service nought}"),),
    "an address": (("mailboxes.yaml", "help-0@acme.example", "help@acme.example"),),
    "a target": (("sla.yaml", "within: 8 business hours}\n      resolution: {within: 5", "within: 6 business hours}\n      resolution: {within: 5"),),
}  # fmt: skip
LARGE = {**LARGE, "all of these": tuple(each for edits in LARGE.values() for each in edits)}

ABOUT = """\
# The plan, measured

`make bench` writes this page. Seconds of processor time of whole commands, git's included, the median of three
runs in turn (one for the large catalogs): `sportello check`, `sportello plan main BRANCH` of a branch that
changes so much, and the C parser's events over the text of one side, below which no reader in Python goes.

"""


@dataclass(frozen=True)
class Measured:
    """Seconds for one change of one catalog."""

    catalog: str
    change: str
    floor: float
    check: float
    plan: float

    @property
    def ratio(self) -> float:
        """The plan beside the check."""
        return self.plan / self.check

    @property
    def is_kept(self) -> bool:
        """Whether the budget is kept: in seconds where nothing differs or much is read."""
        if self.change == SAME:
            return self.plan <= MOST_OF_SAME
        if self.catalog in MOST:
            return self.plan <= MOST[self.catalog]
        return self.ratio <= MOST_TO_CHECK


def measured(name: str, catalog: Path, edits: Edits, rounds: int) -> list[Measured]:
    """Return the seconds for each change of a catalog, in a repository that is made for it."""
    _branches(catalog, edits)
    texts = [each.read_text() for each in catalog.rglob("*.yaml")]
    steps: dict[str, Callable[[], object]] = {
        "floor": lambda: [sum(1 for _ in yaml.parse(x, Loader=yaml.CLoader)) for x in texts],
        "check": lambda: _sportello("check", catalog),
    }
    for number, change in enumerate(edits):
        steps[change] = lambda branch=f"b{number}": _sportello("plan", "main", branch, catalog)  # type: ignore[misc]
    taken: dict[str, list[float]] = {step: [] for step in steps}
    for _ in range(rounds):
        for step, run in steps.items():
            taken[step].append(_seconds(run))
    found = {step: statistics.median(each) for step, each in taken.items()}
    floor, check = found["floor"], found["check"]
    return [Measured(name, change, floor, check, found[change]) for change in edits]


def _branches(catalog: Path, edits: Edits) -> None:
    def git(*arguments: str) -> None:
        command = ["git", "-C", str(catalog.parent), *IDENTITY, *arguments]
        subprocess.run(command, check=True, capture_output=True)

    git("init", "--initial-branch", "main")
    git("add", ".")
    git("commit", "-m", "base")
    for number, (change, replaced) in enumerate(edits.items()):
        git("checkout", "-b", f"b{number}", "main")
        for file, old, new in replaced:
            text = (catalog / file).read_text()
            assert old in text, f"{file} does not say: {old}"
            (catalog / file).write_text(text.replace(old, new))
        git("commit", "--allow-empty", "-am", change)
    git("checkout", "main")


def _sportello(*arguments: str | Path) -> None:
    *words, catalog = arguments
    command = [sys.executable, "-m", "sportello", *words, "--catalog", catalog]
    subprocess.run(command, check=True, capture_output=True)


def _seconds(step: Callable[[], object]) -> float:
    before = _spent()
    step()
    return _spent() - before


def _spent() -> float:
    """Seconds of the processor, of this process and of those that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


def page(found: list[Measured]) -> str:
    """Return the figures as a page."""
    lines = [
        ABOUT + "| catalog | what changes | YAML events | check | plan | plan to check |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for each in found:
        cells = (
            *(each.catalog, each.change, f"{each.floor:.2f} s", f"{each.check:.2f} s"),
            *(f"{each.plan:.2f} s", f"**{each.ratio:.2f} ×**{'' if each.is_kept else ' !'}"),
        )
        lines.append(f"| {' | '.join(cells)} |")
    kept = all(each.is_kept for each in found)
    large = ", ".join(f"{most:g} s for {name}" for name, most in MOST.items())
    lines += [
        "",
        f"Budget: {MOST_OF_SAME} s where nothing changes, {MOST_TO_CHECK:g} × the check for the example, "
        f"{large}; {'kept' if kept else 'exceeded at !'}. "
        f"Python {python_version()}, {machine()}, load {os.getloadavg()[0]:.0f}.",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write the page; exit with 1 if a budget is exceeded."""
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as scratch:
        example = copytree(
            HERE / "tests" / "example" / "frozen", Path(scratch, "example", "catalog")
        )
        found += measured("the example", example, EXAMPLE, ROUNDS)
        for name, files in zip(MOST, (100, 10_000), strict=True):
            catalog = Path(scratch, str(files), "catalog")
            write(catalog, 10_000, files)
            found += measured(name, catalog, LARGE, 1)
    text = page(found)
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    sys.exit(not all(each.is_kept for each in found))


if __name__ == "__main__":
    main()
