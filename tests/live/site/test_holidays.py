"""The page of the hours marks the next holiday by the reader's day, and is whole without scripts."""

import pytest
from playwright.sync_api import Browser, Page


def opened(page: Page) -> list[str]:
    return [each.get_attribute("data-year") or "" for each in page.locator(".year[open]").all()]


@pytest.mark.parametrize(
    ("now", "next_one", "years"),
    [
        # In Rome it is the 8th from 23:00 on.
        ("2026-12-07T22:59:00Z", "2026-12-08", ["2026"]),
        ("2026-12-08T22:59:00Z", "2026-12-08", ["2026"]),
        ("2026-12-08T23:01:00Z", "2026-12-25", ["2026"]),
        # None is left of this year: the next one has to be seen.
        ("2027-12-27T12:00:00Z", "2028-01-01", ["2027", "2028"]),
    ],
)
def test_the_next_holiday_is_marked(
    browser: Browser, base: str, now: str, next_one: str, years: list[str]
) -> None:
    with browser.new_context(timezone_id="America/Los_Angeles") as context:
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(f"{base}orari/")
        page.wait_for_selector(".dates mark")
        (marked,) = page.locator(".dates .next").all()
        assert marked.get_attribute("data-date") == next_one
        assert "la prossima" in marked.inner_text()
        assert opened(page) == years


def test_of_a_day_beyond_the_published_years_nothing_is_said(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2031-01-01T12:00:00Z")
        page.goto(f"{base}orari/", wait_until="networkidle")
        assert page.locator(".dates mark").count() == 0
        assert opened(page) == ["2026"]


def test_on_paper_stands_the_readers_year_alone(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2027-05-03T12:00:00Z")
        page.goto(f"{base}orari/")
        page.wait_for_selector(".dates mark")
        page.emulate_media(media="print")
        shown = [each.get_attribute("data-year") for each in page.locator(".year:visible").all()]
        assert shown == ["2027"]


def test_without_scripts_every_holiday_can_be_read(browser: Browser, base: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{base}orari/")
        assert page.locator(".dates .next").count() == 0
        for summary in page.locator(".year > summary").all()[1:]:
            summary.click()
        dates = page.locator(".dates li[data-date]")
        assert dates.count() == dates.filter(visible=True).count() > 50
