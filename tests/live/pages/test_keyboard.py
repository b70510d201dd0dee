"""The site by keyboard alone, on a phone's width and at 200 %."""

import pytest
from playwright.sync_api import Browser, Page

from .views import chosen, paths

# What is focused: what it is, whether the reader sees it, and whether it shows that it has focus.
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const box = here.getClientRects()[0];
  const x = Math.max(box.left, 0) + Math.min(box.width, innerWidth) / 2;
  const top = document.elementFromPoint(x, box.top + Math.min(box.height, 20) / 2);
  const style = getComputedStyle(here);
  return {
    what: here.outerHTML.slice(0, 120),
    seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth && here.checkVisibility()
      && (here === top || here.contains(top) || top?.contains(here)),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
  };
}"""
SIZES = {"phone": (390, 844), "zoomed": (640, 450)}


def stops(page: Page) -> list[dict[str, object]]:
    """Return what Tab leads to, until it leaves the page."""
    found: list[dict[str, object]] = []
    while len(found) < 500:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError("Tab never leaves the page")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", chosen(paths(), 4))
def test_every_stop_is_seen_and_shows_its_focus(
    browser: Browser, base: str, path: str, size: str
) -> None:
    width, height = SIZES[size]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.goto(base + path)
        found = stops(page)
        assert str(found[0]["what"]).startswith('<a class="skip"')
        assert [stop["what"] for stop in found if not (stop["seen"] and stop["ringed"])] == []


def test_the_first_stop_skips_to_the_content(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}servizi/isee/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("path", ["", "servizi/isee/"])
def test_single_keys_do_nothing(browser: Browser, base: str, path: str) -> None:
    """A screen reader's user presses them all the time (WCAG 2.2, 2.1.4)."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(base + path)
        before = page.evaluate("[location.href, document.activeElement.tagName]")
        for key in "abcdefghijklmnopqrstuvwxyz/?.,1":
            page.keyboard.press(key)
            assert page.evaluate("[location.href, document.activeElement.tagName]") == before, key
