"""The built site: strict, the same bytes each time, and nothing from anywhere else."""

import gzip
import json
import re
from pathlib import Path

import pytest

from sportello.catalog.model import PublicCatalog
from sportello.files import list_tree, write_tree
from sportello.targets.site import SiteError, build_site, files
from targets.site.conftest import Tags

SITE = "https://sportello.example"


def test_two_builds_give_the_same_bytes(public: PublicCatalog, built: Path, tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", files(public))
    build_site(tmp_path / "elsewhere", tmp_path / "out")
    assert list_tree(tmp_path / "out") == list_tree(built)
    for path in list_tree(built):
        assert (tmp_path / "out" / path).read_bytes() == (built / path).read_bytes(), path


def test_building_again_changes_no_file(public: PublicCatalog, tmp_path: Path) -> None:
    write_tree(tmp_path / "docs", files(public))
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
        "en/services/isee": ["ISEE - Support desk"],
    }


def test_search_finds_a_service_by_other_words(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text())
    found = [each["location"] for each in index["docs"] if "indicatore della" in each["text"]]
    assert any(location.startswith("a-chi-scrivere/") for location in found)


def test_ids_are_given_once_a_page(built: Path) -> None:
    for path in built.rglob("*.html"):
        ids = [each["id"] for _, each in Tags(path.read_text()).tags if "id" in each]
        assert sorted(set(ids)) == sorted(ids), path


def test_a_broken_link_is_an_error_with_what_mkdocs_said(
    public: PublicCatalog, tmp_path: Path
) -> None:
    pages = {**files(public), "it/privacy.md": b"[gone](nowhere.md)"}
    write_tree(tmp_path / "docs", pages)
    with pytest.raises(SiteError, match=r"mkdocs\.it\.yml:(?s:.*)nowhere\.md"):
        build_site(tmp_path / "docs", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_directory_without_pages_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="render the pages into it first"):
        build_site(tmp_path, tmp_path / "site")
