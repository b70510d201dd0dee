"""Zammad: its workbook, which is made here as the program makes it, and histories."""

from pathlib import Path

import pytest
import xlsxwriter

from exports.systems.told import events, rows
from exports.systems.workbook import made
from sportello.exports.systems.zammad import SYSTEM


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return made(tmp_path, "Fuso orario: Europe/Rome")


def test_a_row_of_the_workbook_is_numbered_as_in_the_sheet_and_its_times_name_their_zone(
    workbook: Path,
) -> None:
    assert rows(SYSTEM, workbook)[4] == {
        "#": "10277",
        "Title": "Nothing works",
        "State": "closed",
        "Priority": "3 high",
        "Group": "Shop",
        "Owner": "-",
        "Customer": "A person",
        "Organization": "Town of A",
        "Create Channel": "email",
        "Sender": "Customer",
        "Created At": "2026-01-05 09:12:03 Europe/Rome",
        "Updated At": "2026-01-06 10:00:00 Europe/Rome",
        "Closed At": "2026-01-06 10:00:00 Europe/Rome",
        "Close In Min": "540",
        "First Response At": "2026-01-05 12:05:00 Europe/Rome",
        "First Response In Min": "173",
    }


def test_what_was_merged_is_excluded(workbook: Path) -> None:
    assert rows(SYSTEM, workbook)[5]["excluded"] == "merged"


def test_an_empty_row_is_told_and_the_zone_is_no_ticket(workbook: Path) -> None:
    found = rows(SYSTEM, workbook)
    assert found[6] == {
        "problem": "is empty: Zammad could not export this ticket, its log says why"
    }
    assert sorted(found) == [4, 5, 6, 7]


@pytest.mark.parametrize("footer", ["", "Timezone: Europe/Roma", "10280"])
def test_a_workbook_without_a_zone_says_so(tmp_path: Path, footer: str) -> None:
    found = rows(SYSTEM, made(tmp_path, footer))
    assert found[3] == {
        "problem": "begins a table that does not end with the zone of its times: export it again"
    }
    assert found[4]["Created At"] == "2026-01-05 09:12:03"


def test_another_workbook_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["#", "Created At"])
    assert not rows(SYSTEM, file)


def test_histories_tell_of_states_severities_and_groups_in_utc() -> None:
    assert events(SYSTEM, "zammad/histories.csv") == [
        "10277 2026-01-05T08:12:03Z opened",
        "10277 2026-01-05T08:12:03Z priority 2 normal",
        "10277 2026-01-05T08:40:00Z priority 3 high",
        "10277 2026-01-05T08:12:03Z state new",
        "10277 2026-01-05T08:41:00Z state open",
        "10277 2026-01-05T11:05:11Z state pending reminder",
        "10277 2026-01-06T09:00:00Z state closed",
        "10278 2026-01-05T08:20:00Z opened",
        "10278 2026-01-05T08:20:00Z state new",
        "10278 2026-01-05T08:30:00Z state merged",
    ]


def test_the_answer_of_the_interface_names_tickets_by_their_numbers() -> None:
    assert events(SYSTEM, "zammad/ticket_history.json") == [
        "10277 2026-01-05T08:12:03.412Z opened",
        "10277 2026-01-05T08:12:03.412Z state new",
        "10277 2026-01-05T08:41:00.000Z state open",
    ]
