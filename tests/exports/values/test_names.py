"""Names as exports write them: what the export says, then the catalog's own names and titles."""

from collections.abc import Mapping

import pytest

from sportello.catalog.model import Catalog
from sportello.catalog.model.export import ExportField
from sportello.exports.problems import Mistake
from sportello.exports.values import names
from sportello.exports.values.names import NameField, Names

Values = Mapping[ExportField, Mapping[str, str]]


def meant(
    catalog: Catalog, field: NameField, cell: str, values: Values | None = None
) -> str | Mistake | None:
    return Names(catalog, "zammad", values or {}, "exports: of sla.yaml").cells(field)[cell]


@pytest.mark.parametrize(
    ("field", "cell", "name"),
    [
        ("service", "pump", "pump"),
        ("service", " PUMP ", "pump"),
        ("service", "Pompa", "pump"),
        ("desk", "Pump", "pump"),
        ("severity", "Alta", "high"),
        ("type", "Incident", "incident"),
        ("status", "Nuovo", "new"),
        ("channel", "Mail", "mail"),
        ("vote", "Positive", "positive"),
        ("excluded", "Spam", "spam"),
        ("excluded", "false", None),
        ("severity", "  ", None),
        ("severity", "", None),
    ],
)
def test_identifiers_and_titles_are_known_whatever_their_capitals(
    small: Catalog, field: NameField, cell: str, name: str | None
) -> None:
    assert meant(small, field, cell) == name


def test_what_the_export_says_goes_before_a_title(small: Catalog) -> None:
    values: Values = {"severity": {"alta": "ordinary"}, "service": {"Team A": "wiki"}}
    assert meant(small, "severity", "ALTA", values) == "ordinary"
    assert meant(small, "desk", "team a", values) == "wiki"
    assert meant(small, "desk", "Team B", {**values, "desk": {"Team B": "pump"}}) == "pump"


def test_where_words_for_what_is_left_out_are_given_others_leave_nothing_out(
    small: Catalog,
) -> None:
    values: Values = {"excluded": {"Merged into another": "merged"}}
    assert meant(small, "excluded", "merged into another", values) == "merged"
    assert meant(small, "excluded", "Closed", values) is None
    assert isinstance(meant(small, "excluded", "Closed"), Mistake)


def test_a_column_that_is_wrong_in_every_row_is_told_in_one_sentence(
    small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_MOST_WRONG", 3)
    cells = Names(small, "plain", {}, "exports: of sla.yaml").cells("service")
    found = [cells[f"Problem {number}"] for number in range(9)]
    told = [each.message for each in found if isinstance(each, Mistake)]
    assert told[:3] == [f'unknown service "Problem {number}"' for number in range(3)]
    assert len({*told[3:]}) == 1
    assert cells["wiki"] == "wiki"
