"""What a desk writes by hand of its site: pages, looks and words, without touching ours."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from conftest import Write
from small import SMALL
from sportello import check
from sportello.catalog import load
from sportello.catalog.model import Address, PublicCatalog
from sportello.files import write_tree
from sportello.targets import BuildContext
from sportello.targets.site import build_site, desk_sources, files
from sportello.targets.site.own_pages import own_entries
from sportello.targets.site.sources import own_sources

OWN = {
    "pages/it/chi-siamo.md": "# Chi siamo\n\nUn ufficio. Vedi gli [orari](orari/index.md).\n",
    "pages/it/reindex.md": "# Ricerca & sviluppo: 1 < 2\n\nUn testo.\n",
    "pages/en/about-us/index.md": "# About us\n\nAn office.\n",
    "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "styles/own.css": ":root { --accent: purple; }\n",
    "messages/it.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\nmsgid "Services"\nmsgstr "Che cosa offriamo"\n',
}


def own(folder: Path) -> BuildContext:
    for path, text in OWN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return BuildContext(site=desk_sources(folder))


@pytest.fixture(scope="module")
def own_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small catalog's site with what a desk has written."""
    root = tmp_path_factory.mktemp("own")
    for name, text in SMALL.items():
        (root / "catalog" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "catalog" / name).write_text(text)
    write_tree(root / "docs", files(load(root / "catalog").catalog.public(), own(root / "site")))
    build_site(root / "docs", root / "out")
    return root / "out"


def test_pages_of_a_desk_are_built_and_every_page_leads_to_them(own_built: Path) -> None:
    assert "Un ufficio." in (own_built / "chi-siamo/index.html").read_text()
    for path, link in (
        ("servizi/wiki", 'href="../../chi-siamo/">Chi siamo<'),
        ("en/services/wiki", 'href="../../about-us/">About us<'),
    ):
        assert link in (own_built / path / "index.html").read_text()


def test_a_page_of_a_desk_is_called_by_its_heading_and_stands_at_its_address(
    own_built: Path,
) -> None:
    page = (own_built / "reindex/index.html").read_text()
    assert "<title>Ricerca &amp; sviluppo: 1 &lt; 2 – " in page
    assert '<li><a href="./">Ricerca &amp; sviluppo: 1 &lt; 2</a></li>' in page


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("```sh\n# make it\n```\n\n# Chi siamo\n", "Chi siamo"),
        ("    # make it\n\nChi siamo\n=========\n", "Chi siamo"),
        ("# Chi *siamo* {: #noi }\n", "Chi siamo"),
        ("---\ntitle: Chi siamo\n---\n\n# Un ufficio\n", "Chi siamo"),
        ("Senza titolo.\n", "noi"),
    ],
)
def test_what_a_page_of_a_desk_is_called(text: str, title: str) -> None:
    (entry,) = own_entries({"pages/it/noi.md": text.encode()}, "it")
    assert entry == {"title": title, "path": "noi/", "kind": "noi"}


def test_looks_of_a_desk_come_after_ours(public: PublicCatalog, tmp_path: Path) -> None:
    found = files(public, own(tmp_path))
    assert found["it/assets/logo.svg"].decode() == OWN["assets/logo.svg"]
    styles = found["it/assets/desk.css"].decode()
    assert re.findall(r"--accent: ([^;]+);", styles)[-1] == "purple"
    assert styles.endswith(OWN["styles/own.css"])


def test_words_of_a_desk_stand_beside_ours(
    public: PublicCatalog, made: Mapping[str, bytes], tmp_path: Path
) -> None:
    found = files(public, own(tmp_path))
    assert "# Che cosa offriamo" in found["it/servizi/index.md"].decode()
    assert made["it/contatti/index.md"] == found["it/contatti/index.md"]


def test_a_page_says_when_its_file_was_changed_last(public: PublicCatalog) -> None:
    context = BuildContext(
        holders={
            ("services",): "catalog/services/a.yaml",
            ("services", "isee"): "catalog/services/b.yaml",
        },
        changed={"catalog/services/b.yaml": date(2026, 2, 3)},
    )
    found = files(public, context)
    assert (
        'changed: "Last changed on 3 February 2026"' in found["en/services/isee/index.md"].decode()
    )
    assert "changed:" not in found["en/services/iseu/index.md"].decode()
    assert "changed:" not in found["en/hours/index.md"].decode()


def test_the_page_for_addresses_that_do_not_exist_speaks_every_language(built: Path) -> None:
    text = (built / "404.html").read_text()
    assert re.findall(r'<div lang="(..)">', text) == ["it", "en"]
    # Any address may be meant, so links are told from the root.
    assert {"/.", "/en/"} <= {*re.findall(r'<a href="([^"]*)">', text)}
    assert not re.findall(r'(?:href|src)="(?!/|https:|#)', text)


def test_a_language_without_words_is_a_finding(tmp_path: Path, catalog_at: Write) -> None:
    def found() -> list[str]:
        return [each.code for each in check(root) if each.code == "T003"]

    root = catalog_at(("helpdesk.yaml", "languages: [it, en]", "languages: [it, en, de]"))
    assert found() == ["T003"]
    (tmp_path / "site/messages").mkdir(parents=True)
    (tmp_path / "site/messages/de.po").write_bytes(own_sources()["messages/it.po"])
    assert found() == []


def test_a_broken_file_of_words_is_told_with_its_name(public: PublicCatalog) -> None:
    context = BuildContext(site={"messages/it.po": b"Services: Servizi"})
    with pytest.raises(OSError, match="no file of gettext messages") as broken:
        files(public, context)
    assert broken.value.filename == "site/messages/it.po"


def test_a_page_offers_a_mail_to_those_who_keep_the_site(
    public: PublicCatalog, made: Mapping[str, bytes]
) -> None:
    desk = replace(public.helpdesk, feedback=Address("site@acme.example"))
    page = files(replace(public, helpdesk=desk))["en/services/isee/index.md"].decode()
    line = next(line for line in page.split("\n") if line.startswith("feedback: "))
    url = urlsplit(json.loads(line.removeprefix("feedback: ")))
    assert url.path == "site@acme.example"
    assert parse_qs(url.query)["subject"] == [
        "A page is not clear: https://sportello.example/en/services/isee/"
    ]
    assert "feedback:" not in made["en/services/isee/index.md"].decode()
