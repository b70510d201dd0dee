"""Two states of a catalog as a plan: both read, with what is expected of them, and compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Literal, TypeAlias

from sportello.api.checking import expectations_of
from sportello.api.states import State
from sportello.catalog import Loaded
from sportello.catalog.load import load_entries
from sportello.catalog.yaml.reader import Reader, reading_once
from sportello.findings import KeyPath, Location, Severity
from sportello.plan.comparison import Side
from sportello.plan.days import plan_of_days
from sportello.plan.follows import followed
from sportello.plan.owners import asked
from sportello.plan.plan import Plan, plan
from sportello.plan.public_side import public_side
from sportello.plan.report import Compared, FileChange, Report
from sportello.plan.sections import TESTS

View: TypeAlias = Literal["effects", "built", "public"]
"""What of a change is looked at: its effects, these and the files of a build that differ, or what
the public may know of it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A state that was read: its side of a comparison, and how many errors are in it."""

    side: Side
    loaded: Loaded
    errors: int


def compared(before: State, after: State, day: date, place: str, view: View) -> Report:
    """Return what the change from one state to another does, seen on a day.

    `place` is where the catalog stands in its repository. Raises ClashError if a side that is to be
    built cannot be.
    """
    public = view == "public"
    reader = reading_once()
    old, new = (read_state(each, reader, public=public) for each in (before, after))
    made = plan(old.side, new.side, day)
    return Report(
        made,
        Compared(before.name, before.commit, old.errors),
        Compared(after.name, after.commit, new.errors),
        version("sportello"),
        place,
        _places(new.loaded, made),
        _built(old, new, day) if view == "built" else (),
        () if public else asked(made.lines, old.loaded.catalog, new.loaded.catalog),
        public,
    )


def compared_days(state: State, first: date, last: date, place: str, *, public: bool) -> Report:
    """Return what is otherwise in one state on the last of two days, and is not on the first."""
    read = read_state(state, reading_once(), public=public)
    made = plan_of_days(read.side, first, last)
    return Report(
        made,
        Compared(str(first), state.commit),
        Compared(str(last), state.commit, read.errors),
        version("sportello"),
        place,
        _places(read.loaded, made),
        asked=() if public else asked(made.lines, read.loaded.catalog, read.loaded.catalog),
        public=public,
    )


def _built(old: Read, new: Read, day: date) -> tuple[FileChange, ...]:
    from sportello.plan.built import built_differences  # noqa: PLC0415 - needs the extra `site`
    from sportello.targets import BuildContext  # noqa: PLC0415 - takes long to import

    return built_differences(old.side.catalog, new.side.catalog, BuildContext(day=day))


def read_state(state: State, reader: Reader, *, public: bool = False) -> Read:
    """Return a state as a plan is given it; with `public`, what the public may know of it.

    Raises OSError or RevisionError if its files cannot be read.
    """
    loaded = load_entries(state.files, reader)
    expected = expectations_of(loaded, state.expectations, reader)
    found = (*loaded.findings, *expected.findings)
    errors = sum(each.severity is Severity.ERROR for each in found)
    is_lost = any(each.severity is Severity.ERROR for each in expected.findings)
    incomplete = loaded.incomplete | ({TESTS} if is_lost else set())
    side = Side(loaded.catalog, expected.cases, incomplete, followed(loaded.written.data))
    if public:
        side = Side(public_side(loaded.catalog), (), incomplete)
    return Read(side, loaded, errors)


def _places(loaded: Loaded, made: Plan) -> Mapping[KeyPath, Location]:
    causes: Iterable[KeyPath] = dict.fromkeys(cause for line in made.lines for cause in line.causes)
    found = ((each, loaded.documents.locate(_place(each), on_key=True)) for each in causes)
    return {each: where for each, where in found if where is not None}


def _place(cause: KeyPath) -> KeyPath:
    return tuple(part for part in cause if part != "")
