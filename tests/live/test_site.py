"""The site in a browser: the languages, the colours, notices, and room on a phone."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser


@pytest.mark.parametrize(
    ("italian", "english"),
    [
        ("", "en/"),
        ("a-chi-scrivere/", "en/which-address/"),
        ("servizi/isee/", "en/services/isee/"),
        ("gruppi/sisemplice/", "en/groups/sisemplice/"),
    ],
)
def test_the_language_switch_leads_to_the_same_page(
    visit: SimpleNamespace, italian: str, english: str
) -> None:
    visit.page.goto(visit.base + italian)
    visit.page.click(".languages a[hreflang=en]")
    assert visit.page.url == visit.base + english
    visit.page.click(".languages a[hreflang=it]")
    assert visit.page.url == visit.base + italian


def test_colours_follow_the_system_until_the_reader_chooses(browser: Browser, base: str) -> None:
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()

        def ground() -> str:
            return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))

        page.goto(base)
        light = ground()
        page.emulate_media(color_scheme="dark")
        dark = ground()
        assert light != dark
        page.click("button.colours")
        assert ground() == light
        page.goto(f"{base}en/")
        assert ground() == light
        page.emulate_media(color_scheme="light")
        page.click("button.colours")
        page.reload()
        assert ground() == dark


@pytest.mark.parametrize("path", ["", "a-chi-scrivere/", "orari/", "livelli-di-servizio/"])
def test_pages_fit_a_phone(browser: Browser, base: str, path: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_page_that_is_not_there_says_so(base: str, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}404.html")
        assert page.locator("h1").inner_text() == "Questa pagina non esiste"
