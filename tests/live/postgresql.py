"""A PostgreSQL server of our own, for as long as a test needs it."""

import os
import pwd
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from servers import need

SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "timezone=UTC")


class Server:
    """A running server, reached by its socket."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sql(self, text: str, *, fails: bool = False) -> str:
        """Run statements and return what they print; with `fails`, the error they end in."""
        done = subprocess.run(
            [need("psql"), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align",
             "--set=ON_ERROR_STOP=1", f"--host={self._folder}", "--username=sla", "--dbname=postgres"],
            input=text, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert (done.returncode != 0) == fails, done.stderr[-2000:]
        return done.stderr if fails else done.stdout


@contextmanager
def postgresql() -> Iterator[Server]:
    """Start a server in a directory of its own, and stop it in the end."""
    initdb, postgres = _program("initdb"), _program("postgres")
    with TemporaryDirectory(prefix="sportello-sql-") as name:
        folder = Path(name)
        user = _unprivileged(folder)
        subprocess.run(
            [initdb, f"--pgdata={folder}/data", "--username=sla", "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--locale=C"],
            user=user, extra_groups=None if user is None else [], check=True, stdout=subprocess.DEVNULL, timeout=120,
        )  # fmt: skip
        options = [f"--{setting}" for setting in (*SETTINGS, f"unix_socket_directories={folder}")]
        with (folder / "data" / "log").open("wb") as log:
            running = subprocess.Popen(
                [postgres, f"-D{folder}/data", *options], stderr=log, stdout=log, user=user,
                extra_groups=None if user is None else [],
            )  # fmt: skip
            try:
                _wait(running, folder)
                yield Server(folder)
            finally:
                running.terminate()
                running.wait(timeout=60)


def _program(name: str) -> str:
    """Return a program of Debian's PostgreSQL, which stands outside the search path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_version)
    return str(found[-1]) if found else need(name)


def _version(path: Path) -> int:
    return int(path.parts[4])


def _unprivileged(folder: Path) -> int | None:
    """Give the folder to a user who may run the server: root may not."""
    if os.getuid() != 0:
        return None
    user = pwd.getpwnam("nobody").pw_uid
    os.chown(folder, user, -1)
    return user


def _wait(running: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Wait until the server takes connections."""
    ready = [need("pg_isready"), "--quiet", f"--host={folder}", "--username=sla"]
    for _ in range(300):
        if running.poll() is not None:
            break
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    pytest.fail((folder / "data" / "log").read_text())
