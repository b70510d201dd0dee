"""The database that a report is worked out in: a file of its own, gone when the report is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import duckdb

MEMORY: Final = "1GB"


@contextmanager
def working_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database, and remove it in the end, whatever happens.

    What does not fit into its memory is kept beside it. It loads nothing from anywhere.
    """
    with TemporaryDirectory(prefix="sportello-", ignore_cleanup_errors=True) as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": MEMORY,
            "temp_directory": str(Path(folder, "spill")),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        with duckdb.connect(Path(folder, "report.duckdb"), config=settings) as duck:
            duck.execute("SET TimeZone = 'UTC'")
            yield duck
