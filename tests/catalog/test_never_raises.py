"""Whatever stands in the files, checking a catalog ends in findings."""

import os

from hypothesis import given, settings

from damage import CHANGES, Changes, damaged, loaded
from sportello.findings import Severity
from sportello.rules import check

EXAMPLES = int(os.environ.get("EXAMPLES", "100"))


@settings(max_examples=EXAMPLES)
@given(changes=CHANGES)
def test_damaged_catalog_makes_findings(changes: Changes) -> None:
    made = loaded(damaged(changes))
    findings = check(made)
    assert not made.incomplete or any(finding.severity is Severity.ERROR for finding in findings)
