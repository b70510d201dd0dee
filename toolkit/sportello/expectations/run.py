"""Expectations held against a catalog.

X002: something is other than expected, or what is asked has no answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sportello.catalog.model import Catalog
from sportello.expectations.clocks import check_clocks
from sportello.expectations.deadlines import check_deadlines
from sportello.expectations.hours import check_hours
from sportello.expectations.lead_times import check_lead_times
from sportello.expectations.model import (
    DeadlineCase,
    HoursCase,
    LeadTimeCase,
    RouteCase,
)
from sportello.expectations.read import Case
from sportello.expectations.routes import check_route
from sportello.expectations.rules import X002
from sportello.expectations.verdict import Verdict
from sportello.findings import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one expectation."""

    case: Case
    verdict: Verdict

    @property
    def holds(self) -> bool:
        """Whether all is as expected."""
        return not self.verdict.mismatches

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is other than expected, each where the file says what it should be."""
        return tuple(
            X002.finding(each.message, self.case.locate(each.path), each.hint)
            for each in self.verdict.mismatches
        )


def run(catalog: Catalog, cases: Iterable[Case]) -> Iterator[Outcome]:
    """Yield what comes of each expectation, in their order."""
    for case in cases:
        yield Outcome(case, _check(catalog, case))


def _check(catalog: Catalog, case: Case) -> Verdict:
    expectation = case.expectation
    match expectation:
        case RouteCase():
            return check_route(catalog, expectation)
        case DeadlineCase():
            return check_deadlines(catalog, expectation)
        case LeadTimeCase():
            return check_lead_times(catalog, expectation)
        case HoursCase():
            return check_hours(catalog, expectation)
    return check_clocks(catalog, expectation, case.locate)
