"""How fast pages of the seed catalog are on a phone: Lighthouse's figure for performance.

A machine that is busy falsifies it, so it is no test: it is told beside the load.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from threading import Thread

from sportello.catalog import load
from sportello.files import write_tree
from sportello.targets.site import build_site, files

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = ROOT / ".venv-node/node_modules/lighthouse/cli/index.js"
PAGES = {
    "home": "",
    "all services": "a-chi-scrivere/",
    "a service": "servizi/isee/",
    "a service with promised times": "servizi/piattaforma-crediti/",
    "hours": "en/hours/",
}
ROUNDS = 3
GOAL = 100


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


def performance() -> Mapping[str, int]:
    """Return the figure of each type of page, the median of some rounds."""
    with TemporaryDirectory() as scratch:
        docs, site = Path(scratch, "docs"), Path(scratch, "site")
        write_tree(docs, files(load(ROOT / "catalog").catalog.public()))
        build_site(docs, site)
        with _served(site) as address:
            return {
                name: round(statistics.median(_figure(address + path) for _ in range(ROUNDS)))
                for name, path in PAGES.items()
            }


@contextmanager
def _served(site: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _figure(url: str) -> int:
    command: list[str | Path] = [Path(sys.executable).with_name("node"), LIGHTHOUSE, url, "--quiet"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    command += ["--only-categories=performance", "--output=json"]
    environment = {**os.environ, "CHROME_PATH": which("chromium") or which("google-chrome") or ""}
    found = subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
    score: float = json.loads(found.stdout)["categories"]["performance"]["score"]
    return round(100 * score)
