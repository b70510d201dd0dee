"""The same Markdown, built by those that go on when MkDocs ends: ProperDocs and Zensical.

docs/design.md tells what Zensical does otherwise; what is not told there is compared here.
"""

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from changed_days import HISTORY
from frozen import with_an_announcement
from servers import need
from sportello.catalog import Loaded
from sportello.catalog.model import PublicCatalog
from sportello.files import list_tree, write_tree
from sportello.targets.site import files
from sportello.targets.target import BuildContext

ENVIRONMENT = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
LANGUAGES = ("it", "en")
OWN = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
"""What the theme brings along; no page asks for it."""


class Parsed(HTMLParser):
    """What a page says: its tags with their attributes, links resolved, and its words."""

    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.parts: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        for name in {"href", "src", "action"} & values.keys():
            values[name] = urljoin(self.address, values[name])
        self.parts.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(tag)

    def handle_data(self, data: str) -> None:
        self.parts += data.split()


@pytest.fixture(scope="module")
def public(frozen: Loaded) -> PublicCatalog:
    return with_an_announcement(frozen.catalog.public())


@pytest.fixture(scope="module")
def docs(public: PublicCatalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Markdown of the frozen catalog, with the directories that its builds are put in."""
    docs = tmp_path_factory.mktemp("engines")
    write_tree(docs, files(public, BuildContext(history=HISTORY)))
    for language in LANGUAGES:
        settings = docs / f"mkdocs.{language}.yml"
        settings.write_text(f"{settings.read_text()}site_dir: built/{language}\n")
    return docs


def build(docs: Path, engine: str, *options: str) -> Path:
    """Build all languages by the command of an engine, and return where they stand."""
    program = need(engine, beside=sys.executable)
    for language in LANGUAGES:
        config = docs / f"mkdocs.{language}.yml"
        command = [program, "build", "--strict", *options, "--config-file", str(config)]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env={**os.environ, **ENVIRONMENT}
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "warning" not in (done.stdout + done.stderr).lower()
    return (docs / "built").rename(docs / engine)


@pytest.fixture(scope="module")
def by_mkdocs(docs: Path) -> Path:
    return build(docs, "mkdocs")


def own_files(site: Path) -> list[str]:
    """What a build holds of ours."""
    return [path for path in list_tree(site) if not path.partition("/")[2].startswith(OWN)]


def test_properdocs_builds_the_same_bytes(docs: Path, by_mkdocs: Path) -> None:
    built = build(docs, "properdocs")
    assert list_tree(built) == list_tree(by_mkdocs)
    for path in list_tree(built):
        assert (built / path).read_bytes() == (by_mkdocs / path).read_bytes(), path


def test_zensical_builds_the_same_pages(docs: Path, by_mkdocs: Path) -> None:
    built = build(docs, "zensical", "--clean")
    added = {f"{language}/search.json" for language in LANGUAGES}
    left_out = {f"{language}/sitemap.xml.gz" for language in LANGUAGES}
    assert {*own_files(built)} - added == {*own_files(by_mkdocs)} - left_out
    for path in {*own_files(by_mkdocs)} - left_out:
        address = f"https://support.example/here/{path}"
        zensical, mkdocs = (
            Parsed((site / path).read_text(), address) for site in (built, by_mkdocs)
        )
        if path.endswith(".html"):
            assert zensical.parts == mkdocs.parts, path
        elif path.endswith("sitemap.xml"):
            assert sorted(map(str, zensical.parts)) == sorted(map(str, mkdocs.parts))
        else:
            assert (built / path).read_bytes() == (by_mkdocs / path).read_bytes(), path
