"""A GitHub on 127.0.0.1 that holds comments and issues, in the shapes of its REST API."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sportello.forge.github import GitHub

BOT = "github-actions[bot]"
TOKEN = "made-up-token-that-must-stay-secret"  # noqa: S105 - nobody's

_Answer = tuple[int, Any, dict[str, str]]
_NOT_FOUND: _Answer = (404, {"message": "Not Found", "status": "404"}, {})


@dataclass
class Fake:
    """What stands on the forge, what was asked of it, and what it answers instead at first."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)
    instead: list[_Answer] = field(default_factory=list)
    done_nonetheless: bool = False
    url: str = ""

    @property
    def github(self) -> GitHub:
        return GitHub(self.url, "acme/desk", TOKEN)

    def comment(self, body: str, by: str = BOT) -> dict[str, Any]:
        made = _written(len(self.comments), body, by)
        self.comments.append(made)
        return made

    def issue(self, title: str, body: str | None, by: str = BOT, **more: Any) -> dict[str, Any]:
        number = len(self.issues) + 1
        made = {**_written(number, body, by), "number": number, "title": title, "state": "open"}
        made |= more
        self.issues.append(made)
        return made

    def release(self, tag: str, files: dict[str, bytes], **more: Any) -> None:
        """Add the newest release; its files are on another host, in the shape of their URLs."""
        assets = []
        for name, content in files.items():
            number = len(self.files) + 1
            self.files[f"/repos/acme/desk/releases/assets/{number}"] = content
            url = f"{self.url}/repos/acme/desk/releases/assets/{number}"
            assets.append({"id": number, "name": name, "url": url})
        made = {"tag_name": tag, "draft": False, "prerelease": False, "assets": assets, **more}
        self.releases.insert(0, made)

    def changed(self) -> list[str]:
        return [each for each in self.asked if not each.startswith("GET ")]

    def refuse(self, status: int, message: str, **headers: str) -> None:
        self.instead.append((status, {"message": message, "status": str(status)}, headers))


def _written(number: int, body: str | None, by: str) -> dict[str, Any]:
    kind = "Bot" if by.endswith("[bot]") else "User"
    return {
        "id": 5_021_349_000 + number,
        "user": {"login": by, "id": 41_898_282, "type": kind},
        "created_at": "2026-11-28T08:00:00Z",
        "updated_at": "2026-11-28T08:00:00Z",
        "author_association": "NONE",
        "body": body,
    }


@contextmanager
def fake_github() -> Iterator[Fake]:  # noqa: C901 - a handler with its methods
    fake = Fake()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is given
            pass

        def do_GET(self) -> None:
            if self.path.startswith("/stored/"):
                self.stored(fake.files[self.path.removeprefix("/stored")])
            else:
                self.answer()

        def do_POST(self) -> None:
            self.answer()

        def do_PATCH(self) -> None:
            self.answer()

        def answer(self) -> None:
            fake.asked.append(f"{self.command} {self.path}")
            fake.tokens.add(self.headers["Authorization"])
            length = int(self.headers.get("Content-Length", 0))
            content = json.loads(self.rfile.read(length)) if length else {}
            if fake.instead:
                if fake.done_nonetheless and self.command != "GET":
                    _answered(fake, self.command, self.path, content)
                self.say(*fake.instead.pop(0))
            else:
                self.say(*_answered(fake, self.command, self.path, content))

        def stored(self, content: bytes) -> None:
            """Answer as the host does that holds files, and knows no token of GitHub's."""
            assert self.headers["Authorization"] is None
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def say(self, status: int, content: Any, headers: dict[str, str]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        fake.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield fake
        server.shutdown()


def _answered(fake: Fake, method: str, path: str, content: dict[str, Any]) -> _Answer:
    parts = urlsplit(path)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    place = re.sub(r"\d+", "N", parts.path.removeprefix("/repos/acme/desk"))
    body = content.get("body")
    if body is not None and len(body) > 65_536:
        return 422, {"message": "Validation Failed: body is too long (maximum is 65536)"}, {}
    match method, place:
        case "GET", "/issues/N/comments":
            answer = _page(fake, path, fake.comments, query)
        case "GET", "/issues":
            found = [each for each in fake.issues if each["state"] == query["state"]]
            found = [each for each in found if each["user"]["login"] == query["creator"]]
            answer = _page(fake, path, found, query)
        case "GET", "/releases":
            answer = _page(fake, path, fake.releases, query)
        case "GET", "/releases/assets/N":
            answer = 302, {}, {"Location": f"{fake.url}/stored{parts.path}"}
        case "POST", "/issues/N/comments":
            answer = 201, fake.comment(content["body"]), {}
        case "POST", "/issues":
            answer = 201, fake.issue(content["title"], content["body"]), {}
        case "PATCH", "/issues/comments/N":
            answer = _patched(fake.comments, "id", parts.path, content)
        case "PATCH", "/issues/N":
            answer = _patched(fake.issues, "number", parts.path, content)
        case _:
            answer = _NOT_FOUND
    return answer


def _page(fake: Fake, path: str, found: list[dict[str, Any]], query: dict[str, str]) -> _Answer:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    shown = found[(page - 1) * size : page * size]
    if page * size >= len(found):
        return 200, shown, {}
    more = f"{fake.url}{re.sub('&page=.*', '', path)}&page={page + 1}"
    return 200, shown, {"Link": f'<{fake.url}/x?page=1>; rel="prev", <{more}>; rel="next"'}


def _patched(among: list[dict[str, Any]], key: str, path: str, content: dict[str, Any]) -> _Answer:
    number = int(path.rpartition("/")[2])
    for each in among:
        if each[key] == number:
            each.update(content)
            return 200, each, {}
    return _NOT_FOUND
