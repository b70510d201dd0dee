"""What contradicts itself is never shown to anybody."""

import re
from collections.abc import Sequence

import pytest

from report.rows import FIGURES, HOUR, Tables, tables
from sportello.report.assertions import check_report
from sportello.report.bug import ReportBug
from sportello.report.figure import Bounds, Row, Share, Table, Value

OPENED = FIGURES["opened"]


def table(name: str, *rows: Sequence[Value], by: tuple[str, ...] = ()) -> Table:
    groups = [tuple(f"{n}" for _ in by) for n in range(len(rows))]
    found = (Row(group, tuple(row)) for group, row in zip(groups, rows, strict=True))
    return Table(FIGURES[name], by, tuple(found))


def check(*shown: Table, made: Tables | None = None) -> None:
    with tables() as empty:
        check_report((made or empty).duck, shown)


def test_parts_add_up_to_the_total_counts_and_shares_alike() -> None:
    by_service = table("opened", (3, 1), (4, 0), by=("service",))
    check(table("opened", (7, 1)), by_service)
    with pytest.raises(ReportBug, match="opened by service: opened adds up to"):
        check(table("opened", (8, 1)), by_service)
    nothing = (0, 0, 0, 0, 0, 0)
    parts = table("promises", (Share(1, 1), *nothing), (Share(1, 2), *nothing), by=("service",))
    check(table("promises", (Share(2, 3), *nothing)), parts)
    with pytest.raises(ReportBug, match=re.escape("met adds up to (2, 3), and is (2, 4)")):
        check(table("promises", (Share(2, 4), *nothing)), parts)


def test_what_is_open_at_the_end_of_each_month_does_not_add_up() -> None:
    check(
        table("backlog", (3, 1, 0, 0, 2)),
        table("backlog", (2, 0, 0, 0, 2), (1, 1, 0, 0, 2), by=("month",)),
    )


def test_a_table_that_is_left_out_has_no_parts_to_add_up() -> None:
    check(table("opened", (8, 1)), Table(OPENED, ("customer",), (), 5000))


def test_a_mean_lies_within_what_it_is_the_mean_of() -> None:
    with tables() as made:
        for hours in (1, 3):
            stopped = "2026-01-06 10:00"
            made.cycle(made.ticket(), "met", used=hours, stopped=stopped)
        made.cycle(made.ticket(), "running", used=9)
        times = (2 * HOUR, HOUR, 3 * HOUR, 3 * HOUR, 0)
        check(table("first_contact", (2, *times)), made=made)
        with pytest.raises(ReportBug, match="the mean 14400 is not within"):
            check(table("first_contact", (2, 4 * HOUR, *times[1:])), made=made)


def test_a_higher_percentile_is_no_less_and_a_most_no_less_than_a_least() -> None:
    with tables() as made:
        made.cycle(made.ticket(), "met", used=1, stopped="2026-01-06 10:00")
        with pytest.raises(ReportBug, match="p90 is 7200, p95 3600"):
            check(table("first_contact", (1, HOUR, HOUR, 2 * HOUR, HOUR, 0)), made=made)
    bounds: tuple[Value, ...] = (1, HOUR, *[Bounds(HOUR, None)] * 3)
    check(table("unanswered", bounds))
    with pytest.raises(ReportBug, match="median is 3600, median 10"):
        check(table("unanswered", (1, HOUR, Bounds(HOUR, 10), *bounds[3:])))
