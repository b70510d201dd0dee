"""Slips of the hand, put in line by line: few findings, and the first where the slip is."""

import re
from collections.abc import Callable, Iterator

import pytest

from full import FULL
from sportello.catalog.documents import Documents
from sportello.catalog.load import build
from sportello.catalog.yaml.reader import read
from sportello.findings import Finding
from sportello.rules import check

Findings = Callable[..., list[Finding]]
ENTRY = re.compile(r"( *(?:- )?)([a-z_-]+): ?(.*)")
SHEET = """\
defaults:
  provider: acme
  calendar: office
services:
  ramp:
    name:
      it: Rampa
      en: Ramp
    mailbox: help
    contacts: [sales, anna]
    tags:
      - critical
    description:
      it: >-
        Una rampa
        mobile.
      en: "A movable ramp"
    keywords: [ramp, slope]
  gate:
    name: {it: Cancello, en: Gate}
    mailbox: box-1
    visibility: public
"""
FILES = {**FULL, "services/sheet.yaml": SHEET}
FILE = "services/sheet.yaml"


def slips(line: str) -> Iterator[tuple[str, str]]:
    found = ENTRY.fullmatch(line)
    if found is None:
        return
    indent, key, value = found.groups()
    yield "misspelt", f"{indent}{key[0]}{key[2:]}: {value}"
    yield "without colon", f"{indent}{key} {value}"
    yield "deeper", f" {line}"
    yield "odd space", line.replace(" ", "\u00a0", 1)
    if value:
        yield "without space", f"{indent}{key}:{value}"
        yield "null", f"{indent}{key}:"
        yield "in a list", f"{indent}{key}: [[{value.strip('[]')}]]"
        yield "number", f"{indent}{key}: 7"
    if value and value[0] not in "\"'>{[":
        yield "open quote", f'{indent}{key}: "{value}'
        yield "open apostrophe", f"{indent}{key}: '{value}"
        yield "empty", f'{indent}{key}: ""'
    if value and value[0] in "{[":
        yield "open bracket", f"{indent}{key}: {value[:-1]}"


def found_in(text: str) -> list[Finding]:
    files = {**FILES, FILE: text}
    return check(
        build(Documents({file: read(files[file].encode(), file) for file in sorted(files)}))
    )


LINES = SHEET.splitlines()
SLIPS = [
    (number, name, slip)
    for number, line in enumerate(LINES, 1)
    for name, slip in slips(line)
    if slip != line
]
# Other names of services, and texts that go on in the lines below.
SOUND = {(5, "  rmp: "), (14, "      it:"), (14, "      it: 7"), (19, "  gte: ")}


def test_sheet_is_sound() -> None:
    assert found_in(SHEET) == []
    assert {(number, slip) for number, _, slip in SLIPS} > SOUND


