"""mailboxes/*.yaml: sheets of mailboxes, as services have them, and defaults for the mailboxes."""

import jsonschema
import pytest

from conftest import Write
from full import FULL
from small import SMALL
from sportello.catalog import Loaded, load
from sportello.catalog.documents import Documents
from sportello.catalog.load import build
from sportello.catalog.yaml.reader import read
from sportello.expectations.editor import schemas
from sportello.findings import Finding
from sportello.rules import check

SHEET = """\
destinations:
  lifts: {name: Lifts, kind: ticket-desk, address: lifts@tickets.example}
acknowledgements:
  lifts: {subject: {it: Ascensore, en: Lift}, text: {it: Arriviamo, en: We come}}
defaults: {deliver_to: [lifts], acknowledge: lifts, owner: front}
mailboxes:
  lifts: {address: lifts@acme.example}
  stairs: {address: stairs@acme.example, acknowledge: standard}
"""
FILE = "mailboxes/lifts.yaml"
SERVICES = """\
services:
  hoist: {name: {it: Montacarichi, en: Hoist}, provider: acme, calendar: office, mailbox: lifts}
  stairs: {name: {it: Scale, en: Stairs}, provider: acme, calendar: office, mailbox: stairs}
"""


def loaded(sheet: str = SHEET, **others: str) -> Loaded:
    files = {**FULL, FILE: sheet, "services/lifts.yaml": SERVICES, **others}
    return build(Documents({file: read(files[file].encode(), file) for file in sorted(files)}))


def told(found: list[Finding]) -> list[tuple[str, str, int]]:
    return [
        (each.code, each.where.file if each.where else "", each.where.line if each.where else 0)
        for each in found
    ]


def test_mailboxes_of_a_sheet_are_those_of_the_catalog() -> None:
    found = loaded()
    assert check(found) == []
    assert {*found.catalog.mailboxes} >= {"help", "box-3", "lifts", "stairs"}
    assert {*found.catalog.destinations} == {"desk", "lifts"}


def test_a_mailbox_takes_over_the_defaults_of_its_file_that_it_does_not_write() -> None:
    mailboxes = loaded().catalog.mailboxes
    assert mailboxes["lifts"].deliver_to == mailboxes["stairs"].deliver_to == ("lifts",)
    assert [mailboxes[name].acknowledge for name in ("lifts", "stairs")] == ["lifts", "standard"]
    assert mailboxes["help"].owner is None


def test_mailboxes_yaml_has_defaults_too() -> None:
    text = SMALL["mailboxes.yaml"].replace(", deliver_to: [desk]", "")
    found = loaded(**{"mailboxes.yaml": f"defaults: {{deliver_to: [desk]}}\n{text}"})
    assert found.catalog.mailboxes["help"].deliver_to == ("desk",)


def test_what_is_wrong_with_a_default_is_told_there() -> None:
    found = check(loaded(SHEET.replace("[lifts], ack", "[lift], ack")))
    assert told(found) == [("R001", FILE, 5)]
    assert found[0].hint.startswith('did you mean "lifts"?')


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  lifts: {address", "  help: {address", [("R002", 7)]),
        ("mailboxes:\n", "", [("Y002", 5)]),
        ("mailboxes:\n  lifts: {address: lifts@acme.example}\n"
         "  stairs: {address: stairs@acme.example, acknowledge: standard}\n", "", [("S002", 5)]),
        ("defaults: {", "defalts: {", [("S001", 5)]),
        ("defaults: {", "domains: [acme.example]\ndefaults: {", [("S001", 5)]),
        ("lifts@acme.example}", "box-3@acme.example}", [("M001", 7)]),
    ],
)  # fmt: skip
def test_a_mistake_in_a_sheet_is_told_there(
    old: str, new: str, expected: list[tuple[str, int]]
) -> None:
    assert SHEET.count(old) == 1
    found = [each for each in check(loaded(SHEET.replace(old, new))) if each.code != "R001"]
    assert told(found) == [(code, FILE, line) for code, line in expected]


@pytest.mark.parametrize("name", ["mailboxes/new.yml", "mailboxs/new.yaml"])
def test_a_sheet_under_another_name_makes_no_mailbox_unknown(catalog_at: Write, name: str) -> None:
    root = catalog_at(("services/main.yaml", "mailbox: help", "mailbox: lifts"))
    (root / name).parent.mkdir()
    (root / name).write_text(SHEET, "utf-8")
    assert [each.code for each in check(load(root))] == ["F001"]


def test_editors_know_the_keys_of_a_sheet() -> None:
    sheet = jsonschema.Draft202012Validator(schemas({})["mailboxes"])
    data = read(SHEET.encode(), FILE).data
    assert sheet.is_valid(data)
    assert not sheet.is_valid(
        {key: each for key, each in data.items() if key != "defaults"}
        | {"mailboxes": {"lifts": {"deliver_to": ["lifts"]}}}
    )
    assert not sheet.is_valid({**data, "defaults": {"deliver": ["lifts"]}})
