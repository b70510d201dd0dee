"""The mail servers on this machine."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from servers import leave_out, need

PREFIX = Path("/opt/sportello-mail")
"""Where `.ci/mail-servers` puts the servers that cannot be installed beside Postfix."""


def program(name: str) -> str:
    """Return the path of a server, skipping or failing like `need` if it is missing."""
    return shutil.which(name, path=str(PREFIX / "usr" / "sbin")) or need(name)


def need_root() -> None:
    """Skip the test for ordinary users, since mail servers start as root; in CI fail it."""
    if os.getuid() != 0:
        leave_out("mail servers can be started by root only")


def free_ports(number: int) -> list[int]:
    """Return local ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports


@contextmanager
def daemons(commands: dict[str, list[str]], folder: Path, ports: list[int]) -> Iterator[None]:
    """Run servers, each in the foreground, until their ports answer; stop them in the end."""
    with (folder / "daemons.log").open("wb") as log:
        running = {
            name: subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "MAIL_CONFIG": f"{folder}/postfix"},
            )
            for name, command in commands.items()
        }
        try:
            for port in ports:
                _wait_for(port, folder)
            yield
            for name, process in running.items():
                assert process.poll() is None, f"{name} died: {_logs(folder)}"
        finally:
            # Dovecot, the first one, waits for those who are connected to it.
            for process in reversed(running.values()):
                process.terminate()
            for process in running.values():
                try:
                    process.wait(timeout=10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def wait_until_empty(site: Path, *queues: str, seconds: float = 120) -> None:
    """Wait until no file is left in these directories of a site."""
    end = time.monotonic() + seconds
    while any(names for queue in queues for _, _, names in os.walk(site / queue)):
        assert time.monotonic() < end, f"the queue does not empty: {_logs(site)}"
        time.sleep(0.02)


def _wait_for(port: int, folder: Path) -> None:
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.fail(f"nothing listens: {_logs(folder)}")


def _logs(folder: Path) -> str:
    """Return the ends of all logs."""
    return "\n".join(
        f"--- {path.name}\n{path.read_text(errors='replace')[-3000:]}"
        for path in sorted({*folder.glob("*log"), *folder.glob("*/*.log")})
        if path.is_file()
    )
