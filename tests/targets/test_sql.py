"""The SQL files: what they hold, and that DuckDB answers as the package does."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pytest

from live.sql_questions import (
    CALLS,
    REFUSED,
    UNKNOWN,
    Question,
    bounds,
    calendars,
    golden_questions,
    hours,
    intervals,
    random_questions,
)
from sportello.catalog import Loaded
from sportello.targets.sql import TARGET, load_script, render
from sportello.targets.sql.opening_deltas import identifier, opening_deltas
from sportello.targets.target import render as rendered
from sportello.worktime import Calendar

GOLDEN = Path(__file__).parent / "golden" / "sql"
DIALECTS = ("duckdb.sql", "postgresql.sql", "spark.sql")
TINY = Calendar.from_spec(
    {
        "timezone": "Europe/Rome",
        "week": {"mon-fri": "09:00-17:00"},
        "exceptions": [
            {"from": "2026-01-01", "to": "2026-03-21", "closed": True},
            {"from": "2026-04-06", "to": "2026-12-31", "closed": True},
        ],
    },
    "tiny",
)


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(load_script("duckdb.sql", hours()))
        yield connection


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def value(duck: duckdb.DuckDBPyConnection, expression: str) -> object:
    row = duck.execute(f"SELECT {expression}").fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("name", DIALECTS)
def test_a_file_reads_like_its_golden_file(name: str) -> None:
    made = load_script(name, {"tiny": opening_deltas(TINY, 2026, 2026)})
    assert made == (GOLDEN / name).read_text()


def test_hours_are_seconds_closed_and_open_in_turns_a_week_a_line() -> None:
    known = opening_deltas(TINY, 2026, 2026)
    night = 16 * 3600
    assert known.weeks[0][1:5] == (8 * 3600, night, 8 * 3600, night)
    # The weekend in which clocks are put forward is an hour shorter.
    assert [week[0] for week in known.weeks[1:]] == [2 * 86_400 + night - 3600]
    assert len(known) == 10
    assert tuple(intervals(known)) == TINY.timeline(2026, 2026)


def test_a_calendar_that_never_opens_is_still_known(empty: duckdb.DuckDBPyConnection) -> None:
    shut = Calendar.from_spec({"timezone": "UTC", "week": {"mon": "09:00-17:00"},
        "exceptions": [{"from": "2026-01-01", "to": "2026-12-31", "closed": True}]}, "shut")  # fmt: skip
    empty.execute(load_script("duckdb.sql", {"shut": opening_deltas(shut, 2026, 2026)}))
    low = 1767225600
    assert value(empty, f"sla_elapsed_epoch('shut', {low}, {low + 86400})") == 0
    assert value(empty, f"sla_due_epoch('shut', {low}, 0)") == low
    with pytest.raises(duckdb.Error, match="the due instant lies outside"):
        value(empty, f"sla_due_epoch('shut', {low}, 1)")


@pytest.mark.parametrize("name", DIALECTS)
def test_a_catalog_without_calendars_gives_a_file_all_the_same(name: str) -> None:
    assert "sla_due" in load_script(name, {})


def test_duckdb_takes_a_file_without_calendars_and_knows_none(
    empty: duckdb.DuckDBPyConnection,
) -> None:
    empty.execute(load_script("duckdb.sql", {}))
    with pytest.raises(duckdb.Error, match='no calendar "office"'):
        value(empty, "sla_due_epoch('office', 0, 0)")


def test_the_target_holds_every_calendar_of_the_public_catalog(frozen: Loaded) -> None:
    files = rendered([TARGET], frozen.catalog)
    assert sorted(files) == [f"sla/{name}" for name in DIALECTS]
    assert files == rendered([TARGET], frozen.catalog)
    for content in files.values():
        assert len(content) < 200_000
        text = content.decode()
        assert "do not edit" in text
        assert "-- Check:" in text
        assert all(f"('{name}', " in text for name in frozen.catalog.calendars)
        assert max(map(len, text.splitlines())) < 300


@pytest.mark.parametrize("name", DIALECTS)
def test_of_the_catalog_only_names_of_calendars_and_integers_enter(
    frozen: Loaded, name: str
) -> None:
    bare = {line.rstrip(",") for line in load_script(name, {}).splitlines()}
    text = render(frozen.catalog.public())[name].decode()
    text = re.sub(r"array\([0-9, ]+\)", "array(1)", text)
    added = [line for line in text.splitlines() if line.rstrip(",") not in bare]
    row = re.compile(
        r"( *\('[a-z0-9-]+', (\d+, \d+|'[\[{]?))?[0-9,]*([\]}]?'(::bigint\[\])?)?\)?,?"
    )
    assert len(added) > 1000
    assert [line for line in added if not row.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["a'b", "", "A", "a b", "ä", "a\n", "a_b", "a;b"])
def test_a_name_that_is_no_identifier_enters_no_file(name: str) -> None:
    with pytest.raises(ValueError, match="not fit for SQL"):
        identifier(name)
    with pytest.raises(ValueError, match="not fit for SQL"):
        load_script("duckdb.sql", {name: opening_deltas(TINY, 2026, 2026)})


# --- DuckDB ----------------------------------------------------------------------------------


def differences(duck: duckdb.DuckDBPyConnection, questions: list[Question]) -> list[object]:
    found: list[object] = []
    for op, call in CALLS.items():
        columns = list(zip(*(each for each in questions if each.op == op), strict=True))
        asked = {
            name: np.array(column, object if name in {"calendar", "op"} else np.int64)
            for name, column in zip(Question._fields, columns, strict=True)
        }
        duck.register("asked", asked)
        found += duck.execute(
            f"SELECT * FROM (SELECT *, {call} AS said FROM asked) "  # noqa: S608
            "WHERE said IS DISTINCT FROM answer LIMIT 5"
        ).fetchall()
        duck.unregister("asked")
    return found


def test_duckdb_answers_the_golden_questions(duck: duckdb.DuckDBPyConnection) -> None:
    assert len(golden_questions()) > 300
    assert differences(duck, golden_questions()) == []


def test_duckdb_answers_a_hundred_thousand_questions_as_the_package(
    duck: duckdb.DuckDBPyConnection,
) -> None:
    assert differences(duck, random_questions(100_000)) == []


@pytest.mark.parametrize(("expression", "message"), REFUSED)
def test_duckdb_refuses_rather_than_be_wrong(
    duck: duckdb.DuckDBPyConnection, expression: str, message: str
) -> None:
    with pytest.raises(duckdb.Error, match=message):
        value(duck, bounds(expression))


@pytest.mark.parametrize("expression", UNKNOWN)
def test_duckdb_gives_null_for_null(duck: duckdb.DuckDBPyConnection, expression: str) -> None:
    assert value(duck, bounds(expression)) is None


def test_duckdb_knows_no_business_time_of_infinity(duck: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="an infinite instant has no business time"):
        value(duck, "sla_due('office', 'infinity'::TIMESTAMPTZ, 3600)")


def test_duckdb_takes_instants_as_the_package(duck: duckdb.DuckDBPyConnection) -> None:
    random = Random("instants")  # noqa: S311 - the same instants each time
    noon = dt.datetime(2026, 1, 7, 11, 30, tzinfo=dt.UTC)  # a closing
    tiny = dt.timedelta(microseconds=1)
    cases = [("office", noon + n * tiny, seconds) for n in (-1, 0, 1) for seconds in (-1, 0, 1)]
    for _ in range(3000):
        opened = noon + dt.timedelta(days=60, microseconds=random.randrange(200 * 86_400 * 10**6))
        seconds = random.choice((0, random.randint(-1_000_000, 1_000_000)))
        cases.append((random.choice(("office", "seconds", "lord-howe")), opened, seconds))
    answers = []
    for name, opened, seconds in cases:
        due = calendars()[name][0].due(opened, dt.timedelta(seconds=seconds))
        elapsed = calendars()[name][0].elapsed(opened, due)
        answers.append((due.astimezone(dt.UTC).isoformat(), elapsed, -elapsed))
    columns = [[name for name, _, _ in cases], [str(each) for _, each, _ in cases]]
    found = duck.execute(
        "SELECT epoch_us(due), sla_elapsed(calendar, opened, due), "
        "sla_elapsed(calendar, due, opened) FROM ("
        "SELECT *, sla_due(calendar, opened, seconds) AS due FROM (SELECT unnest($1) AS calendar, "
        "unnest($2)::TIMESTAMPTZ AS opened, unnest($3)::BIGINT AS seconds, unnest($4) AS place)) "
        "ORDER BY place",
        [*columns, [seconds for _, _, seconds in cases], list(range(len(cases)))],
    ).fetchall()
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert [((epoch + us * tiny).isoformat(), *rest) for us, *rest in found] == answers


def test_duckdb_counts_parts_of_a_second_as_the_package(duck: duckdb.DuckDBPyConnection) -> None:
    random = Random("parts")  # noqa: S311 - the same instants each time
    office = calendars()["office"][0]
    closing = dt.datetime(2026, 1, 7, 11, 30, tzinfo=dt.UTC)
    micros = [random.randrange(-(3 * 10**6), 3 * 10**6) for _ in range(3000)]
    instants = [closing + dt.timedelta(microseconds=each) for each in micros]
    pairs = list(pairwise(instants))
    found = duck.execute(
        "SELECT sla_elapsed('office', a, b) FROM (SELECT unnest($1)::TIMESTAMPTZ AS a, "
        "unnest($2)::TIMESTAMPTZ AS b, unnest($3) AS place) ORDER BY place",
        [[str(a) for a, _ in pairs], [str(b) for _, b in pairs], list(range(len(pairs)))],
    ).fetchall()
    assert [each for (each,) in found] == [office.elapsed(a, b) for a, b in pairs]


@pytest.mark.parametrize(
    "names",
    [
        ("calendar", "opened", "seconds", "instant"),
        ("known", "seconds", "opened", "low"),
        ("of_calendar", "since", "until", "before"),
        ("until", "instant", "of_calendar", "found"),
        ("wanted", "passed", "t", "start"),
    ],
)
def test_columns_of_a_caller_may_bear_any_name(
    duck: duckdb.DuckDBPyConnection, names: tuple[str, ...]
) -> None:
    known = hours()["office"]
    ticket = f"(SELECT 'office', to_timestamp({known.low}), 7200, {known.low}) AS last ({', '.join(names)})"
    calendar, opened, seconds, epoch = names
    for place in ("SELECT {} FROM {}", "SELECT true FROM {1} WHERE {0}"):
        asked = (
            f"sla_due({calendar}, {opened}, {seconds}) = to_timestamp(sla_due_epoch({calendar}, {epoch}, {seconds}))"
            f" AND sla_elapsed({calendar}, {opened}, sla_due({calendar}, {opened}, {seconds})) = {seconds}"
            f" AND sla_elapsed_epoch({calendar}, {epoch} + 864000, {epoch}) < 0"
        )
        assert duck.execute(place.format(asked, ticket)).fetchall() == [(True,)]


def test_duckdb_reads_a_timestamp_without_zone_in_the_zone_of_the_session(
    duck: duckdb.DuckDBPyConnection,
) -> None:
    duck.execute("SET TimeZone = 'Europe/Rome'")
    due = value(duck, "sla_due('office', TIMESTAMP '2026-01-05 17:30', 3600)::VARCHAR")
    assert due == "2026-01-07 08:30:00+01"


def test_a_later_load_replaces_the_hours(empty: duckdb.DuckDBPyConnection) -> None:
    for made in (hours(), {"tiny": opening_deltas(TINY, 2026, 2026)}):
        empty.execute(load_script("duckdb.sql", made))
    assert value(empty, "list(calendar) FROM sla_calendar") == ["tiny"]
    assert value(empty, "sum(closes - opens) FROM sla_interval") == 10 * 8 * 3600
