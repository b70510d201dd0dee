"""The queries in docs/reports.md: on tables like those of each system, they give what we read."""

import re
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import pytest

from exports.systems.told import events
from sportello.exports.systems import all_systems

PAGE: Final = (Path(__file__).parents[2] / "docs/reports.md").read_text()
QUERIES: Final = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


class Case(NamedTuple):
    """A system, a word of its query, tables with what happened, and how it is told."""

    system: str
    word: str
    tables: str
    told: list[str]


CASES: Final = (
    Case(
        "zammad",
        "histories",
        """
        CREATE TABLE tickets AS SELECT 277 AS id, '10277' AS number;
        CREATE TABLE history_objects AS FROM (VALUES (1, 'Ticket'), (2, 'Ticket::Article')) t(id, name);
        CREATE TABLE history_types AS FROM (VALUES (1, 'created'), (2, 'updated')) t(id, name);
        CREATE TABLE history_attributes AS SELECT 1 AS id, 'state' AS name;
        CREATE TABLE histories AS FROM (VALUES
            (2, 277, 1, 2, 1, 'new', 'open', TIMESTAMP '2026-01-05 08:41:00'),
            (1, 277, 1, 1, NULL, NULL, NULL, TIMESTAMP '2026-01-05 08:12:03'),
            (3, 277, 2, 1, NULL, NULL, NULL, TIMESTAMP '2026-01-05 08:50:00')
        ) t(id, o_id, history_object_id, history_type_id, history_attribute_id, value_from,
            value_to, created_at);
        """,
        [
            "10277 2026-01-05T08:12:03Z opened",
            "10277 2026-01-05T08:12:03Z state new",
            "10277 2026-01-05T08:41:00Z state open",
        ],
    ),
    Case(
        "glpi",
        "glpi_logs",
        """
        CREATE TABLE glpi_logs AS FROM (VALUES
            (2, 'Ticket', 277, 0, 12, '1', '4', TIMESTAMP '2026-01-05 12:05:11'),
            (1, 'Ticket', 277, 20, 0, '', '', TIMESTAMP '2026-01-05 09:12:03'),
            (3, 'Computer', 277, 0, 12, '1', '2', TIMESTAMP '2026-01-05 12:05:11')
        ) t(id, itemtype, items_id, linked_action, id_search_option, old_value, new_value, date_mod);
        """,
        [
            "277 2026-01-05 09:12:03 opened",
            "277 2026-01-05 09:12:03 state New",
            "277 2026-01-05 12:05:11 state Pending",
        ],
    ),
    Case(
        "osticket",
        "ost_thread_event",
        """
        CREATE TABLE ost_ticket AS SELECT 7 AS ticket_id, '100277' AS number;
        CREATE TABLE ost_thread AS FROM (VALUES (9, 7, 'T'), (10, 7, 'A')) t(id, object_id, object_type);
        CREATE TABLE ost_event AS FROM (VALUES (2, 'closed'), (3, 'reopened')) t(id, name);
        CREATE TABLE ost_thread_event AS FROM (VALUES
            (2, 9, 3, NULL, 'U', TIMESTAMP '2026-01-05 15:00:00'),
            (1, 9, 2, '{"status":[3,"Closed"]}', 'S', TIMESTAMP '2026-01-05 12:05:11'),
            (3, 10, 2, NULL, 'S', TIMESTAMP '2026-01-06 10:00:00')
        ) t(id, thread_id, event_id, data, uid_type, timestamp);
        """,
        [
            "100277 2026-01-05 12:05:11 state Closed desk",
            "100277 2026-01-05 15:00:00 reopened requester",
        ],
    ),
    Case(
        "osticket",
        "ost_thread_entry",
        """
        CREATE TABLE ost_ticket AS SELECT 7 AS ticket_id, '100277' AS number;
        CREATE TABLE ost_thread AS SELECT 9 AS id, 7 AS object_id, 'T' AS object_type;
        CREATE TABLE ost_thread_entry AS FROM (VALUES
            (2, 9, 'R', TIMESTAMP '2026-01-05 12:05:11'),
            (1, 9, 'M', TIMESTAMP '2026-01-05 09:12:03')
        ) t(id, thread_id, type, created);
        """,
        ["100277 2026-01-05 12:05:11 reply desk"],
    ),
    Case(
        "znuny",
        "ticket_history_type",
        """
        CREATE TABLE ticket AS SELECT 7 AS id, '277' AS tn;
        CREATE TABLE ticket_history_type AS
            FROM (VALUES (1, 'NewTicket'), (27, 'StateUpdate')) t(id, name);
        CREATE TABLE ticket_history AS FROM (VALUES
            (2, 7, 27, '%%new%%open%%', TIMESTAMP '2026-01-05 09:41:00'),
            (1, 7, 1, '%%277%%Shop', TIMESTAMP '2026-01-05 09:12:03')
        ) t(id, ticket_id, history_type_id, name, create_time);
        """,
        [
            "277 2026-01-05 09:12:03 opened",
            "277 2026-01-05 09:12:03 state new",
            "277 2026-01-05 09:41:00 state open",
        ],
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.word)
def test_a_query_gives_a_file_that_is_read(case: Case, tmp_path: Path) -> None:
    (query,) = (each for each in QUERIES if f"FROM {case.word}" in each or f" {case.word} " in each)
    file = tmp_path / "events.csv"
    with duckdb.connect() as duck:
        duck.execute(case.tables)
        duck.execute(f"COPY ({query}) TO '{file}' (HEADER)")
    assert events(all_systems()[case.system], file) == case.told


def test_every_query_is_tried() -> None:
    assert len(QUERIES) == len(CASES)
