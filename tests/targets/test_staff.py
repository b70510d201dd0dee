"""What is for staff stands on pages of their own, in every language, and never on the site."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.targets import all_targets, staff
from sportello.targets.site import files as site_files

Write = Callable[..., Path]
HELPDESK = """\
guides:
  counter: {page: staff, title: {it: Al banco, en: At the counter}, text: {it: Saluta <b>, en: "Say *hello* to <b>"}}
  before: {page: phone, title: {it: Prima, en: Before}, text: {it: Leggi, en: Read}}
"""
RULES = """\
notifications:
  both: {on: comment, to: [requester, staff], by: [mail], statement: {it: Una mail, en: Mail for both}}
  inside: {on: opened, to: [staff], by: [mobile], statement: {it: Squilla, en: The mobile rings}}
escalations:
  slow:
    target: first_response
    statement: {it: Lento, en: Slow tickets}
    steps:
      - {at: 80 %, to: [lead], statement: {it: Il capo, en: The lead decides}}
      - {after: 1 business hour, to: [requester, management], statement: {it: Scriviamo, en: We write to you}}
  silent:
    target: first_response
    statement: {it: Interno, en: Inside alone}
    steps: [{at: 50 %, to: [staff]}]
  judged: {statement: {it: Caso per caso, en: Case by case}}
operational_levels:
  second: {name: {it: Secondo, en: Second line}, team: crew, targets: {resolution: {within: 16 business hours, calendar: office}}}
"""
TEAMS = "teams: {crew: {name: {it: Squadra, en: The crew}, provider: acme}}\n"
INTERNAL = ("At the counter", "The mobile rings", "The lead decides", "Inside alone", "Second line")
SHARED = ("Mail for both", "Slow tickets", "We write to you", "Case by case")


@pytest.fixture
def catalog(catalog_at: Write) -> Catalog:
    loaded = load(
        catalog_at(
            ("helpdesk.yaml", "country: IT\n", f"country: IT\n{HELPDESK}"),
            ("sla.yaml", "policies:\n", f"{RULES}policies:\n"),
            teams=TEAMS,
        )
    )
    assert [each for each in loaded.findings if each.severity == "error"] == []
    return loaded.catalog


def test_staff_see_all_of_it(catalog: Catalog) -> None:
    page = staff.files(catalog)["en.html"].decode()
    assert [each for each in (*INTERNAL, *SHARED) if each not in page] == []
    assert "Anna" in page


def test_the_site_has_what_reaches_who_asked_and_nothing_else(catalog: Catalog) -> None:
    site = "".join(
        content.decode()
        for path, content in site_files(catalog.public()).items()
        if path.startswith("en/") and path.endswith((".md", ".json", ".yml"))
    )
    assert [each for each in INTERNAL if each in site] == []
    assert [each for each in SHARED if each not in site] == []
    assert "Before" in site


def test_nobody_else_who_is_told_is_public(catalog: Catalog) -> None:
    public = catalog.public()
    assert list(public.notifications) == ["both"]
    assert public.notifications["both"].to == ("requester",)
    assert [step.to for step in public.escalations["slow"].steps] == [("requester",)]
    assert list(public.escalations) == ["slow", "judged"]
    assert list(public.helpdesk.guides) == ["before"]


def test_pages_speak_every_language_of_the_desk_and_lead_to_each_other(frozen: Loaded) -> None:
    pages = staff.files(frozen.catalog)
    assert set(pages) == {"it.html", "en.html", "staff.css"}
    for language, other in (("it", "en"), ("en", "it")):
        page = pages[f"{language}.html"].decode()
        assert f'<html lang="{language}">' in page
        assert f'href="{other}.html"' in page
        assert "noindex" in page


def test_texts_show_as_written_and_close_what_they_open(catalog: Catalog) -> None:
    page = staff.files(catalog)["en.html"].decode()
    assert "Say <em>hello</em> to &lt;b&gt;" in page or "Say <em>hello</em> to &#60;b&#62;" in page
    open_tags: list[str] = []

    class Check(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert not [name for name, _ in attrs if name.startswith("on")]
            if tag not in ("meta", "link", "br"):
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Check().feed(page)
    assert open_tags == []


def test_a_desk_without_such_rules_has_no_empty_sections(catalog_at: Write) -> None:
    page = staff.files(load(catalog_at(teams="")).catalog)["en.html"].decode()
    for section in ("rules", "notifications", "escalations", "teams"):
        assert f'id="{section}"' not in page


def test_build_writes_a_tree_of_their_own() -> None:
    assert "staff" in [target.directory for target in all_targets()]
