"""Banners by the reader's clock: at five instants, with script and without, in both languages."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from live.conftest import serving
from small import SMALL
from sportello.catalog import load
from sportello.files import write_tree
from sportello.targets.site import build_site, files
from sportello.targets.target import BuildContext

ANNOUNCEMENTS = """\
announcements:
  move:
    title: {it: Trasloco, en: Moving}
    kind: closure
    from: 2026-03-13T14:00
    until: 2026-03-13T18:00
    announce: 3 calendar days
    services: [wiki]
    calendars: [office]
    closed: true
  work:
    title: {it: Lavori, en: Works}
    kind: maintenance
    from: 2026-03-01
    until: 2026-03-13
  long:
    title: {it: Nuovo portale, en: New portal}
    kind: go-live
    from: 2026-03-01
    until: 2026-03-31
  past:
    title: {it: Natale, en: Christmas}
    kind: closure
    from: 2025-12-24
    until: 2026-01-06
  stop:
    title: {it: Fermo macchina, en: Standstill}
    kind: maintenance
    from: 2026-02-03T12:00
    until: 2026-02-03T14:00
    sla: pause
"""
POLICIES = """\
policies:
  all:
    name: {it: Tutti, en: All}
    targets: {first_response: {within: 4 hours}}
"""


MARKED = ".notice.past, .running:not([hidden])"
"""What is there once the script has looked at the clock."""


class Seen(NamedTuple):
    titles: list[str]
    now: bool
    more: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("notices")
    sla = SMALL["sla.yaml"]
    changed = {
        "announcements.yaml": ANNOUNCEMENTS,
        "sla.yaml": sla[: sla.index("policies:")] + POLICIES,
    }
    for path, text in {**SMALL, **changed}.items():
        file = root / "catalog" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    public = load(root / "catalog").catalog.public()
    write_tree(root / "docs", files(public, BuildContext(day=date(2026, 3, 12))))
    build_site(root / "docs", root / "site")
    with serving(root / "site") as address:
        yield address


def seen(page: Page) -> Seen:
    shown = page.locator(".banner .notice:visible")
    more = page.locator(".banner .more a:visible")
    return Seen(
        shown.locator("p:not(.kind) > strong").all_inner_texts(),
        page.locator(".banner .running:visible").count() == 1,
        more.inner_text() if more.count() else "",
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-10T12:59:59Z", Seen(["Works"], now=True, more="and one more")),
        ("2026-03-13T12:59:59Z", Seen(["Moving"], now=False, more="and 2 more")),
        ("2026-03-13T13:00:00Z", Seen(["Moving"], now=True, more="and 2 more")),
        ("2026-03-13T16:59:59Z", Seen(["Moving"], now=True, more="and 2 more")),
        ("2026-03-13T17:00:00Z", Seen(["Works"], now=True, more="and one more")),
        ("2026-03-31T21:59:59Z", Seen(["New portal"], now=True, more="")),
        ("2026-03-31T22:00:00Z", Seen([], now=False, more="")),
    ],
)
def test_one_banner_is_what_hurts_most_by_the_clock_of_the_desk(
    browser: Browser, site: str, now: str, expected: Seen
) -> None:
    with browser.new_context(timezone_id="America/Los_Angeles") as context:
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(f"{site}en/services/wiki/")
        page.wait_for_selector(MARKED, state="attached")
        assert seen(page) == expected
        page.goto(f"{site}servizi/wiki/")
        page.wait_for_selector(MARKED, state="attached")
        assert len(seen(page).titles) == len(expected.titles)
        assert page.locator(".banner").is_visible() is bool(expected.titles)


def test_without_script_a_banner_says_what_is_always_true(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        for path, title, dates, more, built in (
            ("en/", "Moving", "Friday 13 March 2026, from 14:00 to 18:00", "All announcements",
             "Page of Thursday 12 March 2026"),
            ("", "Trasloco", "Venerdì 13 marzo 2026, dalle 14:00 alle 18:00", "Tutti gli avvisi",
             "Pagina di giovedì 12 marzo 2026"),
        ):  # fmt: skip
            page.goto(site + path)
            assert seen(page) == Seen([title], now=False, more=more)
            assert dates in page.locator(".banner").inner_text()
            assert built in page.locator("footer").inner_text()


def test_a_banner_is_a_region_with_a_name_and_leads_to_all(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-03-13T15:00:00Z")
        page.goto(f"{site}en/")
        assert page.get_by_role("region", name="Announcements").is_visible()
        page.click(".banner .more a")
        assert page.url == f"{site}en/hours/#announcements"
        titles = page.locator("main .notice p:not(.kind) > strong").all_inner_texts()
        assert titles == ["Moving", "Works", "New portal"]
        page.goto(f"{site}en/past-notices/")
        assert page.locator(".notice.past p:not(.kind) > strong").all_inner_texts() == [
            "Standstill",
            "Christmas",
        ]


def test_an_answer_names_what_stops_its_clock(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}en/services/wiki/")
        page.fill("#answer-at", "2026-02-03T10:00")
        answer = page.locator(".answered")
        answer.get_by_text("Standstill").first.wait_for()
        told = answer.inner_text()
        assert "Tuesday 3 February 2026, 16:00" in told
        assert (
            "From Tuesday 3 February 2026, 12:00 to Tuesday 3 February 2026, 14:00"
            " the time stands still: Standstill."
        ) in told
        page.fill("#answer-at", "2026-02-03T15:00")
        answer.get_by_text("19:00").first.wait_for()
        assert "Standstill" not in answer.inner_text()
