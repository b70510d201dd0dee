"""Which ticket system a file is of, and by which entry of the catalog it is read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exports.reading import ROW, read, refused, written
from exports.systems.told import SAMPLES
from sportello.catalog.model import Catalog

With = Callable[..., Catalog]
TWO = """\
exports:
  one: {system: jira, columns: {service: Product}}
  two: {system: jira, columns: {service: Area}}
"""


@pytest.mark.parametrize(
    "file",
    ["freshdesk/tickets.csv", "glpi/tickets.csv", "jira/issues.csv", "jira/search.json", "osticket/tickets.csv",
     "zammad/report.csv", "zendesk/tickets.csv", "zendesk/tickets.json", "znuny/tickets.csv"],
)  # fmt: skip
def test_an_export_is_recognised_by_its_headings(small: Catalog, file: str) -> None:
    (found,) = read(small, SAMPLES / file).files
    assert found.system == file.partition("/")[0]


@pytest.mark.parametrize(
    ("file", "system"),
    [("freshdesk/activities.json", "freshdesk"), ("glpi/glpi_logs.csv", "glpi"), ("jira/search.json", "jira"),
     ("osticket/thread_event.csv", "osticket"), ("zammad/histories.csv", "zammad"),
     ("zendesk/audits.json", "zendesk"), ("znuny/ticket_history.csv", "znuny")],
)  # fmt: skip
def test_a_file_of_events_is_recognised(small: Catalog, file: str, system: str) -> None:
    (found,) = read(small, events=(SAMPLES / file,)).files
    assert found.system == system


def test_a_file_of_events_given_as_an_export_is_told(small: Catalog) -> None:
    ((code, message, hint),) = refused(small, SAMPLES / "znuny" / "ticket_history.csv")
    assert (code, message) == ("Q002", "the file tells what happened to tickets, and of no ticket")
    assert "--events" in hint


def test_headings_that_no_system_writes_are_told_with_the_nearest(
    small: Catalog, tmp_path: Path
) -> None:
    file = written(tmp_path, "1,2,3", header="referenze,open,services")
    first, *lacking = refused(small, file)
    assert first[:2] == (
        "Q002",
        'no ticket system writes such headings: "referenze", "open", "services"',
    )
    assert "own names of columns is the most alike" in first[2]
    assert [hint.partition(" in ")[0] for _, _, hint in lacking] == [
        'write "referenze"', 'write "open"', 'write "services"',
    ]  # fmt: skip


def test_headings_like_none_that_are_known_are_told_with_how_to_name_them(
    small: Catalog, tmp_path: Path
) -> None:
    file = written(tmp_path, "1,2,3", header="Numero,Data apertura,Servizio")
    ((code, message, hint),) = refused(small, file)
    assert (code, message) == (
        "Q002",
        'no ticket system writes such headings: "Numero", "Data apertura", "Servizio"',
    )
    assert "exports: {own: {system: plain, columns: {reference: …" in hint


def test_a_file_like_a_known_one_is_told_as_that_with_what_it_lacks(
    small: Catalog, tmp_path: Path
) -> None:
    file = written(tmp_path, "1,2,3,4", header="Ticket ID,Status,Priority,Resolved time")
    (_, message, _), *lacking = refused(small, file)
    assert message == "the file is most like Freshdesk, and lacks what tickets need"
    assert [message.partition(",")[0] for _, message, _ in lacking] == [
        "no column holds the opening of tickets",
        "no column holds the service or desk of tickets",
    ]


def test_a_named_export_says_what_it_lacks(with_exports: With, tmp_path: Path) -> None:
    file = written(tmp_path, "1,2026-01-08T10:00,wiki", header="Issue key,Creation,Area")
    assert refused(with_exports(TWO), file, export="two") == [
        ("Q002", 'no column holds the opening of tickets, such as "Created", "Creada"',
         'write "Creation" in exports: {two: …} of sla.yaml, columns: {opened: …} (there are "Issue key", "Creation", "Area")'),
    ]  # fmt: skip


def test_of_two_entries_of_a_system_the_one_that_fits_counts(
    with_exports: With, tmp_path: Path
) -> None:
    catalog = with_exports(TWO)
    file = written(tmp_path, "1,2026-01-08T10:00,wiki", header="Issue key,Created,Area")
    assert len(read(catalog, file).exported) == 1
    both = written(tmp_path, "1,2026-01-08T10:00,wiki,x", header="Issue key,Created,Area,Product")
    assert refused(catalog, both) == [
        ("Q002", 'the file fits the export "one" and the export "two" alike',
         "say which one is meant, by --export or --system"),
    ]  # fmt: skip
    assert read(catalog, both, export="two").exported[0]["service"] == "wiki"


def test_a_heading_that_is_needed_stands_there_once(small: Catalog, tmp_path: Path) -> None:
    twice = written(tmp_path, f"{ROW},wiki", header="reference,opened,service,Service")
    assert [message for _, message, _ in refused(small, twice)] == [
        'the column "service", which holds the service, comes twice'
    ]


@pytest.mark.parametrize(
    ("named", "message"),
    [({"export": "oen"}, 'no export is called "oen"'), ({"system": "jria"}, 'no ticket system is called "jria"')],
)  # fmt: skip
def test_a_name_that_is_none_is_told(
    with_exports: With, tmp_path: Path, named: dict[str, str], message: str
) -> None:
    ((code, told, hint),) = refused(with_exports(TWO), written(tmp_path, ROW), **named)
    assert (code, told) == ("Q002", message)
    assert "did you mean" in hint
