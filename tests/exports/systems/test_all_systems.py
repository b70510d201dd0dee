"""The systems as a whole: each is found by its module, and the catalog can name it."""

from typing import get_args

import pytest

from sportello.catalog.model.export import ExportField
from sportello.catalog.model.lifecycle import TicketSystem
from sportello.exports.system import System
from sportello.exports.systems import all_systems


@pytest.mark.parametrize(("name", "system"), all_systems().items())
def test_a_system_is_called_as_the_catalog_calls_it_and_has_the_columns_that_all_need(
    name: str, system: System
) -> None:
    assert name in {*get_args(TicketSystem), "plain"}
    assert {"reference", "opened"} <= system.headings.keys() <= {*get_args(ExportField)}


@pytest.mark.parametrize("system", all_systems().values(), ids=all_systems())
def test_no_heading_of_a_system_stands_for_two_fields(system: System) -> None:
    headings = [each.casefold() for found in system.headings.values() for each in found]
    assert sorted(headings) == sorted(set(headings))
