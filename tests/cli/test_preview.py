"""The web server of `sportello serve`, asked as a browser does."""

from _thread import start_new_thread
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from sportello.cli._preview import Preview

PAGE = "<html><head><title>A</title></head><body>A page</body></html>"


class Quickly(Preview):
    """Starts its threads below `threading`, which has coverage trace them (tests/live/conftest.py)."""

    def process_request(self, request: Any, client_address: Any) -> None:
        start_new_thread(self.process_request_thread, (request, client_address))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "secret").write_text("not of the site")
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text(PAGE)
    (site / "style.css").write_text("p { color: red }")
    (site / "finder.js").write_text("export {}")
    (site / "è.txt").write_text("accents")
    return site


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with Quickly(site, 0) as server, server.running():
        yield server


def ask(preview: Preview, path: str, method: str = "GET") -> tuple[HTTPResponse, str]:
    """The answer to a request that is sent as it is written."""
    connection = HTTPConnection("127.0.0.1", preview.server_port, timeout=20)
    connection.request(method, path)
    response = connection.getresponse()
    content = response.read().decode()
    connection.close()
    return response, content


def test_a_page_is_shown_with_a_script_that_is_no_inline_one(preview: Preview) -> None:
    response, content = ask(preview, "/a/?q=isee")
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html"
    assert response.headers["Cache-Control"] == "no-store"
    before, _, after = content.partition("<script")
    assert before + after.partition("></script>")[2] == PAGE
    address = after.partition('src="')[2].partition('"')[0]
    answer, text = ask(preview, address)
    assert answer.headers["Content-Type"] in ("text/javascript", "application/javascript")
    assert "location.reload()" in text


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("/style.css", "text/css", "p { color: red }"),
        ("/finder.js", "javascript", "export {}"),
        ("/%C3%A8.txt", "text/plain", "accents"),
    ],
)
def test_other_files_are_what_they_are(preview: Preview, path: str, kind: str, text: str) -> None:
    response, content = ask(preview, path)
    assert kind in response.headers["Content-Type"]
    assert content == text


def test_a_directory_leads_to_its_page(preview: Preview) -> None:
    response, _ = ask(preview, "/a")
    assert (response.status, response.headers["Location"]) == (301, "/a/")


@pytest.mark.parametrize(
    "path", ["/", "/b/", "/a/none", "/../secret", "/%2e%2e/secret", "/a/..%2f..%2fsecret", "/%00"]
)
def test_what_is_not_there_is_told_and_comes_when_it_is(
    preview: Preview, site: Path, path: str
) -> None:
    response, content = ask(preview, path)
    assert response.status == 404
    assert "There is no such page" in content
    assert "preview.js" in content
    (site / "404.html").write_text("<html><head></head>Pagina non trovata</html>")
    assert "Pagina non trovata" in ask(preview, path)[1]


def test_the_head_of_a_page_is_that_of_the_page(preview: Preview) -> None:
    whole, content = ask(preview, "/a/")
    head, nothing = ask(preview, "/a/", "HEAD")
    assert (head.status, nothing) == (200, "")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(content))


def test_whoever_listens_learns_of_every_change(preview: Preview) -> None:
    connection = HTTPConnection("127.0.0.1", preview.server_port, timeout=20)
    connection.request("GET", "/_sportello/changes")
    events = connection.getresponse()
    assert events.headers["Content-Type"] == "text/event-stream"
    page = ask(preview, "/a/")[1]
    told = [events.readline()]
    for _ in range(2):
        events.readline()
        preview.changed()
        told.append(events.readline())
    connection.close()
    states = [line.decode().removeprefix("data: ").strip() for line in told]
    assert f"made={states[0]}" in page, "what was just shown is not shown anew"
    assert len(set(states)) == 3


def test_a_page_that_was_shown_before_the_server_began_anew_is_out_of_date(site: Path) -> None:
    with Quickly(site, 0) as one, Quickly(site, 0) as other:
        assert one.made != other.made


def test_two_cannot_have_one_port(preview: Preview) -> None:
    with pytest.raises(OSError, match="in use"):
        Preview(preview.root, preview.server_port)
