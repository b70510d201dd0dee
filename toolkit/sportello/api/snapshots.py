"""Snapshots of catalogs, and the plan of two of them."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from sportello.api.loading import CatalogError
from sportello.api.states import State, state
from sportello.catalog.desk_time import desk_time
from sportello.catalog.load import load_entries
from sportello.findings import Severity
from sportello.plan.report import Compared, Report
from sportello.worktime.zones import zones_version

if TYPE_CHECKING:
    from sportello.plan.snapshots.snapshot import Snapshot


def snapshot_at(
    path: str | PathLike[str], revision: str | None = None, day: date | None = None
) -> bytes:
    """Return the snapshot of a catalog, as JSON: at a revision, or as it stands in its directory.

    It is seen on a day of the desk, today unless another is given. The same files, day and versions
    of programs give the same bytes. Raises CatalogError if the catalog cannot be read whole,
    RevisionError for what is no revision, OSError and NotADirectoryError for what is no catalog.
    """
    from sportello.plan.snapshots.making import snapshot_of  # noqa: PLC0415 - needs numpy
    from sportello.plan.snapshots.snapshot import encoded  # noqa: PLC0415

    wanted = state(Path(path), revision)
    loaded = load_entries(wanted.files)
    errors = [each for each in loaded.findings if each.severity is Severity.ERROR]
    if errors:
        raise CatalogError(errors, f"{wanted.name} has errors, so that nothing is certain of it")
    seen_on = day or desk_time(loaded.catalog).date()
    commit = wanted.full_commit
    return encoded(snapshot_of(loaded.catalog, seen_on, _versions(), commit, _digest(wanted)))


def plan_of_files(base: Path, head: Path) -> Report:
    """Return how two snapshots differ. Raises Invalid for what cannot be compared, OSError."""
    from sportello.plan.snapshots.comparing import plan_of_snapshots  # noqa: PLC0415 - needs numpy
    from sportello.plan.snapshots.reading import read_snapshot  # noqa: PLC0415

    before, after = read_snapshot(base), read_snapshot(head)
    made = plan_of_snapshots(before, after)
    sides = _compared(base, before), _compared(head, after)
    return Report(made, *sides, version("sportello"), of_snapshots=True)


def _compared(file: Path, snapshot: "Snapshot") -> Compared:
    return Compared(file.as_posix(), snapshot.commit[:7])


def _versions() -> Mapping[str, str]:
    return {
        "Sportello": version("sportello"),
        "holidays": version("holidays"),
        "tzdata": zones_version(),
    }


def _digest(state: State) -> str:
    """Return what only the same files have: their names and contents."""
    whole = sha256()
    for each in sorted(state.files, key=lambda each: each.path):
        content = each.content if isinstance(each.content, bytes) else b""
        whole.update(f"{each.path}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()
