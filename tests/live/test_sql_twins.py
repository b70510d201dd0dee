"""The SQL file for PostgreSQL, in a real server: to the second what the package answers."""

from collections.abc import Iterator

import pytest

from sportello.targets.sql import load_script

from .postgresql import Server, postgresql
from .sql_questions import (
    CALLS,
    REFUSED,
    UNKNOWN,
    Question,
    bounds,
    golden_questions,
    hours,
    parts,
    random_questions,
)

OFFICE = {"office": hours()["office"]}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgresql() as running:
        running.sql(load_script("postgresql.sql", hours()))
        yield running


def differences(server: Server, questions: list[Question]) -> str:
    rows = "".join("\t".join(map(str, question)) + "\n" for question in questions)
    server.sql(
        "DROP TABLE IF EXISTS asked;\n"
        "CREATE TABLE asked (calendar text, op text, a bigint, b bigint, answer bigint);\n"
        f"COPY asked FROM stdin;\n{rows}\\.\n"
    )
    assert server.sql("SELECT count(*) FROM asked").strip() == str(len(questions))
    return "".join(
        server.sql(
            f"SELECT * FROM (SELECT *, {call} AS said FROM asked "  # noqa: S608
            f"WHERE op = '{op}') AS answered WHERE said IS DISTINCT FROM answer LIMIT 5"
        )
        for op, call in CALLS.items()
    )


def test_postgresql_answers_the_golden_questions(server: Server) -> None:
    assert differences(server, golden_questions()) == ""


def test_postgresql_answers_a_hundred_thousand_questions_as_the_package(server: Server) -> None:
    assert differences(server, random_questions(100_000)) == ""


@pytest.mark.parametrize(("expression", "message"), REFUSED)
def test_postgresql_refuses_rather_than_be_wrong(
    server: Server, expression: str, message: str
) -> None:
    assert message in server.sql(f"SELECT {bounds(expression)}", fails=True)


def test_postgresql_knows_no_business_time_of_infinity(server: Server) -> None:
    assert "infinity" in server.sql("SELECT sla_due('office', 'infinity', 3600)", fails=True)


def test_postgresql_gives_null_for_null(server: Server) -> None:
    answers = ", ".join(f"({bounds(expression)}) IS NULL" for expression in UNKNOWN)
    assert server.sql(f"SELECT true = ALL (ARRAY[{answers}])").strip() == "t"


def test_postgresql_takes_instants_and_keeps_the_fraction_of_one_due_at_once(
    server: Server,
) -> None:
    opened = "timestamptz '2026-01-05 17:30:00.75+01'"
    assert server.sql(
        f"SELECT sla_due('office', {opened}, 40 * 3600), sla_due('office', {opened}, 0), "
        f"sla_due('office', {opened}, -1), "
        f"sla_elapsed('office', {opened}, sla_due('office', {opened}, 7200)), "
        f"sla_elapsed('office', sla_due('office', {opened}, 7200), {opened})"
    ).strip() == (
        "2026-01-13 10:30:01+00|2026-01-05 16:30:00.75+00|2026-01-05 16:29:59+00|7200|-7200"
    )


def test_postgresql_counts_parts_of_a_second_while_it_is_open(server: Server) -> None:
    questions, answers = parts("timestamptz")
    said = server.sql(f"SELECT {', '.join(questions)}").strip()
    assert list(map(int, said.split("|"))) == answers


def test_postgresql_finds_the_tables_whatever_the_search_path(server: Server) -> None:
    made = "CREATE SCHEMA sla; SET search_path TO sla;\n" + load_script("postgresql.sql", OFFICE)
    server.sql(made)
    low = OFFICE["office"].low
    assert (
        server.sql(
            "SET search_path TO pg_catalog; SELECT count(*) FROM sla.sla_calendar; "  # noqa: S608
            f"SELECT sla.sla_due_epoch('office', {low}, 0), "
            f"sla.sla_elapsed('office', to_timestamp({low}), to_timestamp({low}))"
        )
        == f"1\n{low}|0\n"
    )


def test_a_later_load_replaces_the_hours_and_leaves_views_alone(server: Server) -> None:
    server.sql(
        "CREATE SCHEMA twice; SET search_path TO twice;\n" + load_script("postgresql.sql", hours())
    )
    server.sql(
        "CREATE VIEW twice.shown AS SELECT *, twice.sla_due_epoch(calendar, low, 0) FROM twice.sla_calendar"
    )
    for made, calendars in ((OFFICE, 1), ({}, 0)):
        server.sql("SET search_path TO twice;\n" + load_script("postgresql.sql", made))
        assert server.sql("SELECT count(*) FROM twice.shown").strip() == str(calendars)
