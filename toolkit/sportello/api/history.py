"""What changed of one thing of a catalog, and by which commits."""

from datetime import date
from os import PathLike
from pathlib import Path

from sportello.api.comparing import read_state
from sportello.api.states import State as CatalogState
from sportello.catalog.commits import History, LoggedCommit, history
from sportello.catalog.revision import Repository, repository_of
from sportello.catalog.yaml.reader import Reader, reading_once
from sportello.findings import Severity
from sportello.plan.log import End, Log, State, log


def log_of(path: str | PathLike[str], name: str, since: date | None, limit: int) -> Log:
    """Return what changed of an entry, address or domain of a catalog, the newest commit first.

    At most `limit` commits are looked at, and none before the day `since`. Raises RevisionError
    if there is no such history, Invalid if nothing in it has that name.
    """
    directory = Path(path)
    found = history(directory)
    recent = [each for each in found.commits if since is None or each.committed.date() >= since]
    wanted = found.commits[: min(limit, len(recent)) + 1]
    repository, reader = repository_of(directory), reading_once()
    return log(
        (_state(repository, each, reader) for each in wanted),
        name,
        _end(found, len(recent), limit),
    )


def _end(found: History, recent: int, limit: int) -> End:
    """Return why no more than some commits, of which `recent` are young enough, are looked at."""
    if limit < min(recent, len(found.commits) - 1):
        return End.LIMIT
    if recent < len(found.commits):
        return End.SINCE
    return End.CUT_OFF if found.is_cut_off else End.FIRST_COMMIT


def _state(repository: Repository, commit: LoggedCommit, reader: Reader) -> State:
    read = read_state(CatalogState(commit.name, repository.commit(commit.name)), reader)
    errors = sum(each.severity is Severity.ERROR for each in read.loaded.findings)
    return State(commit, None if errors else read.side, errors)
