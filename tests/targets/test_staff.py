"""What is for staff stands on pages of their own, in every language, and never on the site."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.targets import all_targets, staff
from sportello.targets.report_questions import report_questions
from sportello.targets.site import files as site_files
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

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
    assert {"it.html", "en.html", "staff.css"} < set(pages)
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


CALLED = """\
contacts:
  hotline: {name: {it: Centralino, en: Hotline}, provider: acme, phone: 051/6033266, calendar: office}
  sales: {name: {it: Commerciale, en: Sales}, provider: acme, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: 051/6033266}
"""
CHANNEL = "channels: [{kind: phone, contact: hotline, intake: {it: Poi scrivi, en: Then write}}]"


@pytest.fixture
def called(catalog_at: Write) -> dict[str, str]:
    """The pages of a desk whose wiki is called, and whose pump is not."""
    guides = HELPDESK.replace("page: phone", "page: phone, provider: acme")
    loaded = load(
        catalog_at(
            ("helpdesk.yaml", "country: IT\n", f"country: IT\n{guides}"),
            ("services/main.yaml", "{name: Wiki,", f"{{name: Wiki, {CHANNEL},"),
            contacts=CALLED,
        )
    )
    assert [each for each in loaded.findings if each.severity == "error"] == []
    return {path: unescape(page.decode()) for path, page in staff.files(loaded.catalog).items()}


def test_who_answers_the_phone_has_number_hours_rules_and_times_at_hand(
    called: dict[str, str],
) -> None:
    page = called["phone-acme.en.html"]
    told = ("Hotline", "+39 051 603 3266", "Monday to Friday 08:00–18:00", "Then write", "Wiki")
    assert [each for each in (*told, "At the counter", "Before") if each not in page] == []
    assert "Pump" not in page
    assert re.search(r"First contact\s*<strong>within 1 business hour", page)


def test_the_form_to_fill_in_begins_a_page_and_asks_what_mails_ask(called: dict[str, str]) -> None:
    form = called["phone-acme.it.html"].split('<section class="form">')[1]
    asked = [each.words for each in report_questions(read_messages(own_sources(), "it"))]
    assert [each for each in asked if each not in form] == []
    assert re.findall("☐ ([^<]+)", form) == ["Wiki", "Alta", "Ordinaria"]
    assert "stabilita dal supporto" in form
    assert re.search(r"@media print \{\s*\.form \{ break-before: page", called["staff.css"])


def test_a_desk_that_is_not_called_has_no_such_page(catalog: Catalog) -> None:
    pages = staff.files(catalog)
    assert [path for path in pages if path.startswith("phone-")] == []
    assert 'id="phone"' not in pages["en.html"].decode()


def test_every_page_for_staff_leads_to_pages_that_are_there(frozen: Loaded) -> None:
    pages = staff.files(frozen.catalog)
    links = {
        link
        for path, page in pages.items()
        if path.endswith(".html")
        for link in re.findall(r'href="([^":#]+)"', page.decode())
    }
    assert len(links) > 5
    assert links <= set(pages)
