"""What can be wrong with a catalog, as plain values, and how to print it.

One type, `Finding`, serves the reader, the schemas, the rules and the tests. Each is of a
`Rule`. A check that looks at plain data yields `Problem`s, which know only a path; whoever holds
the text turns them into findings.
"""

from sportello.findings.error import FindingsError
from sportello.findings.first_few import first_few, first_lines, more
from sportello.findings.github import annotations
from sportello.findings.invalid import Invalid
from sportello.findings.model import (
    Finding,
    Location,
    Severity,
    deduplicated,
    in_order,
)
from sportello.findings.nearest import did_you_mean, meant_keys, nearest
from sportello.findings.rule import OWN, KeyPath, Problem, Rule, placed
from sportello.findings.text import render, render_one

__all__ = [
    "OWN",
    "Finding",
    "FindingsError",
    "Invalid",
    "KeyPath",
    "Location",
    "Problem",
    "Rule",
    "Severity",
    "annotations",
    "deduplicated",
    "did_you_mean",
    "first_few",
    "first_lines",
    "in_order",
    "meant_keys",
    "more",
    "nearest",
    "placed",
    "render",
    "render_one",
]
