"""Old addresses of services and families lead on to the page of today, in every language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.files import write_tree
from sportello.targets.site import build_site, files
from targets.site.conftest import Tags

Write = Callable[..., Path]


@pytest.fixture
def renamed(catalog_at: Write) -> PublicCatalog:
    root = catalog_at(
        ("services/main.yaml", "pump: {", "pump: {former: [engine, motor], "),
        ("services/main.yaml", "tools: {", "tools: {former: [kit], "),
    )
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalog.public()


@pytest.mark.parametrize(
    ("old", "new", "root", "name"),
    [
        ("servizi/engine", "servizi/pump", "../../", "Pompa"),
        ("servizi/motor", "servizi/pump", "../../", "Pompa"),
        ("gruppi/kit", "gruppi/tools", "../../", "Strumenti"),
        ("en/services/engine", "en/services/pump", "../../../", "Pump"),
        ("en/groups/kit", "en/groups/tools", "../../../", "Tools"),
    ],
)
def test_an_old_address_leads_on(
    renamed: PublicCatalog, tmp_path: Path, old: str, new: str, root: str, name: str
) -> None:
    write_tree(tmp_path / "docs", files(renamed))
    build_site(tmp_path / "docs", tmp_path / "site")
    page = tmp_path / "site" / old / "index.html"
    tags = Tags(page.read_text()).tags
    (link,) = (each["href"] for tag, each in tags if tag == "a")
    target = (page.parent / link / "index.html").resolve()
    assert target == (tmp_path / "site" / new / "index.html").resolve()
    assert target.is_file()
    metas = {each.get("http-equiv", each.get("name")): each for tag, each in tags if tag == "meta"}
    assert metas["refresh"]["content"] == f"0; url={link}"
    assert metas["robots"]["content"] == "noindex"
    links = {each["rel"]: each["href"] for tag, each in tags if tag == "link"}
    assert links["canonical"] == f"https://support.example/{new}/"
    assert links["stylesheet"] == f"{root}assets/desk.css"
    assert (page.parent / links["stylesheet"]).is_file()
    assert name in page.read_text()
    assert old not in (tmp_path / "site/sitemap.xml").read_text()


def test_without_former_identifiers_nothing_leads_on(pages: dict[str, str]) -> None:
    assert not any("http-equiv" in page for page in pages.values())
