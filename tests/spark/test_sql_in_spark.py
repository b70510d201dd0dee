"""The SQL file for Spark, in a real one: to the second what the package answers."""

from collections.abc import Iterator

# The ordinary environment, which checks these types too, has no pyspark.
# mypy: disable-error-code="import-not-found"
import pytest
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from live.sql_questions import (
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
from sportello.targets.sql import load_script

from .session import session


def load(spark: SparkSession, text: str) -> None:
    """Load the file as its head says."""
    for statement in text.split(";\n"):
        if statement.strip():
            spark.sql(statement)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    with session() as found:
        load(found, load_script("spark.sql", hours()))
        yield found


def differences(spark: SparkSession, questions: list[Question]) -> list[object]:
    frame = spark.createDataFrame(
        questions, "calendar string, op string, a long, b long, answer long"
    )
    frame.createOrReplaceTempView("asked")
    found: list[object] = []
    for op, call in CALLS.items():
        found += spark.sql(
            f"SELECT * FROM (SELECT *, {call} AS said FROM asked "  # noqa: S608
            f"WHERE op = '{op}') WHERE NOT said <=> answer LIMIT 5"
        ).collect()
    return found


def test_spark_answers_the_golden_questions(spark: SparkSession) -> None:
    assert differences(spark, golden_questions()) == []


def test_spark_answers_a_hundred_thousand_questions_as_the_package(spark: SparkSession) -> None:
    assert differences(spark, random_questions(100_000)) == []


@pytest.mark.parametrize(("expression", "message"), REFUSED)
def test_spark_refuses_rather_than_be_wrong(
    spark: SparkSession, expression: str, message: str
) -> None:
    with pytest.raises(PySparkException, match=message):
        spark.sql(f"SELECT {bounds(expression)}").collect()


def test_spark_gives_null_for_null(spark: SparkSession) -> None:
    answers = ", ".join(
        f"({bounds(expression)}) IS NULL AS u{n}" for n, expression in enumerate(UNKNOWN)
    )
    assert set(spark.sql(f"SELECT {answers}").collect()[0]) == {True}


def test_spark_takes_instants_and_keeps_the_fraction_of_one_due_at_once(
    spark: SparkSession,
) -> None:
    opened = "TIMESTAMP '2026-01-05 17:30:00.75+01:00'"
    row = spark.sql(
        "SELECT string(due), string(at_once), string(back), "  # noqa: S608 - our own words
        "sla_elapsed('office', opened, due), "
        "sla_elapsed('office', due, opened) "
        "FROM (SELECT opened, sla_due('office', opened, 40 * 3600) AS due, "
        "sla_due('office', opened, 0) AS at_once, sla_due('office', opened, -1) AS back "
        f"FROM (SELECT {opened} AS opened))"
    ).collect()[0]
    assert tuple(row) == (
        "2026-01-13 10:30:01",
        "2026-01-05 16:30:00.75",
        "2026-01-05 16:29:59",
        144_000,
        -144_000,
    )


def test_spark_counts_parts_of_a_second_while_it_is_open(spark: SparkSession) -> None:
    questions, answers = parts("TIMESTAMP")
    assert list(spark.sql(f"SELECT {', '.join(questions)}").collect()[0]) == answers


def test_a_later_load_replaces_the_hours(spark: SparkSession) -> None:
    fresh = spark.newSession()
    for made in (hours(), {"office": hours()["office"]}, {}):
        load(fresh, load_script("spark.sql", made))
        assert fresh.sql("SELECT * FROM sla_calendar").count() == len(made)
        assert fresh.sql("SELECT * FROM sla_interval").count() == sum(map(len, made.values()))
