"""Whatever stands in a file of expectations, it ends in findings or in verdicts."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from damage import places
from sportello.catalog import Loaded
from sportello.catalog.reading import read_named
from sportello.expectations import read_expectations, run
from sportello.findings import Finding

TEXT = """
routes:
- mail: {to: helpdesk.sisemplice.isee@01s.it, from: a@b.example, subject: x, headers: {List-Id: x}}
  at: 2026-01-05T17:30
  delivers_to: [desk-01s]
  refused: false
deadlines:
- ticket: {service: spinfo-software, opened: 2026-01-05T17:30, severity: high, tags: [one], phase: roll-out}
  due: {resolution: 2026-01-07T17:30}
  told: {opened: {staff: [mail]}}
  escalations: []
lead_times:
- {service: piattaforma-crediti, process: deactivation, requested: 2026-01-05, dates: {work_starts: 2026-01-12}}
hours:
- {calendar: accatre-office, at: 2026-01-05T17:30, open: true, why: text}
clocks:
- ticket: {service: spinfo-software, opened: 2026-01-12T09:00, type: incident}
  opened_by: desk
  events:
  - {at: 2026-01-13T09:00, event: state, value: waiting-for-requester, by: desk}
  - {at: 2026-01-15T09:00, event: reply, by: requester}
  at: 2026-01-15T10:00
  shows: {resolution: {state: running, due: 2026-01-16T09:00, used: 25 hours}}
"""
DATA = yaml.load(TEXT, yaml.BaseLoader)  # noqa: S506 - it makes texts only
VALUES = st.one_of(
    st.sampled_from([
        "2026-03-29T02:30", "2026-10-25T02:30", "2150-01-05T09:00", "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00", "2026-01-05", "9999-12-31", "isee", "piattaforma-crediti", "opened",
        "priority", "type", "assigned", "closed", "reopened", "desk", "requester", "5 working days", "",
        "activation", "contract", "ditech-office", "a@01s.it",
    ]),
    st.none(), st.booleans(), st.integers(-3, 3000), st.floats(), st.text(max_size=5),
    st.lists(st.sampled_from(["mail", "desk-01s", "isee"]), max_size=2),
    st.dictionaries(st.sampled_from(["opened", "resolution", "x"]), st.text(max_size=3), max_size=2),
)  # fmt: skip


PLACES = [place for place in places(DATA) if place]


@pytest.fixture(scope="module")
def findings(
    frozen: Loaded, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Any], list[Finding]]:
    """Read and run data as a file of expectations."""
    path = tmp_path_factory.mktemp("expectations") / "damaged.yaml"

    def found(data: Any) -> list[Finding]:
        path.write_text(yaml.safe_dump(data))
        read = read_expectations([read_named(path)], frozen.identifiers)
        outcomes = run(frozen.catalog, read.cases)
        return [*read.findings, *(each for outcome in outcomes for each in outcome.findings)]

    return found


@settings(max_examples=200)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=2))
def test_damaged_expectations_make_findings_or_verdicts(
    findings: Callable[[Any], list[Finding]], changes: list[tuple[tuple[Any, ...], Any]]
) -> None:
    data: Any = deepcopy(DATA)
    # The innermost first, so that each place is still there.
    for (*way, last), value in sorted(changes, key=lambda change: -len(change[0])):
        holder = data
        for step in way:
            holder = holder[step]
        holder[last] = value
    for finding in findings(data):
        assert finding.where
        assert finding.message
