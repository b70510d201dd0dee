"""A problem is reported by a form that asks what the site asks, of the services of one provider."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog, Text
from sportello.files import Files, write_tree
from sportello.targets.issue_forms import files
from sportello.targets.report_questions import report_questions
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

Write = Callable[..., Path]
HOSTILE = "Wiki --> <script>`**|{x: y}"
GITHUB = ("check-jsonschema", "--builtin-schema")


@pytest.fixture
def small(catalog_at: Write) -> Catalog:
    return load(catalog_at(("services/main.yaml", "name: Wiki", f'name: "{HOSTILE}"'))).catalog


def forms(catalog: Catalog) -> Files:
    return files(catalog.public())


def github(catalog: Catalog, name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(forms(catalog)[f"github/acme/{name}"])
    return found


def test_there_is_one_a_provider_with_services_system_and_language(small: Catalog) -> None:
    assert sorted(forms(small)) == [
        "README.txt",
        "freshdesk/acme/description.en.html",
        "freshdesk/acme/description.it.html",
        "freshdesk/acme/service-field.en.json",
        "freshdesk/acme/service-field.it.json",
        "github/acme/config.yml",
        "github/acme/report-en.yml",
        "github/acme/report-it.yml",
        "gitlab/acme/report-en.md",
        "gitlab/acme/report-it.md",
    ]


def test_a_desk_without_public_services_has_none(catalog_at: Write) -> None:
    services = "  provider: acme\n"
    hidden = load(
        catalog_at(("services/main.yaml", services, f"{services}  visibility: internal\n"))
    )
    assert forms(hidden.catalog) == {}


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [("vendor.github-issue-forms", "report-*.yml"), ("vendor.github-issue-config", "config.yml")],
)
def test_github_would_take_every_form(
    frozen: Loaded, small: Catalog, tmp_path: Path, schema: str, pattern: str
) -> None:
    for at, catalog in enumerate((frozen.catalog, small)):
        write_tree(tmp_path / str(at), forms(catalog))
    paths = sorted(map(str, tmp_path.rglob(f"github/*/{pattern}")))
    assert len(paths) > 5
    program, *options = GITHUB
    subprocess.run([str(Path(sys.prefix, "bin", program)), *options, schema, *paths], check=True)


def test_forms_ask_what_mails_ask(small: Catalog) -> None:
    for language in ("it", "en"):
        asked = [each.words for each in report_questions(read_messages(own_sources(), language))]
        labels = [
            each["attributes"]["label"]
            for each in github(small, f"report-{language}.yml")["body"]
            if each.get("id", "service") != "service"
        ]
        template = forms(small)[f"gitlab/acme/report-{language}.md"].decode()
        told = forms(small)[f"freshdesk/acme/description.{language}.html"].decode()
        assert labels == [each.removesuffix(":") for each in asked]
        headings = re.findall("^## (.*)$", template, re.MULTILINE)
        assert list(map(unescape, headings))[1:] == labels
        assert len(re.findall("<strong>", told)) == len(asked)


def test_services_are_those_of_the_provider_and_each_once(small: Catalog) -> None:
    dropdown = github(small, "report-en.yml")["body"][1]
    assert dropdown["attributes"]["options"] == ["Pump", HOSTILE]
    field = json.loads(forms(small)["freshdesk/acme/service-field.it.json"])
    assert [each["value"] for each in field["choices"]] == ["Pompa", HOSTILE]


def test_nobody_is_asked_which_of_one_service_it_is(catalog_at: Write) -> None:
    pump = "  pump: {name: {it: Pompa, en: Pump}, mailbox: help, tags: [critical]}\n"
    catalog = load(catalog_at(("services/main.yaml", pump, ""))).catalog
    ids = [each.get("id") for each in github(catalog, "report-it.yml")["body"]]
    assert "service" not in ids
    assert "Wiki" not in forms(catalog)["gitlab/acme/report-it.md"].decode()


def test_what_all_services_ask_of_a_request_is_told(catalog_at: Write) -> None:
    asked = "Your <b>number</b> --> and\nmore"
    intake = f"  provider: acme\n  intake: [{json.dumps({'it': asked, 'en': asked})}]\n"
    catalog = load(catalog_at(("services/main.yaml", "  provider: acme\n", intake))).catalog
    written = {path: content.decode() for path, content in forms(catalog).items()}
    template = written["gitlab/acme/report-en.md"]
    assert "<!-- Your <b›number</b› ––› and more -->" in template
    assert template.count("-->") == template.count("<!--") == 2
    assert "Your &lt;b&gt;number" in written["freshdesk/acme/description.en.html"]
    assert "<b>" not in str(github(catalog, "report-en.yml")["body"][0])


def test_what_is_said_of_mails_alone_is_not_told(catalog_at: Write) -> None:
    said = json.dumps({"it": "Ogni mail apre un ticket.", "en": "Every mail opens a ticket."})
    defaults = f"  provider: acme\n  channels: [{{kind: mail, intake: {said}}}]\n"
    catalog = load(catalog_at(("services/main.yaml", "  provider: acme\n", defaults))).catalog
    assert any(each.channels and each.channels[0].intake for each in catalog.services.values())
    assert b"opens a ticket" not in b"".join(forms(catalog).values())


def test_who_is_unsure_is_led_to_the_site_in_every_language(small: Catalog) -> None:
    links = github(small, "config.yml")["contact_links"]
    assert [each["url"] for each in links] == ["https://support.example/"] * 2
    assert len({each["name"] for each in links}) == 2


def test_the_words_are_those_of_the_desk(catalog_at: Write) -> None:
    catalog = load(catalog_at()).catalog
    assert catalog.providers["acme"].name == Text("ACME")
    assert github(catalog, "report-it.yml")["name"] == "Segnala un problema: ACME"
