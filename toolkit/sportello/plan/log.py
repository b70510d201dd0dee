"""What changed of one thing, by which commits: each catalog of a history against the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from sportello.catalog.commits import LoggedCommit
from sportello.findings import Invalid, did_you_mean
from sportello.plan.comparison import Side
from sportello.plan.concern import may_concern
from sportello.plan.plan import plan
from sportello.plan.thing import (
    Share,
    Thing,
    as_after,
    as_before,
    known_names,
    share_of,
    thing_named,
)


class End(Enum):
    """Why a log goes no further back."""

    FIRST_COMMIT = "first-commit"
    SINCE = "since"
    LIMIT = "limit"
    UNREADABLE = "unreadable"
    CUT_OFF = "cut-off"


@dataclass(frozen=True, slots=True)
class State:
    """The catalog at a commit, with what was expected of it.

    None if that does not fit today's model, by `errors` mistakes.
    """

    commit: LoggedCommit
    side: Side | None
    errors: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """What a commit changed of a thing.

    The catalogs of the commits `unread`, just before it, could not be read: what is told may have
    come with one of these as well.
    """

    commit: LoggedCommit
    share: Share
    unread: tuple[LoggedCommit, ...] = ()


@dataclass(frozen=True, slots=True)
class Log:
    """What changed of a thing, the newest first, as far back as the commit `last`.

    `thing` is what the newest catalog that has it calls by the name that was asked. `unread` are
    the states before `last` that could not be read.
    """

    name: str
    thing: Thing
    entries: tuple[Entry, ...]
    last: LoggedCommit
    end: End
    unread: tuple[State, ...] = ()


def log(states: Iterable[State], name: str, end: End) -> Log:
    """Return what changed of what is called `name`, from the newest of some states back.

    They are read one by one, and each commit is seen on its own day; `end` says why there is no
    state before the last. Raises Invalid for a name that none of these catalogs knows, and if none
    of them can be read.
    """
    entries: list[Entry] = []
    unread: list[State] = []
    known: set[str] = set()
    later: tuple[LoggedCommit, Side] | None = None
    asked: Thing | None = None
    thing: Thing | None = None
    for state in states:
        if state.side is None:
            unread.append(state)
            continue
        catalog = state.side.catalog
        came = thing is None
        if thing is None:
            thing = thing_named(catalog, name)
            known |= known_names(catalog)
        asked = asked or thing
        if later is not None and thing is not None and may_concern(thing, state.side, later[1]):
            commit, side = later
            made = plan(state.side, side, commit.committed.date())
            now = as_after(thing, made.names) if came else thing
            share = share_of(now, made)
            if share:
                entries.append(Entry(commit, share, tuple(each.commit for each in unread)))
            thing = as_before(now, made.names)
        later, unread = (state.commit, state.side), []
    if later is None:
        raise Invalid(
            "none of these catalogs fits the model of this version of Sportello",
            "`sportello check` says what is wrong with the one that is there now",
        )
    last, _ = later
    if asked is None:
        otherwise = "write an identifier, an address or a mail domain as the catalog has it"
        hint = did_you_mean(name, known, otherwise)
        raise Invalid(f'nothing was called "{name}" since {last.name}', hint)
    end = End.UNREADABLE if unread else end
    return Log(name, asked, tuple(entries), last, end, tuple(unread))
