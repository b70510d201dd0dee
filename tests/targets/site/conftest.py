"""The frozen catalog as a built site, and pages taken apart."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType

import pytest

from sportello.catalog import Loaded
from sportello.catalog.model import PublicCatalog
from sportello.files import write_tree
from sportello.targets.site import build_site, files


class Tags(HTMLParser):
    """All start tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def rows_of(html: str) -> list[str]:
    """The rows of HTML tables, with a sign between their cells."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    return [" | ".join(re.findall(r"<td[^>]*>(.*?)</td>", row)) for row in rows]


@pytest.fixture(scope="session")
def public(frozen: Loaded) -> PublicCatalog:
    return frozen.catalog.public()


@pytest.fixture(scope="session")
def made(public: PublicCatalog) -> Mapping[str, bytes]:
    """What the frozen catalog's site is built from."""
    return MappingProxyType(files(public))


@pytest.fixture(scope="session")
def pages(made: Mapping[str, bytes]) -> dict[str, str]:
    """The Markdown and settings of the frozen catalog, without the assets."""
    return {
        path: content.decode() for path, content in made.items() if path.endswith((".md", ".yml"))
    }


@pytest.fixture(scope="session")
def built(made: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalog's site."""
    root = tmp_path_factory.mktemp("site")
    write_tree(root / "docs", made)
    build_site(root / "docs", root / "site")
    return root / "site"
