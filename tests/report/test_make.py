"""A report as one value: its figures, its lists, and what is held against them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest

from report.rows import ROME, Tables, instant, tables
from sportello.catalog import Loaded
from sportello.report.bug import ReportBug
from sportello.report.figure import Share, Table
from sportello.report.make import report_of
from sportello.report.report import Changed, Place, Report, Source

NOW = "2026-03-10 12:00"
Make = Callable[..., Report]


@pytest.fixture
def made() -> Iterator[Tables]:
    with tables() as found:
        yield found


@pytest.fixture
def report(made: Tables, frozen: Loaded) -> Make:
    def make(*by: tuple[str, ...], as_of: str = NOW) -> Report:
        source = Source("tickets.csv", "0" * 64, "jira", made.tickets, made.tickets)
        now = instant(as_of)
        assert now is not None
        return report_of(made.duck, frozen.catalog, [source], now, by=by)

    return make


def table(report: Report, name: str, *by: str) -> Table:
    return next(each for each in report.tables if (each.figure.name, each.by) == (name, by))


def groups(found: Table) -> Sequence[tuple[str | None, ...]]:
    return [row.group for row in found.rows]


def test_it_tells_when_it_is_and_over_which_months(made: Tables, report: Make) -> None:
    made.ticket("2026-01-05 09:00")
    found = report()
    assert found.as_of == datetime(2026, 3, 10, 12, tzinfo=ROME)
    assert str(found.as_of.tzinfo) == "Europe/Rome"
    assert (found.first_month, found.last_month) == ("2026-01", "2026-03")


def test_each_figure_is_shown_as_a_total_and_by_month_service_and_channel(
    made: Tables, report: Make
) -> None:
    made.ticket(channel="mail")
    found = report()
    assert [each.by for each in found.tables if each.figure.name == "opened"] == [
        (),
        ("month",),
        ("service",),
        ("channel",),
    ]
    assert ("target",) in [each.by for each in found.tables if each.figure.name == "promises"]


def test_months_in_which_nothing_happened_are_shown_and_what_is_in_none_comes_last(
    made: Tables, report: Make
) -> None:
    made.cycle(made.ticket("2026-01-05 09:00"), "met", decided="2026-03-02 09:00")
    made.cycle(made.ticket("2026-01-05 09:00"), "running")
    found = table(report(), "promises", "month")
    assert groups(found) == [("2026-01",), ("2026-02",), ("2026-03",), (None,)]
    assert [row.values[0] for row in found.rows] == [
        Share(0, 0),
        Share(0, 0),
        Share(1, 1),
        Share(0, 0),
    ]


def test_what_stands_open_does_so_in_months_in_which_nothing_happened(
    made: Tables, report: Make
) -> None:
    made.ticket("2026-01-05 09:00")
    found = table(report(), "backlog", "month")
    assert [row.values[-1] for row in found.rows] == [1, 1, 1]


def test_a_month_that_begins_with_the_instant_of_the_report_is_not_there_yet(
    made: Tables, report: Make
) -> None:
    made.ticket("2026-01-05 09:00")
    assert report(as_of="2026-02-01 00:00").last_month == "2026-01"


def test_without_any_ticket_there_is_a_report_of_nothing(report: Make) -> None:
    found = report()
    assert found.first_month == found.last_month == "2026-03"
    assert table(found, "opened").rows[0].values == (0, 0)


def test_parts_are_those_that_were_asked_for(made: Tables, report: Make) -> None:
    made.ticket(severity="high", customer="ACME")
    found = report(("severity", "customer"))
    assert {each.by for each in found.tables} == {(), ("severity", "customer")}
    assert groups(table(found, "opened", "severity", "customer")) == [("high", "ACME")]


def test_480_rows_are_shown_and_more_than_can_be_read_are_counted(
    made: Tables, report: Make
) -> None:
    for n in range(1001):
        made.insert(
            "turn",
            {"ticket": n, "kind": "opened", "instant": n, "month": "2026-01", "customer": f"{n}"},
        )
    made.duck.execute(
        "INSERT INTO ticket (number, file, row, reference, opened, is_open, opened_month, customer)"
        " SELECT ticket, 0, ticket + 2, ticket, instant, true, month, customer FROM turn"
    )
    made.tickets = 1001
    found = table(report(("customer",)), "opened", "customer")
    assert (found.rows, found.left_out) == ((), 1001)


def test_what_is_late_and_open_is_listed_first_then_what_was_worst(
    made: Tables, report: Make
) -> None:
    def late(margin: float, stopped: str | None) -> None:
        made.cycle(
            made.ticket(),
            "breached",
            margin=margin,
            due="2026-01-05 10:00",
            stopped=stopped,
            decided="2026-01-05 10:00",
        )

    late(-2, "2026-01-05 12:00")
    late(-9, "2026-01-06 12:00")
    late(-1, None)
    found = report()
    assert found.breach_count == 3
    assert [each.ticket.reference for each in found.breaches] == ["T-2", "T-1", "T-0"]
    assert found.breaches[0].ticket == Place("tickets.csv", 4, "T-2")
    assert found.breaches[1].margin == -9 * 3600


def test_a_breach_is_explained_by_the_steps_of_its_clock(made: Tables, report: Make) -> None:
    at = instant("2026-01-05 09:00")
    step = {"kind": "paused", "at": at, "value": "waiting", "until": None, "seconds": 60}
    made.cycle(
        made.ticket(), "breached", due="2026-01-05 10:00", decided="2026-01-05 10:00", steps=[step]
    )
    (found,) = report().breaches[0].steps
    assert (found.kind, found.value, found.until, found.seconds) == ("paused", "waiting", None, 60)
    assert found.at == datetime(2026, 1, 5, 9, tzinfo=ROME)


def test_what_is_about_to_be_late_is_listed_by_when_it_is_due_and_what_is_paused_after_it(
    made: Tables, report: Make
) -> None:
    def goes(state: str, margin: float, due: str) -> None:
        made.cycle(made.ticket(), state, margin=margin, due=due)

    goes("running", 24, "2026-03-13 12:00")
    goes("running", 1, "2026-03-10 13:00")
    goes("paused", 0, "2026-03-10 12:00")
    goes("running", 24.1, "2026-03-13 12:06")
    goes("breached", -1, "2026-03-10 11:00")
    found = report()
    assert [(each.ticket.reference, each.is_paused) for each in found.ahead] == [
        ("T-1", False),
        ("T-0", False),
        ("T-2", True),
    ]
    assert found.ahead[0].left == 3600
    assert found.ahead_count == 3


def test_what_january_called_met_and_february_breaks_is_listed_under_its_reference(
    made: Tables, report: Make
) -> None:
    ticket = made.ticket(
        "2026-01-26 09:00",
        "2026-01-26 12:00",
        reopened="2026-02-04 09:00",
        again="2026-02-04 12:00",
    )
    made.insert(
        "changed",
        {
            "ticket": ticket,
            "target": "resolution",
            "month": "2026-01",
            "before": "met",
            "after": "breached",
            "after_month": "2026-02",
        },
    )
    made.cycle(ticket, "breached", target="resolution", decided="2026-02-04 10:00")
    found = report()
    change = Changed(
        Place("tickets.csv", 2, "T-0"),
        "wiki",
        "resolution",
        "2026-01",
        "met",
        "breached",
        "2026-02",
    )
    assert found.changed == (change,)
    assert found.changed_count == 1


def test_one_mistake_is_one_line_with_the_first_ten_rows(made: Tables, report: Make) -> None:
    for row in (*range(2, 20), None):
        doubt = {
            "file": 0,
            "row": row,
            "code": "Q001",
            "message": 'service "Finanza" is not in the catalog',
            "hint": "write it into values",
            "counted": False,
        }
        made.insert("doubt", doubt)
    made.insert("doubt", doubt | {"row": 40, "code": "Q002", "message": "other", "counted": True})
    first, second = report().doubts
    assert (first.code, first.count, first.counted) == ("Q001", 19, False)
    assert [each.row for each in first.places] == [None, *range(2, 11)]
    assert (second.code, second.counted) == ("Q002", True)


def test_what_is_in_no_figure_is_told_by_the_reason(made: Tables, report: Make) -> None:
    made.ticket(excluded="spam")
    made.ticket(excluded="spam")
    made.ticket(excluded="merged")
    assert dict(report().excluded) == {"merged": 1, "spam": 2}


def test_a_ticket_that_is_open_twice_is_a_bug(made: Tables, report: Make) -> None:
    number = made.ticket("2026-01-05 09:00", reopened="2026-01-06 09:00")
    with pytest.raises(ReportBug, match=f"ticket {number} is open 2 times"):
        report()


def test_an_open_ticket_that_was_resolved_is_a_bug(made: Tables, report: Make) -> None:
    made.ticket("2026-01-05 09:00", "2026-01-06 09:00", is_open=True)
    with pytest.raises(ReportBug, match=r"by service: \{'wiki': \(0, 1\)\}"):
        report()
