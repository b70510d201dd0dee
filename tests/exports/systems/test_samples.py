"""The tables that systems export: what each column of a sample means."""

import csv

import pytest

from exports.systems.told import SAMPLES
from sportello.exports.systems import all_systems
from sportello.sla.delimiters import DELIMITERS, fitness

TABLES = {"tickets", "issues", "report"}
MEANT = {
    "freshdesk": "channel closed customer desk first_response opened reference requester resolved "
    "severity status summary type updated vote",
    "glpi": "closed customer opened paused reference requester resolved service severity "
    "status summary updated",
    "jira": "desk first_response opened reference resolved service severity status summary type "
    "updated vote",
    "osticket": "channel closed desk opened reference reopened requester service severity status "
    "summary updated",
    "zammad": "channel closed customer first_response opened opened_by reference requester "
    "service severity status summary updated",
    "zendesk": "channel customer opened paused reference reopened requester resolved service "
    "severity status summary type updated vote",
    "znuny": "closed customer desk first_response opened reference requester severity status "
    "summary",
}


@pytest.mark.parametrize("name", MEANT)
def test_the_columns_of_an_export_are_found_by_their_headings(name: str) -> None:
    file = next(each for each in (SAMPLES / name).glob("*.csv") if each.stem in TABLES)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        line = stream.readline()
    headings = all_systems()[name].headings.items()
    known = {each.lower(): field for field, found in headings for each in found}
    split = [next(csv.reader([line], delimiter=each)) for each in DELIMITERS]
    header = max(split, key=lambda each: fitness(each, known))
    assert (
        " ".join(sorted({known[each.lower()] for each in header if each.lower() in known}))
        == (MEANT[name])
    )


@pytest.mark.parametrize("name", MEANT)
def test_a_file_of_another_system_is_not_read(name: str) -> None:
    system = all_systems()[name]
    for file in SAMPLES.rglob("*.*"):
        if file.parent.name != name:
            assert not [*(system.rows(file) if system.rows else ())], file
            assert not [*(system.events(file) if system.events else ())], file
