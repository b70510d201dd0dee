"""A promise for tickets that come in some hours says so, in both languages."""

from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.targets.site import files
from targets.site.conftest import rows_of

ARRIVAL = Path(__file__).parents[2] / "example" / "arrival"


@pytest.mark.parametrize(
    ("page", "condition"),
    [
        (
            "it/servizi/wiki/index.md",
            "aperto fuori da questo orario: da lunedì a venerdì 09:00–17:00",
        ),
        ("it/livelli-di-servizio/index.md", "aperto fuori da questo orario: da lunedì a venerdì"),
        ("en/services/wiki/index.md", "opened outside these hours: Monday to Friday 09:00–17:00"),
        ("en/service-levels/index.md", "Priority: Critical; opened outside these hours: Monday to"),
    ],
)
def test_a_policy_says_in_which_hours_its_tickets_come(page: str, condition: str) -> None:
    pages = files(load(ARRIVAL).catalog.public())
    assert condition in pages[page].decode()


def test_of_a_policy_for_some_hours_and_of_those_behind_it_there_are_examples_of_their_requests() -> (
    None
):
    page = files(load(ARRIVAL).catalog.public())["en/services/wiki/index.md"].decode()
    shown, critical, base = page.split("<summary>Examples</summary>")[1].split("<p><strong>")[1:4]
    assert shown.startswith("Critical, while closed</strong>")
    assert [row for row in shown.splitlines() if "in the desk's hours" in row] == []
    assert "after closing time</small> | by Saturday 3 January 2026, 13:00" in rows_of(shown)[1]
    # Closed, another policy would hold.
    assert "after closing time" not in critical
    # What is not critical has the same promise then.
    assert "after closing time" in base
    assert "in the desk's hours</small> | by Friday 2 January 2026, 12:00" in rows_of(critical)[1]
