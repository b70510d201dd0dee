"""`sportello serve`: the site in a real server, following the edits of the catalog."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import Result

Write = Callable[..., Path]
Found = TypeVar("Found")


@contextmanager
def serving(root: Path, log: Path) -> Iterator[str]:
    """Serve a catalog on a free port; yields the address, ends as Ctrl+C would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "sportello", "serve", "--port", port, "--catalog", str(root)],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(lambda: f"Serving {address}" in log.read_text() or None, log)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def wait_for(look: Callable[[], Found | None], log: Path) -> Found:
    """Look until there is something to see."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if (found := look()) is not None:
            return found
        time.sleep(0.1)
    pytest.fail(log.read_text())


def test_port_in_use_is_misuse(run: Callable[..., Result], catalog_at: Write) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--port", port, "--catalog", catalog_at())
    assert result.exit_code == 2
    assert f"port {port} cannot be used (Address already in use)" in result.output


def page(address: str) -> str:
    """The text of a page."""
    with urllib.request.urlopen(address, timeout=20) as response:  # noqa: S310 - our own server
        return str(response.read().decode())


def test_edit_is_seen_and_a_mistake_keeps_the_last_good_site(
    catalog_at: Write, tmp_path: Path
) -> None:
    root, log = catalog_at(), tmp_path / "log"
    mailboxes = root / "mailboxes.yaml"
    with serving(root, log) as address:
        assert "help@acme.example" in page(f"{address}a-chi-scrivere/")
        mailboxes.write_text(mailboxes.read_text().replace("help@acme", "aiuto@acme"))
        wait_for(lambda: "aiuto@acme.example" in page(f"{address}a-chi-scrivere/") or None, log)
        mailboxes.write_text(mailboxes.read_text().replace("deliver_to", "deliver_too"))
        wait_for(lambda: 'unknown key "deliver_too"' in log.read_text() or None, log)
        assert "aiuto@acme.example" in page(f"{address}a-chi-scrivere/")
        assert '<html lang="en"' in page(f"{address}en/")
