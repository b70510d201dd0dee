"""A plan as JSON, for programs.

`format` is raised when a key changes its meaning or goes; keys and kinds that are new come without.
"""

import json
from dataclasses import asdict
from typing import Any, Final

from sportello.findings import KeyPath
from sportello.plan.change import plain
from sportello.plan.forms.sentences import felt_by
from sportello.plan.plan import Line
from sportello.plan.report import Report

FORMAT: Final = 1


def as_json(report: Report) -> str:
    """Return a plan as one object."""
    plan = report.plan
    found = {
        "format": FORMAT,
        "sportello": report.version,
        "complete": report.is_complete,
        "public": report.public,
        "day": plan.day,
        "catalog": report.catalog,
        "before": asdict(report.before),
        "after": asdict(report.after),
        "ask": [asdict(each) for each in report.asked],
        "changes": [plain_line(each) for each in plan.lines],
        "renamed": {section: dict(names) for section, names in plan.names.items()},
        "approved_in_vain": list(plan.unneeded),
        "without_effect": [plain_entry(each) for each in plan.without_effect],
    }
    return json.dumps(found, indent=2, ensure_ascii=False, default=str) + "\n"


def plain_line(line: Line) -> dict[str, Any]:
    """Return a line as plain data."""
    change = line.change
    return {
        "kind": change.kind,
        "impact": change.impact.value,
        "felt_by": felt_by(change),
        "subjects": [asdict(each) for each in line.subjects],
        "part": change.part,
        "before": plain(change.before),
        "after": plain(change.after),
        "since": change.since,
        "until": change.until,
        "figures": asdict(change.figures) if change.figures else None,
        "about": [plain_entry(each) for each in change.about],
        "causes": [plain_entry(each) for each in line.causes],
        "fingerprint": line.fingerprint,
        "approved": line.approval.why if line.approval else None,
    }


def plain_entry(path: KeyPath) -> dict[str, Any]:
    """Return section and identifier of an entry as plain data."""
    section, *name = path
    return {"section": section, "entry": ".".join(map(str, name))}
