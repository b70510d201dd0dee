"""What a change of a catalog does: two of its revisions, or directories, side by side."""

from collections.abc import Mapping
from datetime import date, datetime
from importlib import import_module
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sportello.api.states import snapshot_files, state, states
from sportello.catalog.git import place_in_repository
from sportello.catalog.load import desk_zone
from sportello.findings import Invalid
from sportello.plan.plan import Plan
from sportello.plan.report import Compared, Report

if TYPE_CHECKING:
    from sportello.api.comparing import View

FORMS: Final = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "json": "json",
    "github": "annotations",
    "codequality": "annotations",
}
"""The forms that a plan has, by name, each with the module of `plan.forms` that makes it."""
VIEWS: Final[Mapping[str, "View"]] = {
    name: "built" if name in {"markdown", "html"} else "effects" for name in FORMS
}
"""What each form shows of a change: to reviewers, also which files of a build differ."""


def rendered(report: Report, form: str) -> str:
    """Return a plan in one of the `FORMS`; what makes the others is not loaded."""
    module = import_module(f"sportello.plan.forms.{FORMS[form]}")
    made: str = getattr(module, f"as_{form}")(report)
    return made


def plan_of_days(
    path: str | PathLike[str],
    first: date,
    last: date,
    revision: str | None = None,
    *,
    public: bool = False,
) -> Report:
    """Return what the date alone brings to a catalog from one day to a later one.

    The catalog is that of a revision or directory, as `plan_between` takes it; without any, the one
    that stands at `path`. With `public`, it is what the public may know. Raises RevisionError,
    OSError and NotADirectoryError as that does.
    """
    from sportello.api.comparing import compared_days  # noqa: PLC0415 - it takes long to import

    directory = Path(path)
    place = place_in_repository(directory).rstrip("/")
    return compared_days(state(directory, revision), first, last, place, public=public)


def plan_between(
    path: str | PathLike[str],
    base: str,
    head: str | None = None,
    day: date | None = None,
    view: "View" = "effects",
) -> Report:
    """Return what the change of a catalog from one state to another does.

    Each state is a revision of the repository that the catalog at `path` is in, or a directory.
    Without `head` it is the catalog as it stands there now, and what counts is what was done since
    `base`: on a branch that has parted from it, since the merge base. `main...branch` compares from
    the merge base too, as git does. It is seen on a day of the desk, today unless another is given.
    Where both states have the same files, nothing is looked for in them, not even errors. With the
    view `built`, both are built too, and the report has the files that differ; with `public`, it
    has what the public may know. Two files that end in `.json` are snapshots, which have a day of
    their own. Raises RevisionError for what is no revision, Invalid for what is no snapshot,
    OSError and NotADirectoryError for a catalog that cannot be read, ClashError for one that cannot
    be built.
    """
    files = snapshot_files(base, head)
    if files is not None:
        return _of_snapshots(files, day, view)
    directory = Path(path)
    before, after = states(directory, base, head)
    seen_on = day or datetime.now(desk_zone(after.files)).date()
    place = place_in_repository(directory).rstrip("/")
    if not before.is_same_as(after):
        from sportello.api.comparing import compared  # noqa: PLC0415 - it takes long to import

        return compared(before, after, seen_on, place, view)
    old, new = (Compared(each.name, each.commit) for each in (before, after))
    return Report(Plan(seen_on, (), (), {}), old, new, version("sportello"), place)


def _of_snapshots(files: tuple[Path, Path], day: date | None, view: "View") -> Report:
    from sportello.api.snapshots import plan_of_files  # noqa: PLC0415 - it takes long to import

    if day is not None:
        raise Invalid("snapshots have a day of their own", "leave the day of the plan out")
    if view == "public":
        raise Invalid(
            "snapshots are internal, and their plan has what the public may not know",
            "compare the catalogs: sportello plan BASE HEAD --public",
        )
    return plan_of_files(*files)
