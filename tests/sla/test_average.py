"""An average says what to expect, and is no deadline of any ticket."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.sla import Ticket, deadlines

Write = Callable[..., Path]
PROMISED = "first_response: {within: 40 business hours}"
AVERAGE = (
    "sla.yaml",
    f"    targets:\n      {PROMISED}",
    "    averages: {AVERAGES}\n    statement: x",
)


@pytest.mark.parametrize("kind", ["take_in_charge", "first_response", "resolution", "handling"])
def test_no_ticket_is_due_by_an_average(catalog_at: Write, kind: str) -> None:
    averages = f"averages: {{{kind}: {{time: 8 business hours, calendar: office}}}}"
    file, old, new = AVERAGE
    loaded = load(catalog_at((file, old, new.replace("averages: {AVERAGES}", averages))))
    assert loaded.findings == ()
    answer = deadlines(loaded.catalog, Ticket("wiki", datetime(2026, 1, 5, 9)))
    assert answer.deadlines == ()
    assert answer.pending == ()
    policy = answer.policy.policy
    assert policy is not None
    (average,) = policy.averages.values()
    assert (str(average.time), average.calendar) == ("8 business hours", "office")
