"""A small web server for a site that is being edited: pages show themselves anew when it changes.

It is for this machine alone. A page asks for a script, and the script listens for changes: nothing
stands inline, so that a strict Content-Security-Policy holds here too.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from threading import Condition, Thread
from typing import Final
from urllib.parse import quote, unquote, urlsplit

_SCRIPT: Final = "/_sportello/preview.js"
_CHANGES: Final = "/_sportello/changes"
_PING: Final = 15.0
"""Seconds after which a listener is asked whether it is still there."""
_NOTHING: Final = (
    b"<!doctype html><html lang=en><head><title>No page</title></head>"
    b"<body><p>There is no such page. Is something wrong? The terminal says it.</p></body></html>"
)


class Preview(ThreadingHTTPServer):
    """Serves the files below a directory on this machine. Raises OSError if the port is taken."""

    daemon_threads = True

    def __init__(self, root: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.root = root
        self.url = f"http://127.0.0.1:{self.server_port}/"
        self._made = time.time_ns()
        self._change = Condition()

    @property
    def made(self) -> str:
        """What names the state of the site, for no other one ever again."""
        return str(self._made)

    def changed(self) -> None:
        """Let all pages that are open show themselves anew."""
        with self._change:
            self._made = max(time.time_ns(), self._made + 1)
            self._change.notify_all()

    def wait(self, known: str) -> bool:
        """Wait until the site has another state than the one known; False if that takes long."""
        with self._change:
            return self._change.wait_for(lambda: self.made != known, _PING)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer requests as long as the block lasts."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield
        finally:
            self.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Preview

    def do_GET(self) -> None:
        """Answer with a file, or with the script or the changes that pages listen to."""
        path = unquote(urlsplit(self.path).path)
        with suppress(ConnectionError):  # whoever asked is gone
            if path == _SCRIPT:
                self._send(HTTPStatus.OK, Path(__file__).with_suffix(".js"), self.server.made)
            elif path == _CHANGES:
                self._tell_changes()
            else:
                self._send_page(path)

    do_HEAD = do_GET  # noqa: N815 - as above

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for what is wrong with the catalog."""

    def _send_page(self, path: str) -> None:
        made = self.server.made  # before the file is read, which may be newer than that
        file = _inside(self.server.root, path)
        if file and file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{quote(path)}/")
            self.end_headers()
        elif (page := file and (file / "index.html" if file.is_dir() else file)) and page.is_file():
            self._send(HTTPStatus.OK, page, made)
        else:
            self._send(HTTPStatus.NOT_FOUND, self.server.root / "404.html", made)

    def _send(self, status: HTTPStatus, file: Path, made: str) -> None:
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            content = _NOTHING
        if file.suffix == ".html":
            script = f'<script type="module" src="{_SCRIPT}?made={made}"></script></head>'
            content = content.replace(b"</head>", script.encode(), 1)
        self.send_response(status)
        self.send_header("Content-Type", guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_changes(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told = ""
        while self.command != "HEAD":
            is_new = self.server.wait(told)
            told = self.server.made
            self.wfile.write(f"data: {told}\n\n".encode() if is_new else b":\n\n")


def _inside(root: Path, path: str) -> Path | None:
    """Return the file or directory of a path, None if it leads elsewhere or cannot be one."""
    names = PurePosixPath(path).parts[1:]
    return None if ".." in names or "\0" in path else root.joinpath(*names)
