"""A local Spark that talks to nobody."""

from collections.abc import Iterator
from contextlib import contextmanager

# The ordinary environment, which checks these types too, has no pyspark.
# mypy: disable-error-code="import-not-found"
from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
}


@contextmanager
def session() -> Iterator[SparkSession]:
    """Start a session, and stop it in the end."""
    builder = SparkSession.builder.master("local[2]")
    for name, setting in _SETTINGS.items():
        builder = builder.config(name, setting)
    found = builder.getOrCreate()
    yield found
    found.stop()
