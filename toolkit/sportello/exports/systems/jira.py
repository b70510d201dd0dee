"""Jira and Jira Service Management: the CSV of a search, and the JSON of its REST interface.

Proved is the JSON of `GET /rest/api/2/search?expand=changelog&fields=*all` (in the cloud
`/search/jql`), by the types that jira.js publishes of it. Its custom fields are columns by their
keys (`customfield_10010`), so that `columns:` of the catalog can name them. Untried is the CSV: its
headings are those that programs read in English and Spanish, its times as a site writes them unless
an administrator chose another pattern.

What a comment is depends on its author: a customer or the reporter asks, an app answers nothing,
anybody else is the desk. Assignments are not read. Who opens an issue for somebody else is the
desk.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from sportello.exports.changes import Change, Opening, happened
from sportello.exports.system import BATCH_ROWS, BadRow, Batch, RawEvent, System
from sportello.exports.trees import Tree, branches, text, tree, trees
from sportello.sla.events.event import EventKind, Who

_KEYS: Final = ("issues", "changelog", "fields")
_KINDS: Final[dict[str, EventKind]] = {
    "status": "state",
    "priority": "priority",
    "issuetype": "type",
}
"""The fields of a changelog that tell something to clocks."""
_CUT: Final = (
    "is of an issue with only some of its {}: "
    "ask for each such issue by itself (GET /rest/api/2/issue/KEY/{})"
)
_NO_AUTHOR: Final = "is a comment that does not say whether a customer wrote it (accountType)"


def _issues(file: Path) -> Iterator[tuple[int, Tree] | BadRow]:
    """Yield the issues of a file with their numbers."""
    number = 0
    for each in trees(file, _KEYS):
        if isinstance(each, BadRow):
            yield each
            continue
        for issue in branches(each.get("issues")) or [each]:
            if "key" in issue and "fields" in issue:
                number += 1
                yield number, issue


def _rows(file: Path) -> Iterator[Batch | BadRow]:
    numbers: list[int] = []
    issues: list[dict[str, str]] = []
    for each in _issues(file):
        if isinstance(each, BadRow):
            yield each
            continue
        numbers.append(each[0])
        issues.append(_row(each[1]))
        if len(issues) == BATCH_ROWS:
            yield _batch(numbers, issues)
            numbers, issues = [], []
    if issues:
        yield _batch(numbers, issues)


def _batch(numbers: list[int], issues: list[dict[str, str]]) -> Batch:
    columns = dict.fromkeys(name for each in issues for name in each)
    return Batch(numbers, {name: [each.get(name, "") for each in issues] for name in columns})


def _row(issue: Tree) -> dict[str, str]:
    fields = tree(issue["fields"])
    creator, reporter = _person(fields.get("creator")), _person(fields.get("reporter"))
    return {
        "reference": text(issue["key"]),
        "service": _said(fields.get("components")),
        "desk": text(tree(fields.get("project")).get("key")),
        "status": _said(fields.get("status")),
        "severity": _said(fields.get("priority")),
        "type": _said(fields.get("issuetype")),
        "opened": text(fields.get("created")),
        "opened_by": ("requester" if creator == reporter else "desk") if creator else "",
        "resolved": text(fields.get("resolutiondate")),
        "updated": text(fields.get("updated")),
        "resolution": _said(fields.get("resolution")),
        **{name: _said(each) for name, each in fields.items() if name.startswith("customfield_")},
    }


def _said(value: object) -> str:
    """Return what a field says: its text, its name, or what stands in it."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_said, value)))
    if isinstance(value, dict):
        found = (value.get(key) for key in ("name", "value", "requestType", "rating"))
        return next((said for said in map(_said, found) if said), "")
    return text(value)


def _person(value: object) -> str:
    """Return who somebody is: in the cloud an account, on a server a name. It goes nowhere."""
    person = tree(value)
    return text(person.get("accountId")) or text(person.get("name"))


def _events(file: Path) -> Iterator[RawEvent | BadRow]:
    for each in _issues(file):
        if isinstance(each, BadRow):
            yield each
        elif "changelog" in each[1]:
            yield from _changes(*each)
            yield from _comments(*each)


def _changes(number: int, issue: Tree) -> Iterator[RawEvent | BadRow]:
    changelog = tree(issue["changelog"])
    histories = branches(changelog.get("histories"))
    if _is_cut(changelog, len(histories)):
        yield BadRow(number, _CUT.format("changes", "changelog"))
        return
    opening = Opening(number, text(tree(issue["fields"]).get("created")))
    changes = [
        Change(
            number,
            text(issue["key"]),
            text(history.get("created")),
            _KINDS[field],
            text(item.get("fromString")),
            text(item.get("toString")),
        )
        for history in reversed(histories)
        for item in branches(history.get("items"))
        if (field := text(item.get("field"))) in _KINDS
    ]
    yield from happened(text(issue["key"]), opening, _by_time(changes))


def _by_time(changes: list[Change]) -> list[Change]:
    """Return changes in the order of time: the interface tells the newest first, or the oldest."""
    try:
        return sorted(changes, key=lambda each: datetime.fromisoformat(each.at))
    except (ValueError, TypeError):  # a time that is none is told by who reads it
        return changes


def _comments(number: int, issue: Tree) -> Iterator[RawEvent | BadRow]:
    fields = tree(issue["fields"])
    page = tree(fields.get("comment"))
    comments = branches(page.get("comments"))
    if _is_cut(page, len(comments)):
        yield BadRow(number, _CUT.format("comments", "comment"))
        return
    event = partial(RawEvent, number, text(issue["key"]))
    for comment in comments:
        at = text(comment.get("created"))
        author = _author(tree(comment.get("author")), _person(fields.get("reporter")))
        if comment.get("jsdPublic") is False:
            yield event(at, "note", None, "desk")
        elif author is None:
            yield BadRow(number, _NO_AUTHOR)
        elif author != "system":
            yield event(at, "reply", None, author)


def _author(author: Tree, reporter: str) -> Who | None:
    kind = text(author.get("accountType"))
    if kind == "customer" or (reporter and _person(author) == reporter):
        return "requester"
    if kind == "app":
        return "system"
    return "desk" if kind else None


def _is_cut(page: Tree, found: int) -> bool:
    total = page.get("total")
    return isinstance(total, int) and total > found


SYSTEM: Final = System(
    name="jira",
    title="Jira, Jira Service Management",
    source=(
        "https://github.com/MrRefactoring/jira.js/tree/0772ae8447e8ddd97cf73d446ad395f8058261b2/"
        "src/version2/models"
    ),
    headings={
        "reference": ("Issue key", "Clave de incidencia"),
        "service": ("Component/s", "Components"),
        "desk": ("Project key",),
        "status": ("Status", "Estado"),
        "type": ("Issue Type", "Tipo de incidencia"),
        "severity": ("Priority", "Prioridad"),
        "customer": ("Custom field (Organizations)",),
        "opened": ("Created", "Creada"),
        "first_response": ("Custom field ([CHART] Date of First Response)",),
        "resolved": ("Resolved",),
        "updated": ("Updated", "Actualizada"),
        "vote": ("Satisfaction rating",),
        "voted": ("Custom field (Satisfaction date)",),
        "summary": ("Summary", "Resumen"),
        "requester": ("Reporter",),
    },
    dates=("dd/MMM/yy h:mm a", "dd/MMM/yy HH:mm"),
    values={
        "vote": {
            "1": "negative",
            "2": "negative",
            "3": "neutral",
            "4": "positive",
            "5": "positive",
        }
    },
    rows=_rows,
    events=_events,
)
