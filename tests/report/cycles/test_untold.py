"""What no column and no event tells is in no figure, and is said."""

from pathlib import Path

import duckdb
import pytest

from sportello.catalog.model import Catalog
from sportello.exports.read import read_exports
from sportello.report.cycles import fill
from sportello.report.tables import create_tables

TICKETS = """\
reference,opened,service,channel,resolved
1,2026-01-08T09:00,mail,mail,2026-01-12T17:00
2,2026-01-08T09:00,mail,phone,2026-01-12T17:00
"""
HEADER = "ticket,at,event,value,by\n"


class Counted:
    """The targets whose promises are counted, the states of first responses, and the doubts."""

    def __init__(self, catalog: Catalog, folder: Path, tickets: str, events: str = "") -> None:
        (folder / "tickets.csv").write_text(tickets)
        (folder / "events.csv").write_text(HEADER + events)
        happened = [folder / "events.csv"] if events else []
        with duckdb.connect() as duck:
            read_exports(duck, catalog, [folder / "tickets.csv"], happened)
            create_tables(duck)
            fill(duck, catalog)
            cycles = duck.execute("SELECT target, state FROM cycle ORDER BY ticket").fetchall()
            self.doubts = duck.execute("SELECT code, message FROM doubt ORDER BY ALL").fetchall()
        self.targets = {target for target, _ in cycles}
        self.answers = [state for target, state in cycles if target == "first_response"]


def test_without_a_column_nobody_says_that_a_ticket_was_never_answered(
    test_desk: Catalog, tmp_path: Path
) -> None:
    counted = Counted(test_desk, tmp_path, TICKETS)
    assert counted.targets == {"resolution"}
    assert counted.doubts == [
        (
            "Q015",
            "neither a column nor an event tells when tickets were first answered; "
            "promises in no figure: 2",
        ),
        (
            "Q015",
            "neither a column nor an event tells when tickets were taken in charge; "
            "promises in no figure: 2",
        ),
    ]


def test_where_the_column_is_there_an_empty_cell_says_that_nobody_answered(
    test_desk: Catalog, tmp_path: Path
) -> None:
    tickets = TICKETS.replace("resolved\n", "resolved,first_response,take_in_charge\n")
    tickets = tickets.replace("17:00\n", "17:00,,\n")
    counted = Counted(test_desk, tmp_path, tickets)
    assert counted.answers == ["breached", "met"]
    assert counted.doubts == []


def test_on_the_phone_alone_all_is_known(test_desk: Catalog, tmp_path: Path) -> None:
    counted = Counted(test_desk, tmp_path, TICKETS.replace("mail,mail", "mail,phone"))
    assert counted.answers == ["met", "met"]


@pytest.mark.parametrize(
    "event", ["1,2026-01-08T10:00,reply,,desk\n", "1,2026-01-08T10:00,note,,desk\n"]
)
def test_our_own_events_tell_all_that_happened(
    test_desk: Catalog, tmp_path: Path, event: str
) -> None:
    counted = Counted(test_desk, tmp_path, TICKETS, event)
    assert counted.targets >= {"first_response", "take_in_charge", "resolution"}
    assert counted.doubts == []


def test_events_of_one_file_do_not_tell_that_nothing_happened_in_another(
    test_desk: Catalog, tmp_path: Path
) -> None:
    ours, others, events = (tmp_path / f"{name}.csv" for name in ("ours", "others", "events"))
    ours.write_text(TICKETS)
    others.write_text(TICKETS.replace("\n1,", "\n3,").replace("\n2,", "\n4,"))
    events.write_text(f"{HEADER}1,2026-01-08T10:00,reply,,desk\n")
    with duckdb.connect() as duck:
        read_exports(duck, test_desk, [ours, others], [events])
        create_tables(duck)
        fill(duck, test_desk)
        answered = "SELECT reference FROM cycle JOIN ticket ON ticket = ticket.number "
        answered += "WHERE target = 'first_response' ORDER BY ALL"
        assert duck.execute(answered).fetchall() == [("1",), ("2",)]
        doubts = duck.execute("SELECT DISTINCT file, code FROM doubt").fetchall()
    assert doubts == [(1, "Q015")]
