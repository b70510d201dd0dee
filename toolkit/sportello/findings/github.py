"""Findings as annotations of GitHub, which its pages show beside the lines of a change.

The form is that of the workflow commands `error`, `warning` and `notice` of GitHub Actions.
"""

from collections.abc import Iterable

from sportello.findings.model import Finding, Location, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotations(findings: Iterable[Finding]) -> str:
    """Return a line for every place of every finding; a command ends with its line."""
    return "".join(
        f"{_annotation(finding, place)}\n"
        for finding in findings
        for place in (finding.where, *finding.others)
    )


def _annotation(finding: Finding, place: Location | None) -> str:
    properties = {"title": finding.code}
    if place is not None:
        end = place.column + place.width - 1
        properties |= {"file": place.file, "line": str(place.line)}
        properties |= {"col": str(place.column), "endColumn": str(end)}
    named = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    message = "\n".join(filter(None, (finding.message, finding.hint)))
    return f"::{_COMMANDS[finding.severity]} {named}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
