"""Rules that refuse, exceptions, and words in braces: each mistake is found where it stands."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding
from sportello.rules.mail.acknowledgements import MAX_ANSWER

Findings = Callable[..., list[Finding]]

HEAD = """\
domains: [acme.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  other: {name: Other, kind: team, address: other@tickets.example}
acknowledgements:
  standard: {subject: {it: "Ricevuto: {subject}", en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
  help:
    address: help@acme.example
    aliases: [postmaster@acme.example, abuse@acme.example]
    deliver_to: [desk]
    acknowledge: standard
    rules:
"""
WHY = "why: {it: Così, en: So}"
REFUSE = "refuse: {it: No grazie, en: No thanks}"
OFFERS = f"{{when: {{subject: {{contains: [offer]}}}}, {REFUSE}, {WHY}}}"


def ruled(*rules: str) -> str:
    return HEAD + "".join(f"      r{number}: {rule}\n" for number, rule in enumerate(rules))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in findings]


@pytest.mark.parametrize(
    "rules",
    [
        (OFFERS,),
        (f"{{when: {{subject: {{contains: [offer]}}}}, {REFUSE}, acknowledge: none, {WHY}}}",),
        (f"{{when: {{not: {{from: {{ends: ['@acme.example']}}}}}}, {REFUSE}, {WHY}}}",),
        (f"{{when: {{subject: {{is: [a]}}}}, acknowledge: none, {WHY}}}",),
        (
            f"{{when: {{subject: {{contains: [a]}}, not: {{subject: {{contains: [ab]}}}}}}, {REFUSE}, {WHY}}}",
            f"{{when: {{subject: {{contains: [a]}}}}, deliver_to: [other], {WHY}}}",
        ),
    ],
)
def test_what_is_sound_is_not_told(findings_of: Findings, rules: tuple[str, ...]) -> None:
    assert told(findings_of(mailboxes=ruled(*rules))) == []


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (
            (f"{{when: {{subject: {{is: [a]}}}}, deliver_to: [other], {REFUSE}, {WHY}}}",),
            ("M066", 'the rule "r0" of mailbox "help" refuses mails, and so cannot deliver them too'),
        ),
        (
            (f"{{when: {{subject: {{is: [a]}}}}, acknowledge: standard, {REFUSE}, {WHY}}}",),
            ("M066", 'the rule "r0" of mailbox "help" refuses mails, and so cannot acknowledge them too'),
        ),
        (
            (f"{{when: {{subject: {{is: [abc]}}, not: {{subject: {{contains: [b]}}}}}}, {REFUSE}, {WHY}}}",),
            ("M067", 'the rule "r0" of mailbox "help" never gets a mail: all that it is for is excluded by its own "not"'),
        ),
        (
            (f"{{when: {{subject: {{is: [a]}}}}, refuse: {'x' * 999}, {WHY}}}",),
            ("M068", "a word in the text of a refusal has 999 bytes, and a line of a mail has 998 at most"),
        ),
        (
            (f"{{when: {{subject: {{is: [a]}}}}, refuse: {'x ' * (MAX_ANSWER // 2 + 1)}, {WHY}}}",),
            ("M068", f"the text of a refusal is longer than {MAX_ANSWER} characters"),
        ),
        (
            (OFFERS, f"{{when: {{subject: {{is: [offer]}}}}, deliver_to: [other], {WHY}}}"),
            ("M015", 'the rule "r1" of mailbox "help" gets mails of robots alone: "r0" above it refuses all others that it fits'),
        ),
        (
            (OFFERS, OFFERS),
            ("M015", 'the rule "r1" of mailbox "help" never gets a mail: "r0" above it fits all of them'),
        ),
        (
            (f"{{when: {{subject: {{is: [a]}}, not: {{}}}}, {REFUSE}, {WHY}}}",),
            ("M016", '"not" of the rule "r0" has no condition, so no mail would fit'),
        ),
        (
            (f"{{when: {{not: {{subject: {{}}}}}}, {REFUSE}, {WHY}}}",),
            ("M016", 'the rule "r0" does not say what "subject" must be'),
        ),
        (
            (f"{{when: {{not: {{hours: open}}}}, {REFUSE}, {WHY}}}",),
            ("M018", 'the rule "r0" does not say which calendar is open'),
        ),
        (
            (f"{{when: {{not: {{from: {{is: [Anna Rossi]}}}}}}, {REFUSE}, {WHY}}}",),
            ("M032", 'the rule "r0" looks for "Anna Rossi" and never finds it: "from" is the address alone, without the name'),
        ),
        (
            (f"{{when: {{not: {{header: {{X-Sportello-Service: {{is: [a]}}}}}}}}, {REFUSE}, {WHY}}}",),
            ("M028", 'the rule "r0" asks for "X-Sportello-Service", which is set after the rules'),
        ),
        (
            (f"{{when: {{not: {{not: {{subject: {{is: [a]}}}}}}}}, {REFUSE}, {WHY}}}",),
            ("S001", 'unknown key "not"'),
        ),
        (
            (f"{{when: {{subject: {{is: [a]}}}}, refuse: {{it: Solo qui}}, {WHY}}}",),
            ("T001", "this text is missing in the language en"),
        ),
    ],
)  # fmt: skip
def test_one_mistake_is_one_finding(
    findings_of: Findings, rules: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert told(findings_of(mailboxes=ruled(*rules))) == [expected]


def test_a_character_that_mail_cannot_carry_is_told(findings_of: Findings) -> None:
    rule = f'{{when: {{subject: {{is: [a]}}}}, refuse: {{it: No, en: "a\\u0007b"}}, {WHY}}}'
    found = [each for each in findings_of(mailboxes=ruled(rule)) if each.code == "M068"]
    assert told(found) == [
        ("M068", "the text of a refusal holds the character U+0007, which no mail can carry")
    ]


def test_hours_below_not_that_never_come_are_told(findings_of: Findings) -> None:
    rule = f"{{when: {{subject: {{is: [a]}}, not: {{hours: closed, calendar: always}}}}, {REFUSE}, {WHY}}}"
    week = '  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}\n'
    change = ("calendars.yaml", "calendars:\n", f"calendars:\n{week}")
    (found,) = findings_of(change, mailboxes=ruled(rule))
    assert found.code == "M031"
    assert found.message.startswith('"not" of the rule "r0" of mailbox "help" never holds')


def test_silence_where_nothing_is_answered_changes_nothing(findings_of: Findings) -> None:
    rule = f"{{when: {{subject: {{is: [a]}}}}, acknowledge: none, {WHY}}}"
    text = ruled(rule).replace("    acknowledge: standard\n", "")
    assert told(findings_of(mailboxes=text)) == [
        ("M016", 'the rule "r0" of mailbox "help" changes nothing')
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{subject}", "{oggetto}", ("M069", 'nothing fills {oggetto} in the subject of acknowledgement "standard", so customers would read it as it stands')),
        ("Grazie", '"Entro {promesa}"', ("M069", 'nothing fills {promesa} in the text of acknowledgement "standard", so customers would read it as it stands')),
        ("Received", '"Received {promise}"', ("M069", 'nothing fills {promise} in the subject of acknowledgement "standard", so customers would read it as it stands')),
        ("Grazie", '"Di {subject}"', ("M069", 'nothing fills {subject} in the text of acknowledgement "standard", so customers would read it as it stands')),
        ("{subject}", "{{subject}}", ("M069", 'nothing fills {{subject}} in the subject of acknowledgement "standard", so customers would read the signs around {subject}')),
        ("{subject}", "${subject}", ("M069", 'nothing fills ${subject} in the subject of acknowledgement "standard", so customers would read the signs around {subject}')),
        ("Grazie", '"Entro {promise"', ("M069", 'nothing fills {promise in the text of acknowledgement "standard", so customers would read it as it stands')),
        ("standard", "none", ("M070", 'an acknowledgement is named "none", which in a message rule means no acknowledgement')),
        ("Received", f'"{"{subject}" * 3}"', ("M042", 'the subject of acknowledgement "standard" has 333 characters in all languages together, and Dovecot would cut it after 256')),
    ],
)  # fmt: skip
def test_words_in_braces_and_names(
    findings_of: Findings, old: str, new: str, expected: tuple[str, str]
) -> None:
    assert told(findings_of(mailboxes=ruled(OFFERS).replace(old, new))) == [expected]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{subject}", "write it in the subject of the acknowledgement"),
        ("{promesa}", "write {promise} for the time in which we answer, or leave the braces out"),
    ],
)
def test_what_is_meant_is_proposed(findings_of: Findings, text: str, hint: str) -> None:
    (found,) = findings_of(mailboxes=ruled(OFFERS).replace("Grazie", f'"{text}"'))
    assert found.hint == hint


@pytest.mark.parametrize("server", ["exchange", "google"])
def test_a_refusal_behind_a_group_is_told_once(findings_of: Findings, server: str) -> None:
    change = ("helpdesk.yaml", "country: IT", f"country: IT\nmail_servers: [{server}]")
    text = ruled(OFFERS).replace("    acknowledge: standard\n", "")
    (found,) = findings_of(change, mailboxes=text)
    assert found.code == "M071"
    assert found.where is not None
    assert found.where.line == 13
