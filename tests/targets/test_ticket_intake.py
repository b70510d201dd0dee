"""Zammad, Znuny and Jira: what their intakes have to know of each mailbox."""

import csv
import io
import json
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routing.desk import SMALL
from sportello.catalog.model import Catalog
from sportello.routing import flatten
from sportello.targets import jira, zammad, znuny
from sportello.targets.spreadsheet import csv_table


def with_system(system: str, *, sieve: bool = True) -> Catalog:
    """Return the small desk with its one ticket desk in this ticket system."""
    intake = replace(SMALL.destinations["desk"], system=system, sieve=sieve)
    return replace(SMALL, destinations={**SMALL.destinations, "desk": intake})


def test_zammad_tags_a_mail_by_the_header_that_no_sender_can_forge() -> None:
    filters = json.loads(zammad.render(flatten(with_system("zammad")))["postmaster_filters.json"])
    found = next(each for each in filters if each["name"] == "sportello isee at desk")
    assert found["match"] == {"x-sportello-mailbox": {"operator": "is any of", "value": ["isee"]}}
    assert found["perform"]["x-zammad-ticket-tags"] == {
        "operator": "add",
        "value": "mailbox-isee,service-iseu,service-isee",
    }


def test_zammad_goes_by_the_delivery_address_where_no_sieve_runs() -> None:
    catalog = with_system("zammad", sieve=False)
    filters = json.loads(zammad.render(flatten(catalog))["postmaster_filters.json"])
    matches = [each["match"]["x-any-recipient"]["value"] for each in filters]
    assert "desk+isee@mbox.example" in matches


def test_znuny_patterns_fit_the_mailbox_and_nothing_else() -> None:
    content = znuny.render(flatten(with_system("znuny")))["postmaster_filters.yaml"]
    filters = {each["Name"]: each for each in yaml.safe_load(content)}
    pattern = filters["sportello isee at desk"]["Match"][0]["Value"]
    assert re.search(pattern, "isee")
    assert not re.search(pattern, "old-isee")
    fields = {each["Key"]: each["Value"] for each in filters["sportello isee at desk"]["Set"]}
    assert fields["X-OTRS-DynamicField-SportelloService"] == "iseu, isee"


def test_znuny_reads_an_address_literally_where_no_sieve_runs() -> None:
    content = znuny.render(flatten(with_system("znuny", sieve=False)))["postmaster_filters.yaml"]
    patterns = [each["Match"][0]["Value"] for each in yaml.safe_load(content)]
    assert r"EMAILADDRESS:^desk\+isee\@mbox\.example$" in patterns


def test_jira_gets_a_line_for_each_mailbox() -> None:
    content = jira.render(flatten(with_system("jira")))["checklist.csv"].decode()
    lines = {row["mailbox"]: row for row in csv.DictReader(content.splitlines())}
    assert lines["isee"]["public address"] == "helpdesk.isee@01s.it"
    assert lines["isee"]["catch address"] == "desk+isee@mbox.example"
    assert lines["isee"]["services"] == "iseu isee"


def test_a_desk_without_the_system_gets_an_empty_list() -> None:
    assert json.loads(zammad.render(flatten(SMALL))["postmaster_filters.json"]) == []
    assert yaml.safe_load(znuny.render(flatten(SMALL))["postmaster_filters.yaml"]) == []
    assert len(jira.render(flatten(SMALL))["checklist.csv"].splitlines()) == 1


@pytest.mark.parametrize("number", ["+390516033358", "+39 051 6033358"])
def test_a_phone_number_is_a_cell_as_it_is(number: str) -> None:
    assert csv_table(("phone",), [(number,)]) == f"phone\r\n{number}\r\n".encode()


@pytest.mark.parametrize("cell", ["+39+1", "+", "+ ", "+A1", "+3.5", "+1\t2", "+1\n", "+٣"])
def test_what_begins_like_a_phone_number_and_may_be_computed_is_text(cell: str) -> None:
    (row,) = list(csv.reader(io.StringIO(csv_table((), [(cell,)]).decode(), newline="")))[1:]
    assert row == [f"'{cell}"]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_no_cell_computes_and_none_is_lost(cells: list[list[str]]) -> None:
    written = csv_table(("a", "b"), cells).decode()
    read = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert len(read) == len(cells)
    for row, original in zip(read, cells, strict=True):
        for cell, before in zip(row, original, strict=True):
            computes = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert not computes or re.fullmatch("[+][0-9][0-9 ]*", cell)
            assert cell in (before, f"'{before}")
