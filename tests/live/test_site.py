"""The site in a browser: the finder, the languages, and no word to anybody else."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page

from sportello.catalog import Loaded
from sportello.files import write_tree
from sportello.targets.site import build_site, files

from .conftest import serving

ISEE = "mailto:helpdesk.sisemplice.isee@01s.it"


@pytest.fixture(scope="module")
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


def shown_rows(page: Page) -> list[str]:
    rows = page.locator(".desk-services tbody tr").filter(visible=True)
    return [row.locator("a").first.inner_text() for row in rows.all()]


@pytest.mark.parametrize("typed", ["isee", "ISEE", "  isée ", "01s.it isee"])
@pytest.mark.parametrize("path", ["", "a-chi-scrivere/", "en/which-address/"])
def test_typing_isee_leaves_the_address_to_write_to(
    visit: SimpleNamespace, path: str, typed: str
) -> None:
    visit.page.goto(visit.base + path)
    visit.page.fill("#desk-find", typed)
    assert shown_rows(visit.page) == ["ISEE", "ISEU"]
    links = visit.page.locator(".desk-services tbody tr:not([hidden]) a[href^=mailto]").all()
    assert [link.get_attribute("href") for link in links] == [ISEE, ISEE]
    assert visit.page.locator(".desk-finder [role=status]").inner_text().endswith("2")


def test_keywords_and_groups_find_services_too(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base + "a-chi-scrivere/?find=invalidita")
    assert shown_rows(visit.page) == ["Inv-Civ"]
    visit.page.fill("#desk-find", "sistemi di centrale")
    assert shown_rows(visit.page) == ["Finance", "Sic", "More", "Xmart"]
    visit.page.fill("#desk-find", "nothing like this")
    assert shown_rows(visit.page) == []
    assert visit.page.locator(".desk-finder [role=status]").inner_text().startswith("Nessun")
    visit.page.fill("#desk-find", "")
    assert len(shown_rows(visit.page)) > 40


def test_home_shows_the_list_only_when_something_is_typed(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    assert shown_rows(visit.page) == []
    visit.page.fill("#desk-find", "isee")
    visit.page.press("#desk-find", "Enter")
    assert visit.page.url == visit.base
    assert shown_rows(visit.page) == ["ISEE", "ISEU"]


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


def test_without_scripts_the_list_is_complete(browser: Browser, base: str, frozen: Loaded) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base)
        page.fill("#desk-find", "isee")
        page.click(".desk-finder button")
        assert page.url == f"{base}a-chi-scrivere/?find=isee"
        assert not page.locator("#desk-find").is_visible()
        assert len(shown_rows(page)) == len(frozen.catalog.public().services)


def test_an_announcement_shows_from_two_weeks_before_until_its_last_day(
    browser: Browser, base: str
) -> None:
    for now, is_shown in (
        ("2020-12-18T22:59:00Z", False),
        ("2020-12-18T23:01:00Z", True),  # in Rome, 14 days before the second of January
        ("2021-01-01T22:59:00Z", True),
        ("2021-01-15T22:59:00Z", True),
        ("2021-01-15T23:01:00Z", False),
    ):
        with browser.new_context(timezone_id="America/Los_Angeles") as context:
            page = context.new_page()
            page.clock.set_fixed_time(now)
            page.goto(f"{base}servizi/ditech-finance/")
            assert page.locator(".notice").is_visible() is is_shown, now


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