@pytest.mark.parametrize(
    ("number", "slip"),
    [(number, slip) for number, _, slip in SLIPS],
    ids=[f"{number}: {name}" for number, name, _ in SLIPS],
)
def test_slip_is_told_once_and_where_it_is(number: int, slip: str) -> None:
    found = found_in("\n".join([*LINES[: number - 1], slip, *LINES[number:]]) + "\n")
    assert len(found) == ((number, slip) not in SOUND), found
    if slip.strip() and not slip.endswith((": 7", '"A movable ramp')):
        places = [place for each in found for place in (each.where, *each.others)]
        lines = [place.line for place in places if place and place.file == FILE]
        assert (number, slip) in SOUND or min(abs(line - number) for line in lines) <= 1, found


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line", "message", "hint"),
    [
        ("mailboxes.yaml", "acknowledge: standard", "acknowledge: false", "S003", 7,
         "expected the name of an acknowledgement", "for no acknowledgement, leave the key out"),
        ("mailboxes.yaml", "acknowledge: standard", "acknowledge: no", "R001", 7,
         'unknown acknowledgement "no"', "for no acknowledgement, leave the key out"),
        ("calendars.yaml", "{country: IT}", "{country: IT, subdivision: }", "S004", 2,
         "an empty value is not a subdivision of IT", "remove it, or write one of AG"),
        ("calendars.yaml", "{country: IT}", "{country: IT, note: }", "S003", 2,
         "an empty value is not a text", "write one, or remove the key"),
        ("calendars.yaml", "timezone:", "timezon:", "S001", 5, '"timezon" is not a key here',
         'did you mean "timezone"?'),
        ("calendars.yaml", "week:", "weeks:", "S001", 6, '"weeks" is not a key here',
         'did you mean "week"?'),
        ("mailboxes.yaml", "acknowledge: standard", "acknowledge: automatic", "R001", 7,
         'unknown acknowledgement "automatic"', "add it to mailboxes.yaml; allowed: standard"),
        ("services/main.yaml", "tags: [critical]", 'tags: [critical], keywords: [""]', "S007", 9,
         "this text is empty", "write something"),
        ("sla.yaml", "category: new}", 'category: new, names: {jira: ""}}', "S007", 13,
         "this text is empty", "write something"),
        ("mailboxes.yaml", "help@acme", "h\u0435lp@acme", "S005", 7,
         "cannot stand before the @", '"\u0435" in it is no Latin letter (U+0435, cyrillic'),
        ("mailboxes.yaml", "[desk]", "[desk\u00a0]", "R001", 7, "unknown destination",
         "U+00A0 in it is no usual space (no-break space)"),
        ("mailboxes.yaml", "deliver_to: [", "deliver_to:\u00a0[", "Y002", 7, "",
         "U+00A0 in this line is no usual space"),
        ("sla.yaml", "40 business hours", "\u201c40 business hours\u201d", "S005", 23,
         "is not a duration", "\u201c \u201d in it quote nothing"),
        ("contacts.yaml", "name: Anna", "name: \u201cAnna\u201d", "Y015", 3,
         "\u201c and \u201d quote nothing here", "if they are meant"),
        ("services/main.yaml", "services:\n", "", "S002", 3,
         'the key "services" is missing', 'write "services:" without blanks before it'),
        ("services/main.yaml", "services:\n", "  services:\n", "S002", 3,
         'the key "services" is missing', 'write "services:" without blanks before it'),
        ("services/main.yaml", "  provider: acme\n", "  provider: acme #2\n", "Y014", 4,
         'the text ends before "#2"', 'put the text in quotes if "#2" belongs to it'),
        ("services/main.yaml", "name: Wiki,", "name: Wiki #2,", "Y002", 8,
         'the text ends before "#2"', "put the text in quotes"),
        ("sla.yaml", "priority:\n", "<<<<<<< HEAD\npriority:\n=======\n>>>>>>> x\n", "Y013", 4,
         "marks a conflict that git could not merge", "keep one version"),
        ("sla.yaml", "  default: ordinary\n", "  <<<<<<< HEAD\n  default: ordinary\n", "Y013", 6,
         '"<<<<<<<" marks a conflict', "keep one version"),
        ("contacts.yaml", "phone: 051/6033266", "phone: ", "S003", 3, 'phone has no value',
         "write a value, or remove the key"),
        ("services/main.yaml", "  wiki: {", "  wiki      {", "Y002", 8,
         '": " is missing between "wiki" and its value', 'write "wiki: {…"'),
        ("services/main.yaml", "  wiki: {", "  wiki:{", "Y002", 8,
         '": " is missing between "wiki" and its value', 'write "wiki: {…"'),
        ("services/main.yaml", "mailbox: help, c", "mailbox help, c", "S001", 8, '"mailbox help"',
         'write ": " after "mailbox": "mailbox: help"'),
        ("services/main.yaml", "mailbox: help, c", "mailbox:help, c", "S001", 8, '"mailbox:help"',
         'write ": " after "mailbox": "mailbox: help"'),
        ("services/main.yaml", "name: Wiki,", "name: Vaso, anfore,", "S001", 8, '"anfore"',
         'put "Vaso, anfore" in quotes'),
        ("contacts.yaml", "{name: Anna, kind: person, phone: 051/6033266}",
         "\n    name: Anna\n    kind: person\n      phone: 051/6033266", "Y002", 6,
         "does not fit line 5: that has 4 spaces in front, this 6 spaces", "compare the spaces"),
        ("contacts.yaml", "{name: Anna, kind: person, phone: 051/6033266}",
         "\n    name: Anna\n  phone: 051/6033266\n    kind: person", "Y002", 5,
         "does not fit line 4: that has 4 spaces in front, this 2 spaces", "compare the spaces"),
        ("contacts.yaml", "{name: Anna, kind: person, phone: 051/6033266}",
         "\n    name:\n      it: Anna\n     kind: person", "Y002", 6,
         "does not fit line 5: that has 6 spaces in front, this 5 spaces, and line 4 has 4",
         "compare the spaces"),
        ("contacts.yaml", "name: Anna,", "name: \u201cRossi, Anna\u201d,", "Y015", 3,
         "\u201c and \u201d quote nothing here: the text ends at", 'write "…" instead'),
        ("services/main.yaml", "  pump:", "pump:", "S001", 9, 'unknown key "pump"',
         'write spaces in front if it belongs under "services:"'),
        ("services/main.yaml", "  wiki:", "wiki:", "Y002", 8,
         "this line stands further left than the lines around it", "as many spaces in front"),
        ("contacts.yaml", "  anna:", "anna:", "S001", 3, 'unknown key "anna"',
         'write spaces in front if it belongs under "contacts:"'),
        ("sla.yaml", "40 business hours", "40 working hours", "S005", 23, "has an unknown unit",
         'did you mean "40 business hours"?'),
        ("contacts.yaml", "name: Anna", 'name: "Anna', "Y002", 3, "quote", "closing quote"),
        ("sla.yaml", "    name: {it: Base, en: Base}\n",
         "    name: {it: Base, en: Base}\n    name: B\n", "Y003", 22,
         'the key "name" is already on line 21', "or begin a new entry"),
        ("helpdesk.yaml", "Assistenza", "Assi\u200bstenza", "Y010", 1, "zero width space", "delete it"),
    ],
)  # fmt: skip
def test_slip_is_named_as_what_it_is(
    findings_of: Findings, file: str, old: str, new: str, code: str, line: int, message: str, hint: str
) -> None:  # fmt: skip
    (found,) = findings_of((file, old, new))
    assert found.where is not None
    assert (found.code, found.where.line) == (code, line)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "calendars.yaml",
            "timezone: Europe/Rome",
            "timezone: Europe/Rome\n    name: Office hours",
        ),
        ("services/main.yaml", "  provider: acme\n", "  provider: acme  # ours\n"),
        ("contacts.yaml", "name: Anna", "name: C#"),
        ("contacts.yaml", "name: Anna", 'name: "Anna, \u201cthe first, and only\u201d"'),
        ("contacts.yaml", "name: Anna", 'name: "Anna #2"'),
        ("contacts.yaml", "name: Anna", "name: 'Anna, \u201cthe first\u201d'"),
        ("contacts.yaml", "name: Anna", "name: Anna \u201cthe first\u201d Rossi"),
        ("contacts.yaml", "name: Anna", "name: Anna\u00a0Rossi"),
        ("sla.yaml", "rank: 1}", "rank: 1}  #worst"),
        ("sla.yaml", "40 business hours", "40\u00a0business hours"),
    ],
)
def test_what_is_meant_is_left_alone(findings_of: Findings, file: str, old: str, new: str) -> None:
    assert findings_of((file, old, new)) == []


