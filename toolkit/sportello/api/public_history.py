"""What the public found otherwise from day to day, by the commits of a catalog."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sportello.catalog.commits import LoggedCommit, history
from sportello.catalog.documents import is_apart, is_known
from sportello.catalog.git_history import RevisionError
from sportello.catalog.load import load_entries
from sportello.catalog.model import Catalog
from sportello.catalog.revision import Repository, repository_of
from sportello.catalog.yaml.reader import Reader, reading_once
from sportello.findings import KeyPath, Severity
from sportello.plan.comparison import Comparison, Side, compare
from sportello.plan.public_side import public_side
from sportello.plan.visitors.changes import public_changes
from sportello.targets.changed import Beginning, ChangedDay, PublicChange, PublicHistory
from sportello.worktime.zones import Zone

_COMPARED: Final = 30
"""Days that are compared at most: a plan of many services takes seconds."""


@dataclass(frozen=True, slots=True)
class _DayState:
    """The catalog at the end of a day of the desk, as the public knows it."""

    day: date
    updated: datetime
    catalog: Catalog


def public_history(directory: Path, zone: str, day: date) -> PublicHistory | None:
    """Return what visitors found otherwise in the twelve months before a day; None if unknown.

    Each day of the desk in `zone` on which its catalog was committed is compared with the one
    before, and thirty of them at most: what was put right on the same day, nobody needs to read.
    Days whose commits do not fit today's model are left out, and told with the next one. Nothing
    is known where there is no repository, or no commit of the catalog.
    """
    try:
        found = history(directory)
        states = _states(directory, found.commits, zone)
        newest = next((each for each in states if each is not None), None)
    except RevisionError:
        return None
    if newest is None:
        return None
    first = _a_year_before(day)
    days: list[ChangedDay] = []
    today: _Names = {}
    later, number, beginning = newest, 0, Beginning.FIRST
    for earlier in states:
        if earlier is None:
            beginning = Beginning.UNKNOWN
            continue
        beginning = Beginning.OLDER_LEFT_OUT
        if later.day < first or number == _COMPARED:
            break
        comparison, number = _compared(earlier, later), number + 1
        changes = tuple(_by_todays_names(each, today) for each in public_changes(comparison))
        days += [ChangedDay(later.day, later.updated, changes)] if changes else []
        today = _names_before(comparison, today)
        later, beginning = earlier, Beginning.FIRST
    if beginning is Beginning.FIRST and found.is_cut_off:
        beginning = Beginning.UNKNOWN
    since = max(later.day, first)
    return PublicHistory(tuple(days), since, beginning, newest.updated)


_Names = Mapping[KeyPath, str]
"""Today's identifiers of entries, by those that they had."""


def _states(
    directory: Path, commits: tuple[LoggedCommit, ...], zone: str
) -> Iterator[_DayState | None]:
    """Yield the last readable state of each day, the newest first; None for what is unreadable.

    A clock that went wrong puts no commit on a later day than the one that follows it.
    """
    repository, reader = repository_of(directory), reading_once()
    last: _DayState | None = None
    for commit in commits:
        updated = commit.committed if last is None else min(commit.committed, last.updated)
        day = updated.astimezone(Zone(zone)).date()
        if last is None or day != last.day:
            catalog = _catalog_at(repository, commit, reader)
            if catalog is not None:
                last = _DayState(day, updated, public_side(catalog))
            yield last if catalog is not None else None


def _catalog_at(repository: Repository, commit: LoggedCommit, reader: Reader) -> Catalog | None:
    """Return the catalog at a commit; None if it has errors."""
    tree = repository.commit(commit.name).tree
    loaded = load_entries(tree.entries(is_apart, is_known), reader)
    has_errors = any(each.severity is Severity.ERROR for each in loaded.findings)
    return None if has_errors else loaded.catalog


def _compared(earlier: _DayState, later: _DayState) -> Comparison:
    return compare(Side(earlier.catalog), Side(later.catalog), later.day)


def _by_todays_names(change: PublicChange, today: _Names) -> PublicChange:
    section, name = change.entry
    return replace(
        change,
        entry=(section, today.get(change.entry, str(name))),
        services=tuple(today.get(("services", each), each) for each in change.services),
    )


def _names_before(comparison: Comparison, today: _Names) -> _Names:
    """Return today's identifiers by those before a change: of what was renamed then, too."""
    renamed: _Names = {
        (section, old): today.get((section, new), new)
        for section, names in comparison.names.items()
        for old, new in names.items()
    }
    return {**today, **renamed}


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return date(day.year - 1, 2, 28)
