"""A page of `sportello serve` in a browser: it shows itself anew, under the strictest policy."""

from _thread import start_new_thread
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from sportello.cli._preview import Preview

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"


class Quickly(Preview):
    def process_request(self, request: Any, client_address: Any) -> None:
        start_new_thread(self.process_request_thread, (request, client_address))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    write(tmp_path, "first")
    with Quickly(tmp_path, 0) as server, server.running():
        yield server


def write(folder: Path, text: str) -> None:
    (folder / "index.html").write_text(f"<html><head></head><body>{text}</body></html>")


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The site's page; whatever the policy forbids is an error."""

    def under_the_policy(route: Route) -> None:
        response = route.fetch()
        headers = {**response.headers, "content-security-policy": POLICY}
        route.fulfill(response=response, headers=headers)

    with browser.new_context() as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.route(preview.url, under_the_policy)
        with page.expect_request("**/_sportello/changes"):
            page.goto(preview.url)
        yield page
        assert errors == []


def test_an_open_page_shows_every_change(page: Page, preview: Preview, tmp_path: Path) -> None:
    expect(page.locator("body")).to_have_text("first")
    for text in ("second", "third"):
        write(tmp_path, text)
        preview.changed()
        expect(page.locator("body")).to_have_text(text, timeout=20_000)


def test_a_page_out_of_sight_catches_up(page: Page, preview: Preview, tmp_path: Path) -> None:
    turn = "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
    turn += "document.dispatchEvent(new Event('visibilitychange')); }"
    page.evaluate(turn, True)
    write(tmp_path, "second")
    preview.changed()
    expect(page.locator("body")).to_have_text("first")
    page.evaluate(turn, False)
    expect(page.locator("body")).to_have_text("second", timeout=20_000)
