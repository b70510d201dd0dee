"""What a night finds: what ends soon, and links that are dead, asked on a web server of ours."""

from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from conftest import Write
from rota.example import FOLDER
from sportello.api.planning import plan_of_days
from sportello.catalog import load
from sportello.forge.__main__ import main
from sportello.forge.links import dead, links
from sportello.forge.night import brought, dead_links, ends_soon
from sportello.frozendict import FrozenDict

SITE = ("providers.yaml", "name: ACME\n", "name: ACME\n    website: {}\n")


class Web(ThreadingHTTPServer):
    """Answers /404 with 404, and so on; /once fails at the first time only."""

    asked: list[str]


@pytest.fixture
def web() -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        server: Web

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is given
            pass

        def do_GET(self) -> None:
            self.server.asked.append(self.path)
            first = self.server.asked.count(self.path) == 1
            status = (503 if first else 200) if self.path == "/once" else int(self.path[1:])
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if status == 302:
                self.send_header("Location", "/404")
            self.end_headers()

    with Web(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("200", None),
        ("401", None),
        ("403", None),
        ("429", None),
        ("once", None),
        ("404", "404 Not Found"),
        ("410", "410 Gone"),
        ("503", "503 Service Unavailable"),
        ("302", "404 Not Found"),
    ],
)
def test_a_link_is_dead_if_nothing_is_there_twice(web: Web, path: str, why: str | None) -> None:
    url = f"http://127.0.0.1:{web.server_port}/{path}"
    waited: list[float] = []
    assert dead([url], waited.append) == ({url: why} if why else {})
    assert waited == ([10] if why or path == "once" else [])


def test_a_server_that_is_gone_is_told_with_its_place(web: Web, catalog_at: Write) -> None:
    url = f"http://127.0.0.1:{web.server_port}/"
    web.shutdown()
    web.server_close()
    loaded = load(catalog_at((SITE[0], SITE[1], SITE[2].format(url))))
    found = links(loaded.catalog.public())
    assert found == {url: ("providers", "acme")}
    told = dead_links(loaded, found, dead(found, lambda _: None))
    assert told.startswith("    ")
    assert "providers.yaml:2: " in told
    assert "refused" in told


def test_links_are_those_that_readers_see(catalog_at: Write) -> None:
    text = "See (https://desk.acme.it/a_(b)), or http://acme.it. Not https://acme.example/x."
    root = catalog_at(
        ("providers.yaml", "secret of the provider", "https://internal.acme.it/"),
        ("sla.yaml", "why: {it: Critico, en: It is critical}", f"why: {{it: '{text}', en: '{text}'}}"),
    )  # fmt: skip
    assert set(links(load(root).catalog.public())) == {
        "https://desk.acme.it/a_(b)",
        "http://acme.it",
    }


def test_what_ends_soon_is_told_as_code_and_else_nothing(catalog_at: Write) -> None:
    root = catalog_at()
    loaded = load(root)
    assert ends_soon(root, loaded, date(2026, 6, 1)) == ""
    told = ends_soon(root, loaded, date(2027, 6, 1))
    assert "the published years end with 2027" in told
    assert all(line.startswith("    ") for line in told.splitlines())


def test_what_tomorrow_brings_is_told_as_code_and_else_nothing(catalog_at: Write) -> None:
    root = catalog_at()
    assert brought(plan_of_days(root, date(2026, 6, 1), date(2026, 6, 2))) == ""
    told = brought(plan_of_days(root, date(2027, 12, 31), date(2028, 1, 1)))
    assert "calendars of other years" in told
    assert all(line.startswith("    ") for line in told.splitlines())


def test_without_dead_links_nothing_is_said(catalog_at: Write) -> None:
    assert dead_links(load(catalog_at()), FrozenDict(), {}) == ""


def test_a_night_writes_a_file_an_issue(catalog_at: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = catalog_at().parent
    monkeypatch.chdir(folder)
    assert main(["night", "found"], {}).startswith("night: 0 links asked")
    assert sorted(each.name for each in (folder / "found").iterdir()) == [
        "ends.md",
        "links.md",
        "tomorrow.md",
    ]
    assert (folder / "found/links.md").read_text() == ""


def test_what_is_wrong_with_a_rota_is_counted_and_names_nobody() -> None:
    told = ends_soon(FOLDER, load(FOLDER), date(2026, 12, 1))
    assert told == "    rota.yaml: 2 more, which `sportello check --on 2026-12-01` tells\n"
    assert ends_soon(FOLDER, load(FOLDER), date(2027, 1, 3)) == ""
