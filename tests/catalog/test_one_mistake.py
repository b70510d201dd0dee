"""One mistake is one finding, and hides no other that does not depend on it."""

from collections.abc import Iterator, Mapping

import pytest

from full import FULL
from sportello.catalog import Loaded
from sportello.catalog.documents import Documents
from sportello.catalog.load import build
from sportello.catalog.schema import FILES, LISTS, catalog_schema
from sportello.catalog.yaml.reader import read
from sportello.findings import OWN, Finding
from sportello.findings.registry import all_rules
from sportello.rules import check

Files = Mapping[str, str]
Change = tuple[str, str, str]


def loaded(files: Files) -> Loaded:
    return build(Documents({file: read(files[file].encode(), file) for file in sorted(files)}))


def changed(*changes: Change) -> Files:
    files = dict(FULL)
    for file, old, new in changes:
        assert files[file].count(old) >= 1, f"{old!r} is not in {file}"
        files[file] = files[file].replace(old, new, 1)
    return files


def sections() -> Iterator[tuple[str, str, str]]:
    """Yield each section: its file, its key and its text."""
    for pattern, keys in FILES.items():
        file = pattern.replace("*", "main")
        if file not in FULL:
            continue  # a sheet of mailboxes, with sections of mailboxes.yaml
        lines = FULL[file].splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines) if line[0].isalpha()]
        for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
            key = lines[first].partition(":")[0]
            if key in (*keys, "defaults") or pattern == "helpdesk.yaml":
                yield file, key, "".join(lines[first:last])


def damaged() -> Iterator[tuple[str, Change]]:
    for file, key, text in sections():
        for how, damage in {
            "misspelt": f"{key[0]}{key[2:]}{text[len(key):]}",
            "renamed": f"zzzz{text[len(key):]}",
            "missing": "",
            "empty": f"{key}:\n",
            "without entries": f"{key}: {'[]' if key in LISTS else '{}'}\n",
            "of another type": f"{key}: {'{}' if key in LISTS else '[]'}\n",
            "a text": f"{key}: text\n",
            "a list": f"{key}: [one]\n",
            "keys with texts": f"{key}: {{one: two}}\n",
        }.items():  # fmt: skip
            yield f"{key} {how}", (file, text, damage)


DAMAGED = dict(damaged())
# Nobody needs these sections, and nothing refers to them.
OPTIONAL = (
    *(
        "guides",
        "alias_domains",
        "catch_all",
        "operational_levels",
        "notifications",
        "escalations",
        "availability",
    ),
    *("exports", "rotas", "announcements", "approved"),
)
SOUND = {
    *(f"{section} {how}" for section in OPTIONAL for how in ("missing", "without entries")),
    "priority missing",
    "name a text",
}
# A stranger and what lacks, a key and its value, and each of two domains are two mistakes.
TWO = {
    *(
        f"{section} keys with texts"
        for section in ("years", "priority", "lifecycle", "alias_domains", "catch_all", "approved")
    ),
    *("domains missing", "domains without entries"),
    "country renamed",
    "services without entries",
}


def reported(found: list[Finding]) -> set[tuple[str, str, int, str]]:
    return {
        (each.code, each.where.file if each.where else "", each.where.line if each.where else 0, each.message)
        for each in found
    }  # fmt: skip


def test_catalog_with_every_section_is_sound() -> None:
    assert check(loaded(FULL)) == []
    assert {key for _, key, _ in sections()} >= {*catalog_schema()["properties"]} - {"helpdesk"}


def test_sections_that_are_told_otherwise_than_once_are_damaged() -> None:
    assert DAMAGED.keys() > SOUND | TWO


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_section_is_told_once(name: str) -> None:
    found = check(loaded(changed(DAMAGED[name])))
    assert len(found) == (0 if name in SOUND else 2 if name in TWO else 1), reported(found)


@pytest.mark.parametrize("file", [file for file in FULL if file != "services/main.yaml"])
def test_missing_file_is_told_once_by_name(file: str) -> None:
    found = check(loaded({name: text for name, text in FULL.items() if name != file}))
    assert len(found) == (
        file
        not in (
            "rota.yaml",
            "announcements.yaml",
            "approved.yaml",
            "services/other.yaml",
        )
    )
    assert all(file in each.message for each in found)


