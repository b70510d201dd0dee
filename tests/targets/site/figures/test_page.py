"""The page of published figures: what it says, and that nobody has it without figures."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.files import write_tree
from sportello.findings import Invalid
from sportello.targets import BuildContext
from sportello.targets.site import build_site, files
from sportello.targets.site.figures.published import figures_text
from targets.site.figures.by_hand import figures

SITE = {
    "figures/2026-01.json": figures_text(
        figures(services={"wiki": 80, "pump": "few", "hidden-service": 36})
    ),
    "figures/2025-12.json": figures_text(figures("2025-12", 60)),
    "figures/2025.json": figures_text(figures("2025", 900)),
}


@pytest.fixture(scope="module")
def small_public(tmp_path_factory: pytest.TempPathFactory) -> PublicCatalog:
    root = tmp_path_factory.mktemp("small")
    for name, content in SMALL.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content)
    return load(root).catalog.public()


@pytest.fixture(scope="module")
def made(small_public: PublicCatalog) -> dict[str, bytes]:
    return files(small_public, BuildContext(site=SITE))


def told(made: dict[str, bytes], path: str = "en/figures/index.md") -> str:
    return unescape(re.sub(r"<[^>]*>", " ", made[path].decode()))


def test_months_and_years_stand_side_by_side_the_latest_first(made: dict[str, bytes]) -> None:
    page = told(made)
    months = page[page.index("Requests opened, by month") : page.index("by: Channel")]
    assert re.findall(r"(January 2026|December 2025) +(\d+)", months) == [
        ("January 2026", "120"),
        ("December 2025", "60"),
    ]
    assert re.search(r"Requests opened, by year\s+Period\s+Opened\s+2025 +900", page)
    assert made["en/figures/index.md"].count(b'<rect width="100" height="4"/>') >= 2
    assert b'<rect width="50" height="4"/>' in made["en/figures/index.md"]


def test_a_share_is_told_as_far_as_it_is_known(made: dict[str, bytes]) -> None:
    page = told(made)
    assert re.search(r"First contact +at least 96% of 100", page)
    assert re.search(r"Resolution +at most 10% of 40", page)
    assert re.search(r"Next update +not shown, of 7", page)
    assert re.search(r"Picked up +98.9%, that is 1,979 of 2,000", page)
    assert re.search(r"Chat +fewer than 5", page)
    assert re.search(r"Phone +not shown", page)
    assert "3 h 15 min" in page
    assert "Counts from 1 to 4 are shown as “fewer than 5”" in page


def test_it_speaks_italian(made: dict[str, bytes]) -> None:
    page = told(made, "it/cifre/index.md")
    assert "Richieste aperte, per mese" in page
    assert re.search(r"Gennaio 2026 +120", page)
    assert re.search(r"Primo contatto +almeno 96% su 100", page)


def test_a_service_is_called_as_the_public_knows_it(made: dict[str, bytes]) -> None:
    page = told(made)
    assert re.search(r"Wiki +80", page)
    assert re.search(r"No longer listed here +36", page)
    assert not [path for path, content in made.items() if b"hidden-service" in content]


def test_foot_home_and_finder_lead_to_it(made: dict[str, bytes]) -> None:
    for folder, there in (("it", "cifre"), ("en", "figures")):
        assert f"({there}/index.md)".encode() in made[f"{folder}/index.md"]
        assert f"path: {there}/".encode() in made[f"mkdocs.{folder}.yml"]
        index = json.loads(made[f"{folder}/assets/finder.json"])
        assert f"{there}/" in json.dumps(index)


def test_a_desk_without_figures_has_nothing_of_it(small_public: PublicCatalog) -> None:
    without = files(small_public, BuildContext())
    for path, content in without.items():
        if not path.startswith("overrides/"):
            assert not re.search(rb"cifre|figures/|\.figures", content), path
        assert "cifre" not in path
        assert "figures" not in path


def test_made_up_figures_say_so(small_public: PublicCatalog) -> None:
    written = SITE["figures/2026-01.json"].replace(b'"made_up": false', b'"made_up": true')
    made = files(small_public, BuildContext(site={"figures/2026-01.json": written}))
    assert "Made up." in told(made)
    assert "Inventate." in told(made, "it/cifre/index.md")


def test_a_file_that_is_wrong_stops_the_build(small_public: PublicCatalog) -> None:
    with pytest.raises(Invalid, match=r"site/figures/2026-02.json:\d+: the file is called"):
        files(
            small_public,
            BuildContext(site={"figures/2026-02.json": SITE["figures/2026-01.json"]}),
        )


def test_it_is_built_as_html_with_its_tables_and_in_the_sitemap(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    write_tree(tmp_path / "docs", made)
    build_site(tmp_path / "docs", tmp_path / "out")
    page = (tmp_path / "out/en/figures/index.html").read_text()
    assert "<caption>Requests opened, by month</caption>" in page
    assert '<th scope="row">January 2026</th><td data-label="Opened">120<svg class="amount"' in page
    assert "/en/figures/</loc>" in (tmp_path / "out/en/sitemap.xml").read_text()
    assert 'href="../figures/"' in (tmp_path / "out/en/hours/index.html").read_text()
