"""The page of a report, as a support lead sees it: on a phone, at a desk, on paper."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from report.forms.sample import sample
from servers import need
from sportello.catalog import Loaded
from sportello.report.forms.html.page import as_html
from sportello.report.forms.names import Names
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

from .test_accessibility import RUN

VIEWS = (("it", 360, "light"), ("en", 1280, "light"), ("en", 360, "dark"))


@pytest.fixture(scope="module")
def folder(frozen: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    for language in ("en", "it"):
        names = Names(frozen.catalog, read_messages(own_sources(), language))
        (folder / f"{language}.html").write_bytes(as_html(sample(), names))
    return folder


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: "-".join(map(str, view)))
def page(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    language, width, scheme = request.param
    # The page is opened as the file that somebody was sent. Its policy lets no script of ours in.
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        page.goto((folder / f"{language}.html").as_uri())
        yield page


def test_axe_finds_nothing(page: Page, tools: Path) -> None:
    page.evaluate((tools / "axe-core/axe.min.js").read_text())
    assert page.evaluate(RUN) == []


def test_it_fits_narrow_screens(page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_its_policy_stops_nothing_of_it(browser: Browser, folder: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda each: said.append(each.text))
        page.goto((folder / "it.html").as_uri())
        assert said == []
        drawn = page.locator("svg .fill-series-1").first
        assert drawn.evaluate("each => getComputedStyle(each).fill") == "rgb(11, 95, 131)"


def test_on_paper_all_is_open_and_headings_come_again(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator("details ol").first.is_visible()
    assert page.locator("nav strong").first.is_visible()
    displays = page.eval_on_selector_all(
        "thead", "all => all.map((each) => getComputedStyle(each).display)"
    )
    assert set(displays) == {"table-header-group"}
    cuts = page.eval_on_selector_all(
        "figure, tr", "all => all.map((each) => getComputedStyle(each).breakInside)"
    )
    assert set(cuts) == {"avoid"}
    page.emulate_media(media="screen")


def test_the_checker_finds_no_error(folder: Path, tools: Path) -> None:
    command = [need("java"), "-Xss8m", "-jar", str(tools / "vnu-jar/build/dist/vnu.jar")]
    command += ["--errors-only", "--format", "json", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [each["message"] for each in json.loads(done.stdout)["messages"]] == []
