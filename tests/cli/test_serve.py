"""`sportello serve`: the site in a real server, following the edits of the catalog."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import Result

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.cli.serve import rebuild, rebuilds
from sportello.targets.site import Engine

Write = Callable[..., Path]
Found = TypeVar("Found")


@contextmanager
def serving(root: Path, log: Path, end: signal.Signals = signal.SIGINT) -> Iterator[str]:
    """Serve a catalog on a free port, as a shell does in the background: with SIGINT ignored.

    Yields the address, and ends the server by a signal. Nothing of it outlives the test.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    server = [sys.executable, "-m", "sportello", "serve", "--port", port, "--catalog", str(root)]
    dies_with_us = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
    with log.open("w") as out:
        process = subprocess.Popen(
            ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *dies_with_us, *server],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(log.parent)},
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(lambda: f"Serving {address}" in log.read_text() or None, log)
        wait_for(lambda: listens(int(port)) or None, log)  # it says so just before it does
        yield address
        process.send_signal(end)
        assert process.wait(60) == 0, log.read_text()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def listens(port: int) -> bool:
    """Tell whether something takes connections at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(look: Callable[[], Found | None], log: Path) -> Found:
    """Look until there is something to see."""
    end = time.monotonic() + 120
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
    with urllib.request.urlopen(address, timeout=120) as response:  # noqa: S310 - our own server
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


def test_mistake_at_the_start_is_told_and_its_correction_waited_for(
    catalog_at: Write, tmp_path: Path
) -> None:
    root, log = catalog_at(("mailboxes.yaml", "deliver_to", "deliver_too")), tmp_path / "log"
    mailboxes = root / "mailboxes.yaml"
    with serving(root, log) as address:
        assert 'unknown key "deliver_too"' in log.read_text()
        assert "there is no page until these errors are corrected" in log.read_text()
        with pytest.raises(OSError, match="404"):
            page(address)
        mailboxes.write_text(mailboxes.read_text().replace("deliver_too", "deliver_to"))
        wait_for(lambda: "the site shows the catalog" in log.read_text() or None, log)
        assert "help@acme.example" in page(f"{address}a-chi-scrivere/")


def test_nothing_of_a_file_that_a_link_leads_to_is_printed(
    catalog_at: Write, tmp_path: Path
) -> None:
    root, log = catalog_at(), tmp_path / "log"
    (tmp_path / "foreign.yaml").write_text("token: hunter2\n")
    (root / "services" / "x.yaml").symlink_to(tmp_path / "foreign.yaml")
    with serving(root, log):
        assert "error F003: this is a link" in log.read_text()
        assert "hunter2" not in log.read_text()


def test_directory_that_is_not_there_is_misuse(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("serve", "--catalog", tmp_path / "none")
    assert (result.exit_code, "there is no catalog directory" in result.output) == (2, True)


def test_edits_of_the_desks_own_site_are_seen_and_a_mistake_there_ends_nothing(
    catalog_at: Write, tmp_path: Path
) -> None:
    root, log = catalog_at(), tmp_path / "log"
    words = tmp_path / "site/words/it.yaml"
    words.parent.mkdir(parents=True)
    with serving(root, log) as address:
        words.write_text("ignored: [")
        wait_for(lambda: "site/words/it.yaml:1:11: error Y002" in log.read_text() or None, log)
        words.unlink()
        own = tmp_path / "site/pages/it/chi-siamo.md"
        own.parent.mkdir(parents=True)
        own.write_text("# Chi siamo\n")
        wait_for(lambda: "Chi siamo" in page(address) or None, log)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_in_the_background_too_and_nothing_is_left(
    catalog_at: Write, tmp_path: Path, end: signal.Signals
) -> None:
    with serving(catalog_at(), tmp_path / "log", end) as address:
        assert "help@acme.example" in page(f"{address}a-chi-scrivere/")
    assert {path.name for path in tmp_path.iterdir()} == {"catalog", "log"}
    with pytest.raises(OSError, match="refused"):
        page(address)


def test_catalog_that_is_gone_for_a_moment_is_told_in_one_line(
    catalog_at: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog_at().rename(tmp_path / "elsewhere")
    with Engine() as engine:
        assert not rebuild(tmp_path / "catalog", tmp_path / "scratch", engine)
    assert capsys.readouterr().err.startswith(f"there is no catalog directory {tmp_path}/catalog")


def test_at_midnight_of_the_desk_pages_tell_of_the_new_day(
    catalog_at: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, now = catalog_at(), [datetime(2026, 1, 4, 23, 59, tzinfo=UTC)]
    looks = count()

    def clock(_: Catalog) -> datetime:
        assert next(looks) < 100, "the new day is not seen"
        return now[-1]

    monkeypatch.setattr("sportello.catalog.desk_time.desk_time", clock)
    answer = tmp_path / "scratch/site/en/when-an-answer-comes/index.html"
    (tmp_path / "scratch").mkdir()
    with Engine() as engine:
        rebuilt = rebuilds(root, tmp_path / "scratch", engine, load(root).catalog)
        assert next(rebuilt)
        assert "Monday 5 January 2026, 09:00" in answer.read_text()
        now.append(datetime(2026, 1, 5, tzinfo=UTC))
        assert next(rebuilt)
        assert "Monday 5 January 2026, 09:00" not in answer.read_text()
