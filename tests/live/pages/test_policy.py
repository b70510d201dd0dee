"""Nothing of a page breaks the policy that it carries, and nobody else hears of its reader."""

import gzip

import pytest
from playwright.sync_api import Browser

from .views import chosen, paths

WATCH = """() => {
  globalThis.broken = [];
  addEventListener("securitypolicyviolation", (event) =>
    globalThis.broken.push(`${event.violatedDirective}: ${event.blockedURI}`));
}"""
HEAVIEST = 70_000
"""Bytes of a first page, compressed."""


@pytest.mark.parametrize("path", chosen(paths(), 6))
def test_no_page_breaks_its_policy_or_asks_another_host(
    browser: Browser, base: str, path: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(f"({WATCH})()")
        asked: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(base + path, wait_until="networkidle")
        for field in page.locator("input[type=search]").all():
            field.fill("isee")
        page.click("button.colours")
        assert page.evaluate("broken") == []
        assert errors == []
        assert [url for url in asked if not url.startswith(base)] == []
        assert context.cookies() == []


@pytest.mark.parametrize("path", ["", "en/", "servizi/piattaforma-crediti/"])
def test_a_first_page_is_light(browser: Browser, base: str, path: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        bodies: list[bytes] = []
        page.on("response", lambda response: bodies.append(response.body()))
        page.goto(base + path, wait_until="networkidle")
        page.locator("input[type=search]").first.press_sequentially("isee")
        page.wait_for_load_state("networkidle")
        assert bodies
        assert sum(len(gzip.compress(body)) for body in bodies) <= HEAVIEST


@pytest.mark.parametrize("path", chosen(paths(), 8))
def test_pages_fit_narrow_screens(browser: Browser, base: str, path: str) -> None:
    for width in (320, 390, 768):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.goto(base + path)
            assert page.evaluate("document.documentElement.scrollWidth") == width, width


def test_titles_and_descriptions_tell_pages_apart(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        told: dict[str, str] = {}
        for path in paths():
            page.goto(base + path)
            title = page.title()
            said = (
                page.locator("meta[name=description]").get_attribute("content")
                if (not path.endswith("404.html"))
                else title
            )
            assert said
            assert title not in told, (path, told[title])
            assert said not in told, (path, told[said])
            told |= {title: path, said: path}
