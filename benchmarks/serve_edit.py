"""How long `sportello serve` takes to show an edit of the seed catalog, by the clock on the wall."""

import statistics
import subprocess
import sys
import time
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
FILE = "catalog/services/sisemplice.yaml"
WRITTEN = "{name: ISEE,"
PAGE = "servizi/isee/"
ROUNDS = 5
MOST = 1.5
"""Seconds until a page is new."""
PATIENCE = 120.0


def edit_shown() -> float:
    """Return the seconds from writing a file until the page says it, the median of some edits."""
    with TemporaryDirectory() as scratch:
        desk = Path(scratch, "desk")
        subprocess.run(["git", "clone", "--quiet", ROOT, desk], check=True)  # noqa: S607
        command = [sys.executable, "-m", "sportello", "serve", "--port", str(_free_port())]
        command += ["--catalog", str(desk / "catalog")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                return _measured(server, desk / FILE)
            finally:
                server.terminate()


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _measured(server: subprocess.Popen[str], file: Path) -> float:
    assert server.stdout is not None
    address = next(line for line in server.stdout if line.startswith("Serving ")).split()[1]
    text = file.read_text("utf-8")
    assert WRITTEN in text
    taken = []
    for number in range(ROUNDS):
        name = f"ISEE {number}"
        begin = time.monotonic()
        file.write_text(text.replace(WRITTEN, f"{{name: {name},"), "utf-8")
        _wait(address + PAGE, f">{name}</h1>", begin + PATIENCE)
        taken.append(time.monotonic() - begin)
    return statistics.median(taken)


def _wait(url: str, text: str, until: float) -> None:
    while text not in _read(url):
        if time.monotonic() > until:
            raise TimeoutError(f"{url} never said {text}")
        time.sleep(0.02)


def _read(url: str) -> str:
    try:
        with urlopen(url, timeout=10) as page:  # noqa: S310 - our own server
            return str(page.read().decode())
    except URLError:
        return ""  # while the site is exchanged
