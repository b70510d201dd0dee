"""Old addresses of services and families lead on to the page of today, in every language."""

from pathlib import Path

import pytest

from small import SMALL
from sportello.catalog import load
from sportello.files import write_tree
from sportello.targets.site import build_site, files
from targets.site.conftest import Tags


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a catalog with two services and a family that were renamed."""
    root = tmp_path_factory.mktemp("renamed")
    for name, text in SMALL.items():
        file = root / "catalog" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            text.replace("pump: {", "pump: {former: [engine, motor], ").replace(
                "tools: {", "tools: {former: [kit], "
            )
        )
    loaded = load(root / "catalog")
    assert loaded.findings == ()
    write_tree(root / "docs", files(loaded.catalog.public()))
    build_site(root / "docs", root / "site")
    return root / "site"


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
def test_an_old_address_leads_on(renamed: Path, old: str, new: str, root: str, name: str) -> None:
    page = renamed / old / "index.html"
    tags = Tags(page.read_text()).tags
    (link,) = (each["href"] for tag, each in tags if tag == "a")
    target = (page.parent / link / "index.html").resolve()
    assert target == (renamed / new / "index.html").resolve()
    assert target.is_file()
    metas = {each.get("http-equiv", each.get("name")): each for tag, each in tags if tag == "meta"}
    assert metas["refresh"]["content"] == f"0; url={link}"
    assert metas["robots"]["content"] == "noindex"
    links = {each["rel"]: each["href"] for tag, each in tags if tag == "link"}
    assert links["canonical"] == f"https://support.example/{new}/"
    assert links["stylesheet"] == f"{root}assets/desk.css"
    assert (page.parent / links["stylesheet"]).is_file()
    assert name in page.read_text()
    assert old not in (renamed / "sitemap.xml").read_text()


def test_without_former_identifiers_nothing_leads_on(pages: dict[str, str]) -> None:
    assert not any("http-equiv" in page for page in pages.values())
