"""A real browser, and a web server for what it is to see."""

import threading
from _thread import start_new_thread
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from servers import need
from sportello.catalog import Loaded
from sportello.files import write_tree
from sportello.targets.site import build_site, files

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


class Server(ThreadingHTTPServer):
    """Starts its threads below `threading`, which has coverage trace them.

    On Python 3.11 two threads that begin to be traced at once can fail, and the request with them.
    """

    def process_request(self, request: Any, client_address: Any) -> None:
        start_new_thread(self.process_request_thread, (request, client_address))


@contextmanager
def serving(folder: Path, handler: Any = None) -> Iterator[str]:
    """Serve a directory on a local port, and yield its address."""
    handler = handler or partial(Quiet, directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = need("chromium")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
    ):
        yield browser


@pytest.fixture(scope="session")
def base(frozen: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the frozen catalog on a local port."""
    root = tmp_path_factory.mktemp("live")
    write_tree(root / "docs", files(frozen.catalog.public()))
    build_site(root / "docs", root / "site")
    with serving(root / "site") as address:
        yield address


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[SimpleNamespace]:
    """A page in a fresh browser profile; it must ask nobody else and write no error."""
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield SimpleNamespace(page=page, base=base, context=context)
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if not url.startswith((base, "data:"))] == []
        assert errors == []
        assert context.cookies() == []
