"""Tickets that only have a row are counted as the clock counts them."""

from collections.abc import Callable
from pathlib import Path

from sportello.catalog import load

from .desk import Filled, seconds

Write = Callable[..., Path]


def test_a_ticket_is_met_in_the_month_of_its_answer(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    opened, answered = "2026-01-05 09:00", "2026-01-05 11:00"
    filled = Filled(catalog, [{"opened": opened, "first_response": answered}])
    (cycle,) = filled.cycles
    assert (cycle["state"], cycle["exactness"], cycle["used"]) == ("met", "exact", 7200)
    assert (cycle["decided"], cycle["decided_month"]) == (seconds(answered), "2026-01")
    (ticket,) = filled.tickets
    assert (ticket["is_open"], ticket["policy"], ticket["family"]) == (True, "base", "tools")
