"""From the catalog to pages: all that is public is there, and nothing else."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
import yaml
from msgspec.structs import replace

from small import SMALL
from sportello.catalog import Loaded, load
from sportello.catalog.model import (
    Address,
    Announcement,
    Catalog,
    Contact,
    Mailbox,
    Phone,
    PublicCatalog,
    Service,
    Text,
    Url,
)
from sportello.files import write_tree
from sportello.targets import BuildContext, all_targets
from sportello.targets.site import build_site, desk_sources, files
from sportello.targets.site.render import render
from sportello.targets.site.sources import own_sources
from targets.site.conftest import Tags

GOLDEN = Path(__file__).parent / "golden"
SECRET = "internal-marker"  # noqa: S105 - what must not be found
HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ](javascript:alert(2)) {{ 7*7 }} {% raw %}"
    " {: onclick=alert(1) } | </td></table></title><img src=x onerror=alert(1)> \" ' `code` **b**"
)

Write = Callable[..., Path]
Pages = dict[str, str]
Value = TypeVar("Value")


def front_matter(page: str) -> dict[str, Any]:
    about: dict[str, Any] = yaml.safe_load(page.split("---\n")[1])
    return about


def test_the_registry_knows_the_site() -> None:
    assert "docs" in [target.directory for target in all_targets()]


def test_every_service_has_a_page_and_a_row_among_the_addresses(
    public: PublicCatalog, pages: Pages
) -> None:
    for language, folder, addresses in (
        ("it", "servizi", "a-chi-scrivere"),
        ("en", "services", "which-address"),
    ):
        table = pages[f"{language}/{addresses}/index.md"]
        for name, service in public.services.items():
            assert f"{language}/{folder}/{name}/index.md" in pages
            [row] = [line for line in table.splitlines() if f'"../{folder}/{name}/"' in line]
            if service.mailbox:
                assert f'"mailto:{public.mailboxes[service.mailbox].address}"' in row


def test_pages_of_all_languages_name_each_other(pages: Pages) -> None:
    found = {
        path: tuple((each["language"], each["path"]) for each in front_matter(page)["alternates"])
        for path, page in pages.items()
        if path.endswith(".md")
    }
    for path, alternates in found.items():
        assert [language for language, _ in alternates] == ["it", "en"]
        twins = [other for other, theirs in found.items() if theirs == alternates]
        assert len(twins) == 2, path
    italian = dict(found["it/a-chi-scrivere/index.md"])
    assert italian == {"it": "/a-chi-scrivere/", "en": "/en/which-address/"}


def test_one_language_rendered_alone_is_the_same(
    public: PublicCatalog, made: Mapping[str, bytes]
) -> None:
    english = render(public, "en", own_sources(), BuildContext())
    assert english == {path: made[path] for path in english}
    assert {path.split("/")[0] for path in made} == {
        "it", "en", "overrides", "mkdocs.it.yml", "mkdocs.en.yml",
    }  # fmt: skip


def test_a_page_leads_to_its_source_only_where_there_is_a_repository(public: PublicCatalog) -> None:
    context = BuildContext(holders={("contacts",): "catalog/contacts.yaml"})
    assert "source" not in _contacts(public, context)
    url = Url("https://git.example/desk/")
    linked = replace(public, helpdesk=replace(public.helpdesk, repository=url))
    assert "source" not in _contacts(linked, BuildContext())
    found = _contacts(linked, context)["source"]
    assert found == "https://git.example/desk/blob/HEAD/catalog/contacts.yaml"


def _contacts(catalog: PublicCatalog, context: BuildContext) -> dict[str, Any]:
    return front_matter(files(catalog, context)["it/contatti/index.md"].decode())


def test_what_misses_in_a_language_shows_in_the_other_and_says_so(public: PublicCatalog) -> None:
    one = Text({"it": "Solo italiano"})
    service = replace(public.services["isee"], name=one, description=one)
    pages = files(replace(public, services={"isee": service}, announcements={}))
    english = pages["en/services/isee/index.md"].decode()
    assert '# <span lang="it">Solo italiano</span>' in english
    assert '<div lang="it" markdown="1">\n\nSolo italiano\n\n</div>' in english
    assert "lang=" not in pages["it/servizi/isee/index.md"].decode().split("---\n")[2]


def test_announcement_of_one_day_names_it_once(public: PublicCatalog) -> None:
    name, announcement = next(iter(public.announcements.items()))
    short = replace(announcement, until=announcement.from_)
    pages = files(replace(public, announcements={name: short}))
    for path in ("en/past-notices/index.md", "it/avvisi-passati/index.md"):
        _kind, _title, when, *_ = pages[path].decode().split('class="kind"')[1].split("\n\n")
        assert when.count(str(short.from_.day.year)) == 1


def test_nothing_internal_is_on_any_page(frozen: Loaded) -> None:
    marked = _with_secrets(frozen.catalog)
    assert str(marked).count(SECRET) > 50
    for path, content in files(marked.public()).items():
        assert SECRET not in content.decode("utf-8", "replace"), path


def _with_secrets(catalog: Catalog) -> Catalog:
    """Mark every internal field, and add an internal entry of everything that can be internal."""

    def marked(part: Value) -> Value:
        fields = getattr(part, "__struct_fields__", ())
        assert isinstance(part, msgspec.Struct)
        return replace(part, **({"note": SECRET} if "note" in fields else {}))

    def hidden(part: Value) -> Value:
        assert isinstance(part, msgspec.Struct)
        return replace(_poisoned(part, SECRET), visibility="internal")

    phone, mail = Phone("+39 051 6033267"), Address(f"{SECRET}@internal.example")
    contact = Contact(name=Text(SECRET), kind="person", provider="ditech", phone=phone, mail=mail)
    mailbox = Mailbox(address=mail, visibility="internal")
    isee: Service = catalog.services["isee"]
    announcement: Announcement = next(iter(catalog.announcements.values()))
    boxes = {
        name: replace(marked(each), aliases=(mail,)) for name, each in catalog.mailboxes.items()
    }
    isee = replace(isee, contacts=("secret",))
    return replace(
        catalog,
        providers={name: marked(each) for name, each in catalog.providers.items()},
        teams={name: marked(each) for name, each in catalog.teams.items()},
        contacts={
            **{name: marked(each) for name, each in catalog.contacts.items()},
            "secret": contact,
        },
        mailboxes={**boxes, "secret": mailbox},
        destinations={
            name: _poisoned(marked(d), SECRET) for name, d in catalog.destinations.items()
        },
        rotas={name: _poisoned(marked(each), SECRET) for name, each in catalog.rotas.items()},
        services={
            **{name: marked(each) for name, each in catalog.services.items()},
            "isee": marked(isee),
            "secret": hidden(isee),
        },
        announcements={
            **{name: marked(each) for name, each in catalog.announcements.items()},
            "secret": hidden(announcement),
        },
    )


def _poisoned(value: Value, text: str) -> Value:
    """Return a value of the model in which every text reads `text`."""
    result: Any = value
    if isinstance(value, Text):
        result = Text(text)
    elif isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        result = replace(value, **{name: _poisoned(each, text) for name, each in fields.items()})
    elif isinstance(value, Mapping):
        result = {name: _poisoned(each, text) for name, each in value.items()}
    elif isinstance(value, tuple):
        result = tuple(_poisoned(each, text) for each in value)
    return result  # type: ignore[no-any-return]  # the same kind of value as came in


def test_no_text_can_run_a_script_or_break_a_page(public: PublicCatalog, tmp_path: Path) -> None:
    poisoned = _poisoned(public, HOSTILE)
    services = {
        name: replace(each, keywords=(HOSTILE,)) for name, each in poisoned.services.items()
    }
    write_tree(tmp_path / "docs", files(replace(poisoned, services=services)))
    build_site(tmp_path / "docs", tmp_path / "site")
    scripts = set()
    for path in (tmp_path / "site").rglob("*.html"):
        page = Tags(path.read_text())
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
            assert "javascript:" not in attributes.get("href", "").lower(), path
            assert attributes.get("src") != "x", path
        scripts.add(tuple(_scripts(page)))
        tables = path.read_text().count("<table"), path.read_text().count("</table>")
        assert tables[0] == tables[1], path
    ordinary = Tags((tmp_path / "site/index.html").read_text())
    assert scripts == {tuple(_scripts(ordinary))}
    assert HOSTILE.partition(" {: ")[0] in ordinary.text


def _scripts(page: Tags) -> list[str]:
    """The scripts that a page runs; what machines read is no script."""
    return [
        attributes.get("src", "").rpartition("/")[2]
        for tag, attributes in page.tags
        if tag == "script" and attributes.get("type") != "application/ld+json"
    ]


def test_a_desk_overrides_hand_written_files_one_by_one(
    public: PublicCatalog, made: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/privacy.md.j2").write_text("# Ours\n\n{{ catalog.helpdesk.name }}\n")
    pages = files(public, BuildContext(site=desk_sources(tmp_path)))
    assert pages["en/privacy/index.md"].decode().endswith("# Ours\n\nSupport desk\n")
    assert pages["en/contacts/index.md"] == made["en/contacts/index.md"]
    assert desk_sources(tmp_path / "absent") == {}


def test_a_link_among_the_hand_written_files_is_published_by_nobody(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    (tmp_path / "desk/assets").mkdir(parents=True)
    (tmp_path / "desk/assets/logo.svg").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match=r"this is a link: put a file here: .*assets/logo\.svg"):
        desk_sources(tmp_path / "desk")


SHEET = """\
services:
  cloud:
    name: {it: Nuvola, en: Cloud}
    kind: {it: Servizio, en: Service}
    provider: acme
    summary: {it: Breve, en: In short}
    description: {it: Lungo, en: "A longer text with **weight**."}
    lines: [{name: {it: Aiuto, en: Help}, covers: [{it: Prima, en: First}, {it: Poi, en: Then}]}]
    functions: [{it: Calcola, en: It counts}]
    benefits: [{it: Meno lavoro, en: Less work}]
    prerequisites: {others: [{it: Un browser, en: A browser}]}
    mailbox: help
    channels:
      - {kind: mail, intake: {it: Apre un ticket, en: Opens a ticket}}
      - {kind: portal, name: {it: Portale, en: Portal}, url: "https://portal.example/"}
    intake: [{it: Scrivi chiaro, en: Write clearly}]
    intake_calendar: office
    calendar: office
    activation:
      take_in_charge: {within: 30 calendar days, from: order}
      service_starts: {not_before: 90 calendar days, from: order}
      process: [{it: Uno, en: One}, {it: Due, en: Two}]
    deactivation:
      take_in_charge: {within: 5 calendar days, from: request}
      work_starts: {after: 5 working days, from: certified-mail}
    monitoring: [{it: Occhio, en: An eye}]
    metrics: [{it: Tempo, en: Time}]
    reports: [{it: Tabella, en: Table}]
    contacts: [sales]
    phases: [{phase: roll-out, valid: {from: 2026-03-02, until: 2026-04-03}}]
    valid: {from: 2026-01-01}
