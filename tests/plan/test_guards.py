"""Expectations are told by what they ask, and are the same wherever they stand."""

from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.reading import Entry
from sportello.expectations import Case, read_expectations
from sportello.plan.guards import claims, guard_differences, guards

LOADED = load(Path(__file__).parent / "base")


def cases(text: str) -> tuple[Case, ...]:
    found = read_expectations(
        [Entry("tests/a.yaml", "tests/a.yaml", text.encode())], LOADED.identifiers
    )
    assert found.findings == ()
    return found.cases


@pytest.mark.parametrize(
    ("text", "name", "claimed"),
    [
        (
            "routes:\n- {mail: {to: help@acme.example, from: '', headers: {X-Spam: yes}}, refused: false}",
            "mail to help@acme.example, X-Spam yes", "refused: false",
        ),
        (
            "deadlines:\n- {ticket: {service: wiki, opened: 2026-12-04T10:00, severity: high, severity_by: requester}, due: {}}",
            "ticket for wiki, opened 2026-12-04T10:00, severity high, severity by requester", "due: {}",
        ),
        (
            "lead_times:\n- {service: wiki, process: activation, ordered: 2026-12-04, dates: {work_starts: 2026-12-05}}",
            "activation of wiki, ordered 2026-12-04", "dates: {work_starts: 2026-12-05}",
        ),
        (
            "hours:\n- {calendar: office, at: 2026-12-04T10:00, open: true, why: It is Friday, fact: H1}",
            "hours of office, at 2026-12-04T10:00", "open: true",
        ),
        (
            "clocks:\n- {ticket: {service: wiki, opened: 2026-12-04T10:00}, at: 2026-12-04T12:00, "
            "events: [{at: 2026-12-04T11:00, event: reply}], shows: {resolution: {state: met}}}",
            "clocks of a ticket for wiki, opened 2026-12-04T10:00, at 2026-12-04T12:00, after 1 event",
            "shows: {resolution: {state: met}}",
        ),
    ],
)  # fmt: skip
def test_expectation_is_named_by_its_question(text: str, name: str, claimed: str) -> None:
    (found,) = guards(cases(text)).items()
    assert (found[0], claims(found[1])) == (name, claimed)


def test_expectations_of_renamed_entries_ask_the_same() -> None:
    text = "hours:\n- {calendar: %s, at: 2026-12-04T10:00, open: true}\n"
    before = guards(cases(text % "office"), {"calendars": {"office": "late"}})
    assert guard_differences(before, guards(cases(text % "late"))) is None


def test_of_several_that_ask_the_same_each_is_told() -> None:
    text = "hours:\n- {calendar: office, at: 2026-12-04T10:00, open: true}\n" + (
        "- {calendar: office, at: 2026-12-04T10:00, open: false}\n"
    )
    found = guards(cases(text))
    assert [claims(each) for each in found.values()] == ["open: true", "open: false"]
    difference = guard_differences(guards(cases(text.rpartition("- ")[0])), found)
    assert difference is not None
    assert difference.added == ("hours of office, at 2026-12-04T10:00 (2)",)
