"""What scripts say on a site in a third language: the words of the desk, and no others."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect

from pseudo import SLUG, known_words, latin, pseudo_catalog, pseudo_messages
from sportello.catalog import load
from sportello.files import write_tree
from sportello.targets import BuildContext
from sportello.targets.site import build_site, files

from ..conftest import serving

EPIPHANY = datetime(2026, 1, 6, 10, 0, tzinfo=ZoneInfo("Europe/Rome"))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("german")
    desk = load(pseudo_catalog(root / "catalog")).catalog.public()
    catalog = replace(desk, helpdesk=replace(desk.helpdesk, languages=("de",)))
    context = BuildContext(site={"messages/de.po": pseudo_messages(catalog)})
    write_tree(root / "docs", files(catalog, context))
    build_site(root / "docs", root / "site")
    with serving(root / "site") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who asks on a holiday, and whose browser speaks English."""
    with browser.new_context(timezone_id="Europe/London", locale="en-GB") as context:
        page = context.new_page()
        page.clock.install(time=EPIPHANY)
        yield page


def foreign(page: Page, part: str) -> list[str]:
    text = "\n".join(page.locator(part).all_inner_texts())
    assert text.strip()
    return [word for word in latin(text) if word not in known_words()]


def test_the_finder_and_the_state_of_the_desks(page: Page, base: str) -> None:
    page.goto(base)
    page.fill("#finder", "xmart")
    expect(page.locator(".found li").first).to_be_visible()
    assert foreign(page, ".found") == []
    page.fill("#finder", "qqqqqqqq")
    expect(page.locator(".found li")).to_have_count(0)
    assert foreign(page, ".found") == []
    expect(page.locator(".now .state").first).to_be_visible()
    assert foreign(page, ".now") == []
    assert foreign(page, ".closures") == []


@pytest.mark.parametrize(
    "written", ["", "2026-01-05T17:30", "2026-03-29T02:30", "2031-01-01T09:00"]
)
def test_the_answer_and_its_picture(page: Page, base: str, written: str) -> None:
    page.goto(f"{base}{SLUG}when-an-answer-comes/")
    form = page.locator("form.answer")
    expect(form).to_be_visible()
    page.fill("#answer-at", written)
    page.wait_for_load_state("networkidle")
    assert foreign(page, "form.answer") == []
