"""What a change of a catalog does: two of its revisions, or directories, side by side."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import Final

from sportello.api.checking import expectations_of
from sportello.catalog import Loaded, load
from sportello.catalog.desk_time import desk_time
from sportello.catalog.git import place_in_repository
from sportello.catalog.revision import load_at
from sportello.expectations import expectation_files, expectation_files_at
from sportello.findings import KeyPath, Location, Severity
from sportello.plan.comparison import Side
from sportello.plan.forms.annotations import as_codequality, as_github
from sportello.plan.forms.html import as_html
from sportello.plan.forms.json import as_json
from sportello.plan.forms.markdown import as_markdown
from sportello.plan.forms.text import as_text
from sportello.plan.plan import Plan, plan
from sportello.plan.report import Compared, Report

FORMS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
    "github": as_github,
    "codequality": as_codequality,
}
"""The forms that a plan has, by name."""


def plan_between(
    path: str | PathLike[str], base: str, head: str | None = None, day: date | None = None
) -> Report:
    """Return what the change of a catalog from one state to another does.

    Each state is a revision of the repository that the catalog at `path` is in, or a directory;
    without `head` it is the catalog as it stands there now. It is seen on a day of the desk, today
    unless another is given. Raises RevisionError for what is no revision, NotADirectoryError if
    there is no catalog at `path`, OSError if it cannot be read.
    """
    directory = Path(path)
    before, after = _read(directory, base), _read(directory, head)
    seen_on = day or desk_time(after.loaded.catalog, None).date()
    made = plan(before.side, after.side, seen_on)
    return Report(
        made,
        before.compared,
        after.compared,
        version("sportello"),
        place_in_repository(directory).rstrip("/"),
        _places(after.loaded, made),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    side: Side
    compared: Compared
    loaded: Loaded


def _read(directory: Path, named: str | None) -> _Read:
    """Read the catalog at a revision, or in a directory, with what is expected of it."""
    commit = ""
    if named is None or Path(named).is_dir():
        where = directory if named is None else Path(named)
        loaded, name, files = load(where), where.as_posix(), expectation_files(where)
    else:
        past = load_at(directory, named)
        loaded, name, commit = past.loaded, named, past.commit
        files = expectation_files_at(directory, past)
    expected = expectations_of(loaded, files)
    found = (*loaded.findings, *expected.findings)
    errors = sum(each.severity is Severity.ERROR for each in found)
    return _Read(Side(loaded.catalog, expected.cases), Compared(name, commit, errors), loaded)


def _places(loaded: Loaded, made: Plan) -> Mapping[KeyPath, Location]:
    causes: Iterable[KeyPath] = dict.fromkeys(cause for line in made.lines for cause in line.causes)
    found = ((each, loaded.documents.locate(_place(each), on_key=True)) for each in causes)
    return {each: where for each, where in found if where is not None}


def _place(cause: KeyPath) -> KeyPath:
    return tuple(part for part in cause if part != "")
