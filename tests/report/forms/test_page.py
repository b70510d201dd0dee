"""A report as one page of HTML."""

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from frozen import FROZEN
from sportello.catalog import load
from sportello.report.figure import Row
from sportello.report.forms.html import page as pages
from sportello.report.forms.html import sections
from sportello.report.forms.html.page import as_html
from sportello.report.forms.names import Names
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

from .conftest import NamesIn
from .sample import sample

LANGUAGES = ("en", "it")


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, names_in: NamesIn) -> str:
    return as_html(sample(), names_in(request.param)).decode()


def test_its_policy_allows_its_own_style_and_nothing_else(page: str) -> None:
    policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'"
    assert unescape(policy[1]) == allowed


def test_it_has_no_script_no_style_of_single_elements_and_asks_nobody(page: str) -> None:
    body = page.partition("<body>")[2]
    assert not re.search(r"<script|<link|<img|<iframe|\sstyle=|\son\w+=|@import|url\(", body)
    assert set(re.findall(r'(?:src|href|xmlns)="([^"#]*)', body)) <= {
        "",
        "http://www.w3.org/2000/svg",
    }


def test_a_figure_is_heading_number_definition_chart_and_table(page: str) -> None:
    section = page.split("<section>")[3]
    order = (
        "<h2",
        'class="number"',
        'class="definition"',
        "<figure",
        "<figcaption",
        "<table",
        "<caption",
    )
    places = [section.index(each) for each in order]
    assert places == sorted(places)


def test_the_number_of_a_figure_is_the_measure_that_its_chart_shows_first(page: str) -> None:
    numbers = re.findall('class="number">([^ ]*) ', unescape(page))
    assert [each.replace(",", ".") for each in numbers[:4]] == ["1.234", "96.3%", "1:06", "75.0%"]


def test_charts_grow_with_the_page_and_have_its_colours(page: str) -> None:
    charts = re.findall("<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 7
    for chart in charts:
        head = chart.partition(">")[0]
        assert "viewBox=" in head
        assert not re.search(r"\s(width|height)=", head)
        assert re.search('aria-labelledby="([^"]*)"', head)
        assert not re.findall('(?:fill|stroke)="(?!none|transparent)[^"]*"', chart)
    labels = re.findall('<svg[^>]*aria-labelledby="([^"]*)"', page)
    assert set(labels) <= set(re.findall('<figcaption id="([^"]*)"', page))


def test_every_table_has_a_caption_and_headings_with_their_scope(page: str) -> None:
    tables = re.findall("<table.*?</table>", page, re.DOTALL)
    assert tables
    for table in tables:
        assert "<caption>" in table
        assert not re.search("<th(?! scope)", table.replace("<thead", ""))


def test_what_is_written_in_files_is_text_and_no_tag(names_in: NamesIn) -> None:
    hostile = "<b>x</b>\"'&"
    opened = replace(sample().tables[0], by=("customer",), rows=(Row((hostile,), (1,)),))
    page = as_html(replace(sample(), tables=(opened,)), names_in("en")).decode()
    assert "<b>" not in page
    assert "<trial>" not in page
    assert hostile in unescape(page)


def test_each_breach_says_what_its_clock_did(names_in: NamesIn) -> None:
    said = unescape(as_html(sample(), names_in("en")).decode())
    assert "INT-277, Trade credit platform: First contact" in said
    assert "state waiting stops the clock until" in said
    assert "the desk replies, which ends the clock, too late" in said
    italian = unescape(as_html(sample(), names_in("it")).decode())
    assert "lo sportello risponde: il tempo finisce, troppo tardi" in italian


def test_what_ended_late_without_being_done_waits_no_more(names_in: NamesIn) -> None:
    waiting = sample().breaches[0]
    over = replace(waiting, ended=waiting.due.replace(month=7))
    for breach, said in ((waiting, True), (over, False)):
        report = replace(sample(), breaches=(breach,))
        page = unescape(as_html(report, names_in("en")).decode())
        assert ("still open" in page) is said
        assert ("ended without it Sun 12 Jul 2026 09:00" in page) is not said


def test_what_could_not_be_counted_and_what_was_read_stand_on_it(names_in: NamesIn) -> None:
    said = unescape(as_html(sample(), names_in("en")).decode())
    assert 'service "Finanza" is not in the catalog: 12 rows, not counted' in said
    assert "ab" * 32 in said
    assert "1,234 of 1,250 rows counted" in said
    assert "Catalog 9f3a2c1, Sportello 0.1.0." in said


def test_without_the_charts_of_the_extra_the_tables_stand_alone(
    names_in: NamesIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (pages, sections):
        monkeypatch.setattr(module, "can_draw", lambda: False)
    page = unescape(as_html(sample(), names_in("en")).decode())
    assert "<svg" not in page
    assert "<figure" not in page
    assert "<table" in page
    assert 'There are no charts: install Sportello with its extra "report"' in page


def test_the_same_report_gives_the_same_bytes() -> None:
    code = "import sys; sys.path.insert(0, 'tests'); from report.forms.test_page import digest; print(digest())"
    elsewhere = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout.strip() == digest()


def digest() -> str:
    names = Names(load(FROZEN).catalog, read_messages(own_sources(), "it"))
    return sha256(as_html(sample(), names)).hexdigest()
