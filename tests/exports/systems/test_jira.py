"""Jira: the answer of a search, with changelogs and comments."""

import json
from pathlib import Path
from typing import Any

from exports.systems.told import SAMPLES, events, rows
from sportello.exports.systems.jira import SYSTEM

SEARCH = "jira/search.json"


def test_an_issue_is_a_row_with_its_custom_fields() -> None:
    assert rows(SYSTEM, SEARCH)[1] == {
        "reference": "SUP-1",
        "service": "Shop",
        "desk": "SUP",
        "status": "Resolved",
        "severity": "High",
        "type": "Incident",
        "opened": "2026-01-05T09:12:03.412+0100",
        "opened_by": "requester",
        "resolved": "2026-01-06T10:00:00.000+0100",
        "updated": "2026-01-06T10:00:00.000+0100",
        "resolution": "Done",
        "customfield_10010": "Something is broken",
        "customfield_10020": "4",
    }


def test_who_opens_an_issue_for_somebody_else_is_the_desk() -> None:
    assert rows(SYSTEM, SEARCH)[2]["opened_by"] == "desk"


def test_what_happened_is_told_in_the_order_of_time_without_persons_and_automatic_replies() -> None:
    first = [each for each in events(SYSTEM, SEARCH) if each.startswith("SUP-1")]
    assert first == [
        "SUP-1 2026-01-05T09:12:03.412+0100 opened",
        "SUP-1 2026-01-05T09:12:03.412+0100 priority Low",
        "SUP-1 2026-01-05T09:40:00.000+0100 priority High",
        "SUP-1 2026-01-05T09:12:03.412+0100 state Open",
        "SUP-1 2026-01-05T12:05:11.000+0100 state Waiting for customer",
        "SUP-1 2026-01-05T15:00:01.000+0100 state In Progress",
        "SUP-1 2026-01-06T10:00:00.000+0100 state Resolved",
        "SUP-1 2026-01-05T11:30:00.000+0100 note desk",
        "SUP-1 2026-01-05T12:05:00.000+0100 reply desk",
        "SUP-1 2026-01-05T15:00:00.000+0100 reply requester",
    ]


def test_a_changelog_that_is_cut_off_tells_nothing_but_that() -> None:
    assert events(SYSTEM, SEARCH)[-1] == (
        "2: is of an issue with only some of its changes: ask for each such issue by itself "
        "(GET /rest/api/2/issue/KEY/changelog)"
    )


def test_comments_that_are_cut_off_tell_nothing_but_that(tmp_path: Path) -> None:
    issue = first_issue()
    issue["fields"]["comment"]["total"] = 5
    assert events(SYSTEM, written(tmp_path, issue))[-1] == (
        "1: is of an issue with only some of its comments: ask for each such issue by itself "
        "(GET /rest/api/2/issue/KEY/comment)"
    )


def test_a_comment_by_nobody_known_is_not_taken_for_the_desk(tmp_path: Path) -> None:
    issue = first_issue()
    del issue["fields"]["comment"]["comments"][2]["author"]["accountType"]
    told = events(SYSTEM, written(tmp_path, issue))
    assert "1: is a comment that does not say whether a customer wrote it (accountType)" in told
    assert not [each for each in told if each.endswith("reply desk")]


def test_issues_may_stand_one_a_line(tmp_path: Path) -> None:
    file = tmp_path / "issues.jsonl"
    issues = json.loads((SAMPLES / SEARCH).read_text())["issues"]
    file.write_text("".join(f"{json.dumps(each)}\n" for each in issues))
    assert rows(SYSTEM, file) == rows(SYSTEM, SEARCH)
    assert events(SYSTEM, file) == events(SYSTEM, SEARCH)


def first_issue() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / SEARCH).read_text())["issues"][0]
    return found


def written(folder: Path, issue: dict[str, Any]) -> Path:
    file = folder / "issue.json"
    file.write_text(json.dumps(issue))
    return file


def test_an_issue_to_which_nothing_happened_is_opened(tmp_path: Path) -> None:
    issue = first_issue()
    issue["changelog"] = {"maxResults": 100, "total": 0, "histories": []}
    issue["fields"]["comment"] = {"comments": [], "total": 0}
    assert events(SYSTEM, written(tmp_path, issue)) == ["SUP-1 2026-01-05T09:12:03.412+0100 opened"]
