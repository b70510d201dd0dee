"""What changed of one thing, as text for a terminal and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from sportello.catalog.commits import LoggedCommit
from sportello.findings.first_few import first_few
from sportello.plan.forms.escaping import shown, visible
from sportello.plan.forms.json import plain_entry, plain_line
from sportello.plan.forms.sentences import causes, number_of_errors
from sportello.plan.forms.text import text_lines
from sportello.plan.log import End, Entry, Log

FORMAT: Final = 1
_NAMED: Final = 3


def log_as_text(log: Log) -> str:
    """Return a log in lines, the newest commit first, and where it ends."""
    return "\n".join(_lines(log)) + "\n"


def log_as_json(log: Log) -> str:
    """Return a log as one object; `format` is raised when a key changes its meaning or goes."""
    found = {
        "format": FORMAT,
        "name": log.name,
        "entries": [plain_entry(each) for each in sorted(log.thing.entries)],
        "commits": [_plain(each) for each in log.entries],
        "last": asdict(log.last),
        "end": log.end.value,
        "unreadable": [asdict(each.commit) for each in log.unread],
    }
    return json.dumps(found, indent=2, ensure_ascii=False, default=str) + "\n"


def _lines(log: Log) -> Iterator[str]:
    what = shown(causes(sorted(log.thing.entries))) or "address"
    yield f"{visible(log.name)} ({what}): {_count(len(log.entries))}"
    for each in log.entries:
        yield ""
        yield from _entry(each)
    yield ""
    yield _end(log)


def _count(commits: int) -> str:
    match commits:
        case 0:
            return "no commit changed it"
        case 1:
            return "1 commit changed it"
        case _:
            return f"{commits} commits changed it"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{_commit(entry.commit)}  {visible(entry.commit.subject)}"
    if entry.unread:
        names = first_few([each.name for each in entry.unread], _NAMED)
        yield f"  (or in {names}: the catalog of that time does not fit this version)"
    for (section, old), new in entry.share.renamed:
        yield f"  {section}: {old} is now {new}"
    for line in entry.share.lines:
        yield from text_lines(line)
    if entry.share.without_effect:
        yield f"  changed, without any effect: {shown(causes(entry.share.without_effect))}"


def _end(log: Log) -> str:
    last = _commit(log.last)
    match log.end:
        case End.FIRST_COMMIT:
            return f"That is all since {last}, the first commit of the catalog."
        case End.SINCE:
            return f"Not looked at: what is older than the day asked for ({last})."
        case End.LIMIT:
            return f"Looked back to {last}: a greater --limit looks further."
        case End.CUT_OFF:
            return f"This clone holds nothing before {last}: fetch it with `git fetch --unshallow`."
        case End.UNREADABLE:
            wrong = log.unread[0]
            return (
                f"Not readable before {last}: for this version of Sportello the catalog of "
                f"{wrong.commit.name} has {number_of_errors(wrong.errors)}."
            )


def _commit(commit: LoggedCommit) -> str:
    return f"{commit.name} {commit.committed:%Y-%m-%d}"


def _plain(entry: Entry) -> dict[str, Any]:
    share = entry.share
    return {
        **asdict(entry.commit),
        "or_in": [each.name for each in entry.unread],
        "renamed": [{**plain_entry(path), "now": new} for path, new in share.renamed],
        "changes": [plain_line(each) for each in share.lines],
        "without_effect": [plain_entry(each) for each in share.without_effect],
    }
