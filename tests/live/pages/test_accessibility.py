"""What machines can tell of WCAG 2.2: axe on every type of page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .views import View, views

# Rules of good practice too: what makes a page clumsy for a screen reader is not in WCAG alone.
RUN = """async () => (await axe.run(document)).violations.map(
    (rule) => [rule.id, ...rule.nodes.map((node) => node.target.join(" "))])"""


@pytest.mark.parametrize("view", views(), ids=str)
def test_axe_finds_nothing(browser: Browser, base: str, tools: Path, view: View) -> None:
    with view.context(browser) as context:
        page = context.new_page()
        page.goto(base + view.path)
        page.evaluate((tools / "axe-core/axe.min.js").read_text())
        assert page.evaluate(RUN) == []


@pytest.mark.parametrize("view", views(), ids=str)
def test_axe_finds_nothing_in_the_results_of_the_finder(
    browser: Browser, base: str, tools: Path, view: View
) -> None:
    with view.context(browser) as context:
        page = context.new_page()
        page.goto(base + view.path)
        page.fill("input[type=search]", "ditech")
        page.locator(".found").wait_for()
        page.evaluate((tools / "axe-core/axe.min.js").read_text())
        assert page.evaluate(RUN) == []


def test_axe_would_find_something(browser: Browser, base: str, tools: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base)
        page.evaluate("document.querySelector('input').labels[0].remove()")
        page.evaluate("document.querySelector('input').removeAttribute('placeholder')")
        page.evaluate((tools / "axe-core/axe.min.js").read_text())
        assert [rule[0] for rule in page.evaluate(RUN)] == ["label"]
