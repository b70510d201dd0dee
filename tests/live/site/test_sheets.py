"""Sheets and home as their readers meet them: on a phone, on paper, with and without script."""

from types import SimpleNamespace
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

PHONE = ViewportSize(width=390, height=844)
SHEETS = ["isee", "iseu", "ditech-intermediario", "ditech-xmart", "piattaforma-crediti"]


def test_the_address_is_copied_by_a_button_that_says_so(visit: SimpleNamespace) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.goto(f"{visit.base}servizi/isee/")
    button = visit.page.get_by_role("button", name="Copia helpdesk.sisemplice.isee@01s.it")
    button.click()
    copied = "navigator.clipboard.readText()"
    assert visit.page.evaluate(copied) == "helpdesk.sisemplice.isee@01s.it"
    expect(visit.page.locator(".card button")).to_have_text("Copiato")
    told = visit.page.get_by_role("status").filter(
        has_text="Copiato: helpdesk.sisemplice.isee@01s.it"
    )
    expect(told).to_have_count(1)
    visit.page.goto(f"{visit.base}en/which-address/")
    visit.page.get_by_role("button", name="Copy +39 051 603 3358").click()
    assert visit.page.evaluate(copied) == "+39 051 603 3358"


def test_without_script_no_button_does_nothing(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path in ("", "servizi/isee/", "a-chi-scrivere/"):
            page.goto(base + path)
            assert page.locator("main button:not(.finder button)").filter(visible=True).count() == 0


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_card_has_something_to_tap(browser: Browser, base: str, sheet: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}servizi/{sheet}/")
        cards = page.locator(".card")
        tappable = cards.filter(has=page.locator("a.button"))
        assert tappable.count() == cards.count()
        assert page.locator("a.button:not(.quiet)").count() == min(cards.count(), 1)


@pytest.mark.parametrize("path", ["servizi/isee/", "en/services/isee/", "servizi/ditech-xmart/"])
def test_the_first_screen_says_how_to_reach_it_and_when(
    browser: Browser, base: str, path: str
) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(base + path)
        for part in (".card a.button", "#when + p"):
            box = page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= PHONE["height"], part


def test_addresses_stay_whole_on_a_narrow_phone(browser: Browser, base: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        for path in ("", "servizi/contabilita-ordinaria/", "a-chi-scrivere/", "servizi/"):
            page.goto(base + path)
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_home_tells_the_next_closed_days(browser: Browser, base: str) -> None:
    with browser.new_context(timezone_id="America/Los_Angeles") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-12-08T22:59:00Z")  # in Rome still the 8th
        page.goto(base)
        days = page.locator(".closures li").filter(visible=True)
        assert days.all_inner_texts() == [
            "Martedì 8 dicembre 2026: Immacolata Concezione",
            "Venerdì 25 dicembre 2026: Natale",
            "Venerdì 1 gennaio 2027: Capodanno",
        ]
        page.clock.set_fixed_time("2026-12-08T23:01:00Z")
        page.reload()
        assert "25 dicembre" in days.first.inner_text()


def test_beyond_the_years_that_are_known_home_tells_no_next_day(
    browser: Browser, base: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2031-03-01T12:00:00Z")
        page.goto(base)
        assert page.locator(".closures li").filter(visible=True).count() == 0
        page.click(".closures summary")
        assert page.locator(".closures li").filter(visible=True).count() > 20


@pytest.mark.parametrize("path", ["servizi/isee/", "en/services/isee/"])
def test_a_thin_sheet_fits_on_one_page_of_paper(browser: Browser, base: str, path: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + path)
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_on_paper_stand_the_number_and_why_hours_are_not_confirmed_in_black_on_white(
    browser: Browser, base: str, colours: Literal["light", "dark"]
) -> None:
    with browser.new_context(color_scheme=colours) as context:
        page = context.new_page()
        page.goto(f"{base}servizi/ditech-xmart/")
        page.click("button.colours")
        page.emulate_media(media="print", color_scheme="light")
        assert "+39 051 603 3358" in page.locator(".card").inner_text()
        assert page.locator("button:visible").count() == 0
        assert page.locator("#when ~ .unconfirmed p").first.is_visible()
        read = "getComputedStyle(document.documentElement)"
        assert page.evaluate(f"{read}.backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(f"{read}.color") == "rgb(22, 35, 43)"


def test_paper_has_the_hours_and_does_not_say_that_they_are_on(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-12-01T10:00:00Z")
        page.goto(f"{base}servizi/piattaforma-crediti/")
        expect(page.locator(".now .state")).to_contain_text("Aperto adesso")
        page.emulate_media(media="print")
        expect(page.locator(".now")).to_contain_text("Da lunedì a venerdì")
        expect(page.locator(".now .state")).to_be_hidden()


def test_no_address_in_the_lists_breaks_on_a_phone(browser: Browser, base: str) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(f"{base}a-chi-scrivere/")
        heights = "all => all.map(each => each.getBoundingClientRect().height)"
        assert max(page.locator(".where > a").evaluate_all(heights)) < 32