@pytest.mark.parametrize("file", ["helpdesk.yaml", "sla.yaml", "services/main.yaml"])
@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_file_that_every_catalog_needs_is_told_once_if_it_is_empty(file: str, text: str) -> None:
    files = {name: each for name, each in FULL.items() if not name.startswith("services/")}
    (found,) = check(loaded({**(FULL if file[-9:] != "main.yaml" else files), file: text}))
    assert (found.code, found.message) == ("F002", f"{file.replace('main', '*')} is empty")
    assert found.where is not None
    assert found.where.file == file


def test_catalog_without_services_is_told_once() -> None:
    files = {name: text for name, text in FULL.items() if not name.startswith("services/")}
    (found,) = check(loaded(files))
    assert (found.code, found.message) == ("F002", "services/*.yaml is missing")


def test_copied_sheet_is_told_once() -> None:
    (found,) = check(loaded({**FULL, "services/copy.yaml": FULL["services/main.yaml"]}))
    assert found.code == "R002"
    assert "more names are already in services/copy.yaml" in found.message
    assert len(found.others) == 14
    assert "remove one of the two" in found.hint


@pytest.mark.parametrize(
    ("change", "code", "message", "hint", "others"),
    [
        (("helpdesk.yaml", "[it, en]", "[ti, en]"), "T002", 'no text is in the language "ti"',
         'did you mean "it"?', 0),
        (("helpdesk.yaml", "[it, en]", "[it, en, fr]"), "T001", 'the language "fr" yet',
         'add "fr: …"', 0),
        (("sla.yaml", "  states:", "  staets:"), "S001", '"staets"', 'did you mean "states"?', 0),
        (("mailboxes.yaml", "  desk:", "  dsek:"), "R001", '"desk"', 'did you mean "dsek"?', 13),
        (("mailboxes.yaml", "domains: [acme", "domains: [amce"), "M004", '"acme.example"',
         "amce.example", 14),
        (("calendars.yaml", "  italy:", "  itlay:"), "R001", '"italy"', "", 0),
        (("services/main.yaml", "defaults:\n  provider: acme\n", "defaults:\n"), "S002", '"provider" is missing',
         'add "provider:"', 13),
        (("providers.yaml", "  acme:", "  acm:"), "R001", '"acme"', '"acm"', 18),
    ],
)  # fmt: skip
def test_one_slip_with_many_consequences_is_told_once(
    change: Change, code: str, message: str, hint: str, others: int
) -> None:
    (found,) = check(loaded(changed(change)))
    assert found.code == code
    assert message in found.message
    assert hint in found.hint
    assert len(found.others) == others


SWALLOWED = """\
announcements:
  closed:
    title: {it: Chiuso, en: Closed}
    text:
      it: Torniamo presto.
      en: >-
        We are back
        soon.
\tkind: closure
    from: 2026-03-02
    until: 2026-03-03
  open:
    title: {it: Aperto, en: Open}
    kind: go-live
    from: 2026-03-02
"""
"""A text runs on over a line with a tab, which so loses its key."""


def test_key_that_a_tab_makes_part_of_the_text_above_is_not_missing() -> None:
    found = check(loaded({**FULL, "announcements.yaml": SWALLOWED}))
    assert [(each.code, each.where and each.where.line) for each in found] == [
        ("Y005", 9),
        ("S002", 12),
    ]


def test_key_is_missing_above_a_tab_of_the_next_entry() -> None:
    text = SWALLOWED.replace("\tkind: closure\n", "").replace("    kind: go", "\tkind: go")
    found = check(loaded({**FULL, "announcements.yaml": text}))
    assert [(each.code, each.where and each.where.line) for each in found] == [
        ("S002", 2),
        ("Y005", 13),
    ]


