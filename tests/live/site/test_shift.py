"""What scripts add has its room before: nothing moves away under the reader's finger."""

import pytest
from playwright.sync_api import Browser, ViewportSize

SHIFT = """window.shift = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) window.shift += value;
}).observe({ type: "layout-shift", buffered: true });"""

PAINTED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))"


@pytest.mark.parametrize("size", [ViewportSize(width=390, height=844), None])
def test_pages_that_tell_of_now_stay_where_they_are(
    browser: Browser, base: str, size: ViewportSize | None
) -> None:
    with browser.new_context(viewport=size or ViewportSize(width=1280, height=900)) as context:
        page = context.new_page()
        page.add_init_script(SHIFT)
        for path, added in (
            ("quando-mi-rispondono/", ".answered p"),
            ("orari/", ".dates .next"),
            ("en/hours/", ".now .state"),
        ):
            page.clock.set_fixed_time("2026-11-28T10:00:00Z")
            page.goto(base + path)
            page.locator(added).first.wait_for()
            page.evaluate(PAINTED)
            assert page.evaluate("window.shift") <= 0.02, path
