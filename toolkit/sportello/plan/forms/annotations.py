"""A plan as marks beside the lines of a change: for GitHub, and for GitLab's code quality."""

import json
from collections.abc import Iterator
from typing import Final

from sportello.findings import Finding, Severity
from sportello.findings.github import annotations
from sportello.plan.forms.escaping import shown
from sportello.plan.forms.sentences import title
from sportello.plan.impact import Impact
from sportello.plan.plan import Line
from sportello.plan.report import Report

_GRADES: Final = {
    Impact.LOST_MAIL: "blocker",
    Impact.PUBLIC: "critical",
    Impact.BROKEN: "major",
    Impact.WEAKER: "minor",
}
"""How bad an effect is for GitLab; others are `info`."""


def as_github(report: Report) -> str:
    """Return workflow commands of GitHub Actions, one an effect, at the first of its causes."""
    return annotations(_finding(report, each) for each in report.plan.lines)


def as_codequality(report: Report) -> str:
    """Return a report in the format of GitLab's code quality.

    What has no line any more, such as an entry that is gone, stands at the first one of the
    catalog's `helpdesk.yaml`.
    """
    return json.dumps([*_issues(report)], indent=2, ensure_ascii=False) + "\n"


def _finding(report: Report, line: Line) -> Finding:
    places = (report.places.get(each) for each in line.causes)
    where = next((each for each in places if each is not None), None)
    severity = Severity.WARNING if line.change.impact.is_harm else Severity.NOTE
    return Finding(line.change.kind, severity, shown(title(line)), where)


def _issues(report: Report) -> Iterator[dict[str, object]]:
    for line in report.plan.lines:
        where = _finding(report, line).where
        file, number = (where.file, where.line) if where else (f"{report.catalog}/helpdesk.yaml", 1)
        yield {
            "description": shown(title(line)),
            "check_name": line.change.kind,
            "fingerprint": line.fingerprint,
            "severity": _GRADES.get(line.change.impact, "info"),
            "location": {"path": file, "lines": {"begin": number}},
        }