# One mistake for each kind of section; what a mistake leaves out is what others may depend on.
MISTAKES: dict[str, Change] = {
    "language": ("helpdesk.yaml", "First}, text", "First, xx: Uno}, text"),
    "years": ("helpdesk.yaml", "last: 2027", "last: soon"),
    "provider": ("providers.yaml", "name: ACME", "nam: ACME"),
    "team": ("teams.yaml", "parent: front", "parent: frnt"),
    "contact": ("contacts.yaml", "provider: acme, mail", "provider: amce, mail"),
    "holidays": ("calendars.yaml", "{country: IT}", "{country: ITALY}"),
    "calendar": ("calendars.yaml", '"10:00-20:00"', '"20:00-10:60"'),
    "domains": ("mailboxes.yaml", "[acme.example, post.example]", "[acme.example, post.exmple]"),
    "destination": ("mailboxes.yaml", "kind: ticket-desk", "kind: ticket-dsk"),
    "acknowledgement": ("mailboxes.yaml", "{it: Ricevuto, en: Received}", "{it: 5, en: Received}"),
    "mailbox": ("mailboxes.yaml", "address: box-1@acme.example", "address: box-1"),
    "twice": ("mailboxes.yaml", "address: box-2@acme.example", "address: box-3@acme.example"),
    "severity": ("sla.yaml", "rank: 2", "rank: second"),
    "priority": ("sla.yaml", "{tag: [critical]}", "{tag: [critcal]}"),
    "lifecycle": ("sla.yaml", "resumed_by: desk", "resumed_by: dsk"),
    "states": ("sla.yaml", "{from: waiting, to: new, by: desk}", "{from: waiting, to: waiting, by: desk}"),
    "contract": ("sla.yaml", "customer: ACME", "custmer: ACME"),
    "level": ("sla.yaml", "within: 20 business minutes", "within: 40 business minutes"),
    "policy": ("sla.yaml", "overrides: base", "overrides: gold"),
    "notification": ("sla.yaml", "to: [requester]", "to: []"),
    "escalation": ("sla.yaml", "at: 80 %", "at: 180 %"),
    "availability": ("sla.yaml", "percent: 99", "percent: most"),
    "rota": ("rota.yaml", "team: front", "team: fornt"),
    "announcement": ("announcements.yaml", ", closed: true", ""),
    "service": ("services/main.yaml", "contacts: [office-3]", "contacts: [ofice-3]"),
    "unreachable": ("services/main.yaml", "mailbox: box-4, contacts: [office-4]", "tags: [critical]"),
    "tags": ("services/other.yaml", "mailbox: help", "mailbox: help, tags: [x], valid: {from: 2026-02-01, until: 2026-01-01}"),
    "text": ("services/other.yaml", ", en: Lift", ""),
    "broken contacts": ("contacts.yaml", "{name: Anna", "{name: Anna}"),
    "broken rota": ("rota.yaml", "rotas:", "rotas"),
}  # fmt: skip
NAMES = [*MISTAKES]
# A few of all pairs, so that every mistake is both the first and the second of some.
PAIRS = [
    (name, NAMES[(place + step) % len(NAMES)])
    for place, name in enumerate(NAMES)
    for step in (1, 2, 5, 9, 14)
]


@pytest.fixture(scope="module")
def alone() -> Mapping[str, list[Finding]]:
    return {name: check(loaded(changed(change))) for name, change in MISTAKES.items()}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_is_told_once(alone: Mapping[str, list[Finding]], name: str) -> None:
    assert len(alone[name]) == 1


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_mistakes_are_told_together(
    alone: Mapping[str, list[Finding]], first: str, second: str
) -> None:
    both = loaded(changed(MISTAKES[first], MISTAKES[second]))
    found, expected = reported(check(both)), reported(alone[first]) | reported(alone[second])
    assert found <= expected
    for each in expected - found:
        assert depends(each, both), each


def depends(reported: tuple[str, str, int, str], read: Loaded) -> bool:
    """Return whether a finding depends on a section that lost a part."""
    code, file, _, message = reported
    if code[0] == "R" or read.documents.files[file].broken:
        return read.documents.files[file].broken or not {
            kind for kind in read.identifiers if kind[:-1] in message
        }
    needed = all_rules()[code].rule.complete
    return bool(needed & {*read.incomplete, OWN})
