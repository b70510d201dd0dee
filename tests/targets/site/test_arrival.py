"""A promise for tickets that come in some hours says so, in both languages."""

from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.targets.site import files

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


def test_a_policy_for_some_hours_has_no_example_of_any_hour() -> None:
    pages = files(load(ARRIVAL).catalog.public())
    assert not [path for path in pages if "cover-4-business-hours" in path]
    assert "office-2-business-hours" in pages["en/services/wiki/index.md"].decode()