@pytest.mark.parametrize(
    "channels",
    [
        "[{kind: phone, name: Banco \u201cAlfa\u201d \u2013 piano 1}]",
        "\n      - name: Banco \u201cAlfa\u201d \u2013 piano 1\n        kind: phone",
        '\n      - "name": Banco \u201cAlfa\u201d \u2013 piano 1\n        kind: phone',
    ],
)
def test_texts_of_what_is_incomplete_are_not_what_is_wrong(channels: str) -> None:
    (found,) = found_in(f"{SHEET}    channels: {channels}\n")
    assert found.code == "C001"
    assert found.hint.startswith('add "contact:"')


RULE = (
    "rules: {quiet: {when: {subject: {is: [a]}}, acknowledge: %s, why: {it: Sì, en: Yes}}}, "
    "acknowledge: standard"
)


@pytest.mark.parametrize(
    ("said", "code", "hint"),
    [
        ("none", None, ""),
        ("standard", None, ""),
        ("no", "R001", 'for no acknowledgement, write "none"; allowed: standard'),
        ("false", "S003", 'write one; for no acknowledgement, write "none"'),
        ("None", "R001", 'for no acknowledgement, write "none"; allowed: standard'),
        ("standart", "R001", 'did you mean "standard"?'),
    ],
)
def test_nothing_has_a_word_where_leaving_out_means_something_else(
    findings_of: Callable[..., list[Finding]], said: str, code: str | None, hint: str
) -> None:
    change = ("mailboxes.yaml", "acknowledge: standard", RULE % said)
    assert [(each.code, each.hint) for each in findings_of(change)] == (
        [(code, hint)] if code else []
    )
