"""The built site: strict, the same bytes each time, and nothing from anywhere else."""

import gzip
import re
from pathlib import Path

import pytest
from markdown import markdown

from conftest import Write
from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.files import list_tree, write_tree
from sportello.targets.site import SiteError, build_site, files
from sportello.targets.site.table_labels import TableLabels
from targets.site.conftest import Tags

SITE = "https://sportello.example"
SHEET = "servizi/piattaforma-crediti/index.html"


def test_two_builds_give_the_same_bytes(public: PublicCatalog, built: Path, tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", files(public))
    build_site(tmp_path / "elsewhere", tmp_path / "out")
    assert list_tree(tmp_path / "out") == list_tree(built)
    for path in list_tree(built):
        assert (tmp_path / "out" / path).read_bytes() == (built / path).read_bytes(), path


def test_building_again_changes_no_file(catalog_at: Write, tmp_path: Path) -> None:
    write_tree(tmp_path / "docs", files(load(catalog_at()).catalog.public()))
    build_site(tmp_path / "docs", tmp_path / "site")
    again = build_site(tmp_path / "docs", tmp_path / "site")
    assert (again.written, again.removed) == ((), ())


def test_no_page_loads_anything_from_another_host(built: Path) -> None:
    loading = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
    for path in built.rglob("*.html"):
        for tag, attributes in Tags(path.read_text()).tags:
            address = attributes.get(loading.get(tag, ""), "")
            if tag == "link" and attributes["rel"].strip() not in ("canonical", "alternate"):
                address = attributes["href"]
            assert not re.match(r"(\w+:)?//", address), (path, tag, address)
    for path in built.rglob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^)'\"]+)", path.read_text()):
            assert address.startswith(("data:", "#")) or not re.match(r"(\w+:)?//", address), path
        assert "@import" not in path.read_text()


def test_every_page_names_itself_in_all_languages(built: Path) -> None:
    for path in built.rglob("index.html"):
        links = [
            (each["hreflang"], each["href"])
            for tag, each in Tags(path.read_text()).tags
            if tag == "link" and each["rel"].strip() == "alternate"
        ]
        here = f"{SITE}/{path.parent.relative_to(built).as_posix()}/".replace("/./", "/")
        assert [language for language, _ in links] == ["it", "x-default", "en"]
        assert here in [address for _, address in links]
        for _, address in links:
            assert (built / address.removeprefix(f"{SITE}/") / "index.html").is_file()


def test_pages_carry_their_language_and_the_map_lists_them(built: Path) -> None:
    assert '<html lang="it"' in (built / "servizi/isee/index.html").read_text()
    assert '<html lang="en"' in (built / "en/services/isee/index.html").read_text()
    sitemap = gzip.decompress((built / "en/sitemap.xml.gz").read_bytes()).decode()
    assert f"<loc>{SITE}/en/services/isee/</loc>" in sitemap
    assert "lastmod" not in sitemap


def test_the_title_of_a_page_says_nothing_twice(built: Path) -> None:
    titles = {
        path: re.findall("<title>(.*?)</title>", (built / path / "index.html").read_text())
        for path in (".", "en", "en/services/isee")
    }
    assert titles == {
        ".": ["Sportello assistenza"],
        "en": ["Support desk"],
        "en/services/isee": ["ISEE – Support desk"],
    }


def test_no_page_needs_more_than_a_strict_policy_allows(built: Path) -> None:
    """Scripts and styles stand in files: `script-src 'self'; style-src 'self'` is enough."""
    for path in built.rglob("*.html"):
        for tag, attributes in Tags(path.read_text()).tags:
            assert tag != "style", path
            is_data = attributes.get("type") == "application/ld+json"
            assert tag != "script" or is_data or "src" in attributes, path
            assert "style" not in attributes, (path, tag)
            assert not [name for name in attributes if name.startswith("on")], (path, tag)


def test_what_the_theme_brings_along_is_left_out(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert not [name for name in names if "javascripts" in name or "stylesheets" in name]
    assert {"assets/desk.css", "assets/desk.js", "assets/logo.svg"} <= names
    assert "en/assets/desk.css" not in names


def test_cells_of_tables_carry_the_names_of_their_columns(built: Path) -> None:
    cells = [
        attributes for tag, attributes in Tags((built / SHEET).read_text()).tags if tag == "td"
    ]
    assert {each.get("data-label") for each in cells} >= {None, "Presa in carico", "Primo contatto"}


def test_a_table_with_a_class_says_itself_what_its_cells_are() -> None:
    plain, own = "<table>{}</table>", '<table class="own">{}</table>'
    rows = (
        "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
    )
    for table, is_labelled in ((plain, True), (own, False)):
        made = markdown(
            f'<div markdown="1">{table.format(rows)}</div>',
            extensions=["md_in_html", TableLabels()],
        )
        assert ("data-label" in made) is is_labelled


def test_ids_are_given_once_a_page(built: Path) -> None:
    for path in built.rglob("*.html"):
        ids = [each["id"] for _, each in Tags(path.read_text()).tags if "id" in each]
        assert sorted(set(ids)) == sorted(ids), path


def test_a_broken_link_is_an_error_with_what_mkdocs_said(catalog_at: Write, tmp_path: Path) -> None:
    pages = {
        **files(load(catalog_at()).catalog.public()),
        "it/privacy/index.md": b"[gone](nowhere.md)",
    }
    write_tree(tmp_path / "docs", pages)
    with pytest.raises(SiteError, match=r"mkdocs\.it\.yml:(?s:.*)nowhere\.md"):
        build_site(tmp_path / "docs", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_directory_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="render the pages into it first"):
        build_site(tmp_path, tmp_path / "site")
