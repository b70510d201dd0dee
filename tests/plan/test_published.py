"""Nothing internal gets into a public text without a plan that says so, whichever text it is."""

from datetime import date
from pathlib import Path

import pytest

from edits import edits
from sportello.catalog import load
from sportello.catalog.model import Catalog, Text
from sportello.plan.comparison import Side, compare
from sportello.plan.effects.published import published

INTERNAL = "desk@tickets.example"
TEXTS = Text(f"Write to {INTERNAL}."), Text({"it": f"A ({INTERNAL})", "en": f"To ({INTERNAL})"})
CATALOG = load(Path(__file__).parent / "base").catalog
DAY = date(2026, 11, 28)


@pytest.mark.parametrize("section", Catalog.__struct_fields__)
def test_internal_address_in_any_text_is_found_exactly_if_the_public_reads_it(section: str) -> None:
    wrong = {
        what
        for what, before, after in edits(CATALOG, section, TEXTS)
        if (INTERNAL in repr(after.public()) and INTERNAL not in repr(before.public()))
        != any(
            change.kind == "internal-said" and change.subject == INTERNAL
            for change in published(compare(Side(before), Side(after), DAY))
        )
    }
    assert wrong == set()