"""


def test_the_page_of_a_service(catalog_at: Write) -> None:
    root = catalog_at(
        ("providers.yaml", "    note:", "    certifications: [{standard: ISO 9001}]\n    note:")
    )
    (root / "services/main.yaml").write_text(SHEET)
    loaded = load(root)
    assert not loaded.findings
    page = files(loaded.catalog.public())["en/services/cloud/index.md"].decode()
    # What machines read of it is one long line, and has tests of its own.
    assert re.sub(r"(?m)^data: .*\n", "", page) == (GOLDEN / "cloud.md").read_text()


def test_sections_without_content_are_left_out(pages: Pages) -> None:
    headings = re.findall(r"^## (.*)$", pages["en/services/isee/index.md"], re.MULTILINE)
    assert headings == [
        "How to reach it {: #reach .hidden }",
        "When they answer {: #when }",
        "How soon they answer {: #how-soon }",
        "Who looks after it, and what changed {: #upkeep }",
    ]


def test_the_full_sheet_has_its_sections_in_order(pages: Pages) -> None:
    page = pages["en/services/piattaforma-crediti/index.md"]
    headings = re.findall(r"^## (.*?) \{", page, re.MULTILINE)
    assert headings[:3] == ["How to reach it", "When they answer", "How soon they answer"]
    assert headings[3:] == [
        "Contacts", "Description", "Functions", "Benefits", "Prerequisites", "Standards and certifications",
        "Activation", "Deactivation", "Monitoring tools", "Metrics", "Reports", "Guaranteed levels",
        "Who looks after it, and what changed",
    ]  # fmt: skip
    assert re.findall(r'<li><a href="#.*?">(.*?)</a>', page) == headings[3:]


def test_an_international_address_is_shown_in_its_letters_and_written_to_in_ascii(
    catalog_at: Callable[..., Path],
) -> None:
    mailboxes = SMALL["mailboxes.yaml"].replace("acme.example", "città.example")
    made = files(load(catalog_at(mailboxes=mailboxes)).catalog.public())
    written = 'href="mailto:help@xn--citt-3na.example"'
    for path in (
        "en/which-address/index.md",
        "en/services/wiki/index.md",
        "it/servizi/wiki/index.md",
    ):
        assert written in made[path].decode(), path
        assert "help@<wbr>città.example</a>" in made[path].decode(), path


def test_equal_durations_keep_the_words_in_which_they_were_written(pages: Pages) -> None:
    assert "40 business hours" in pages["en/service-levels/index.md"]
    assert "that is, 2,400 business minutes" in pages["en/service-levels/index.md"]
