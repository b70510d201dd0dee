"""The finder in a browser: on home, in the head of every page, and over the list of addresses."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sportello.catalog import Loaded

ISEE = "mailto:helpdesk.sisemplice.isee@01s.it"
PHONE = ViewportSize(width=390, height=844)
PLACES = {"": "#finder", "a-chi-scrivere/": "#finder", "orari/": "#search"}
ENGLISH = {"en/": "#finder", "en/which-address/": "#finder", "en/services/isee/": "#search"}


def results(page: Page) -> list[str]:
    return page.locator(".found .result").all_inner_texts()


def look_for(page: Page, field: str, typed: str) -> list[str]:
    page.fill(field, typed)
    expect(page.locator(".found [role=status]")).to_be_visible()
    return results(page)


def test_three_keys_and_enter_lead_to_the_address_of_isee(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    visit.page.locator("#finder").press_sequentially("ise")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/servizi/isee/")
    assert visit.page.locator(f'a[href="{ISEE}"]').first.is_visible()


def test_a_result_says_where_to_write_and_when_somebody_answers(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    assert look_for(visit.page, "#finder", "isee")[0] == "ISEE"
    first = visit.page.locator(".found li").first
    assert first.locator("a[href^=mailto]").get_attribute("href") == ISEE
    assert look_for(visit.page, "#finder", "xmart") == ["Xmart"]
    assert first.locator("a[href^=tel]").get_attribute("href") == "tel:+390516033358"
    assert "09:00–13:00 e 14:00–18:00. Orario non confermato." in first.inner_text()


def test_the_address_of_a_result_is_copied_by_a_button(visit: SimpleNamespace) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.goto(f"{visit.base}orari/")
    look_for(visit.page, "#search", "isee")
    visit.page.click(".found .copy >> nth=0")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == ISEE.removeprefix("mailto:")
    assert visit.page.locator(".found .copy").first.inner_text() == "Copiato"


@pytest.mark.parametrize("places", [PLACES, ENGLISH], ids=["it", "en"])
@pytest.mark.parametrize("typed", ["paghe", "succesioni", "051 603 32 66", "ferie holidays", "di"])
def test_every_place_finds_the_same(
    visit: SimpleNamespace, places: dict[str, str], typed: str
) -> None:
    found = []
    for path, field in places.items():
        visit.page.goto(visit.base + path)
        found.append(look_for(visit.page, field, typed))
    assert found[0]
    assert found == [found[0]] * len(places)


def test_the_list_of_addresses_steps_back_while_there_are_results(visit: SimpleNamespace) -> None:
    visit.page.goto(f"{visit.base}a-chi-scrivere/?q=invalidita")
    everything = visit.page.locator("#list")
    expect(everything).to_be_hidden()
    assert results(visit.page) == ["Inv-Civ"]
    assert look_for(visit.page, "#finder", "qwertyuiop") == []
    assert "Nessun risultato" in visit.page.locator(".found").inner_text()
    expect(everything).to_be_visible()
    visit.page.fill("#finder", "")
    expect(everything).to_be_visible()
    expect(visit.page.locator(".found")).to_be_hidden()


def test_where_a_ticket_is_opened_a_result_is_the_mail_with_its_questions(
    visit: SimpleNamespace,
) -> None:
    visit.page.goto(f"{visit.base}aprire-un-ticket/")
    desks = visit.page.locator("#desks")
    expect(desks).to_be_visible()
    assert look_for(visit.page, "#finder", "isee orari")[0] == "ISEE"
    expect(desks).to_be_hidden()
    first = visit.page.locator(".found .result").first
    assert (first.get_attribute("href") or "").startswith(f"{ISEE}?subject=%5BISEE%5D")
    # Xmart has no address in the catalog: its sheet says where it is.
    assert look_for(visit.page, "#finder", "xmart") == ["Xmart"]
    visit.page.press("#finder", "Enter")
    visit.page.wait_for_url("**/servizi/ditech-xmart/")


def test_without_script_a_ticket_is_opened_from_the_list(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}aprire-un-ticket/")
        expect(page.locator("#finder")).to_be_hidden()
        page.click("summary >> nth=0")
        expect(page.locator("#desks a", has_text="ISEE")).to_be_visible()


def test_a_switch_leads_from_a_to_z_to_the_providers_and_back(visit: SimpleNamespace) -> None:
    visit.page.goto(f"{visit.base}a-chi-scrivere/")
    current = visit.page.locator(".order [aria-current]")
    for called, path in (("Per fornitore", "servizi/"), ("Dalla A alla Z", "a-chi-scrivere/")):
        visit.page.click(f".order >> text={called}")
        assert visit.page.url == visit.base + path
        expect(current).to_have_text(called)


def test_what_is_found_is_counted(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    said = visit.page.locator(".found [role=status]")
    for typed, counted in (("vaso", "1 risultato"), ("isee", "2 risultati")):
        look_for(visit.page, "#finder", typed)
        expect(said).to_have_text(counted)
    assert len(look_for(visit.page, "#finder", "01s.it")) == 8
    expect(said).to_have_text("I primi 8 risultati")


def test_who_finds_nothing_is_led_to_all_addresses(visit: SimpleNamespace) -> None:
    visit.page.goto(f"{visit.base}orari/")
    assert look_for(visit.page, "#search", "qwertyuiop") == []
    visit.page.click(".found a")
    assert visit.page.url == f"{visit.base}a-chi-scrivere/"


@pytest.mark.parametrize("path", ["", "orari/"])
def test_enter_on_nothing_leads_to_all_addresses(visit: SimpleNamespace, path: str) -> None:
    visit.page.goto(visit.base + path)
    visit.page.press("input[type=search]", "Enter")
    visit.page.wait_for_url("**/a-chi-scrivere/")


@pytest.mark.parametrize(("path", "field"), [("", "#finder"), ("livelli-di-servizio/", "#search")])
def test_the_keyboard_alone_is_enough_on_a_phone(
    browser: Browser, base: str, path: str, field: str
) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(base + path)
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches('{field}')"):
                break
        page.keyboard.type("isee")
        expect(page.locator(".found .result")).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]

        def focused() -> str:
            return str(page.evaluate("document.activeElement.textContent"))

        page.keyboard.press("ArrowDown")
        assert focused() == "ISEE"
        page.keyboard.press("ArrowDown")
        assert focused() == "ISEU"
        page.keyboard.press("ArrowDown")
        assert focused() == "ISEU"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert page.evaluate(f"document.activeElement.matches('{field}')")
        page.keyboard.press("Escape")
        expect(page.locator(".found")).to_be_hidden()
        assert page.input_value(field) == ""
        page.keyboard.type("iseu")
        expect(page.locator(".found .result")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/servizi/iseu/")


def test_results_in_the_head_go_when_the_reader_does(visit: SimpleNamespace) -> None:
    visit.page.goto(f"{visit.base}orari/")
    look_for(visit.page, "#search", "isee")
    visit.page.keyboard.press("Tab")
    expect(visit.page.locator(".found")).to_be_visible()
    visit.page.locator("footer a").first.focus()
    expect(visit.page.locator(".found")).to_be_hidden()
    visit.page.focus("#search")
    expect(visit.page.locator(".found")).to_be_visible()
    visit.page.click("h1", force=True, position={"x": 1, "y": 1})
    expect(visit.page.locator(".found")).to_be_hidden()


def test_letters_mean_themselves_outside_of_the_field(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    for key in "/sfnp?":
        visit.page.keyboard.press(key)
    assert visit.page.evaluate("document.activeElement === document.body")
    assert visit.page.url == visit.base


def test_who_comes_back_finds_what_was_typed(visit: SimpleNamespace) -> None:
    visit.page.goto(visit.base)
    look_for(visit.page, "#finder", "isee")
    visit.page.click(".found .result")
    visit.page.wait_for_url("**/servizi/isee/")
    visit.page.go_back()
    expect(visit.page.locator(".found .result")).to_have_count(2)


def test_without_script_the_list_is_complete(browser: Browser, base: str, frozen: Loaded) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path, field in PLACES.items():
            page.goto(base + path)
            if path == "a-chi-scrivere/":
                assert not page.locator(field).is_visible()
                continue
            page.fill(field, "isee")
            page.press(field, "Enter")
            assert page.url == f"{base}a-chi-scrivere/?q=isee"
            rows = page.locator("#list .index li").filter(visible=True)
            assert rows.count() == len(frozen.catalog.public().services)


def test_without_its_index_the_finder_leads_to_all_addresses(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/finder.json", lambda route: route.abort())
        page.goto(base)
        page.fill("#finder", "isee")
        page.press("#finder", "Enter")
        page.wait_for_url("**/a-chi-scrivere/?q=isee")
        assert page.locator("#list").is_visible()
