"""Message rules and limits of mail servers: each mistake is found where it stands."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

Findings = Callable[..., list[Finding]]

HEAD = """\
domains: [acme.example, old.example]
destinations:
  desk: {name: Desk, kind: ticket-desk, address: desk@tickets.example}
  other: {name: Other, kind: team, address: other@tickets.example}
  far: {name: Far, kind: team, address: far@far.example, sieve: false}
  bare: {name: Bare, kind: team, address: bare@tickets.example, detail: false}
  back: {name: Back, kind: team, address: help@acme.example}
  archive: {name: Archive, kind: archive, address: archive@tickets.example}
acknowledgements:
  standard: {subject: {it: Ricevuto, en: Received}, text: {it: Grazie, en: Thanks}}
mailboxes:
"""
WHY = "why: {it: Così, en: So}"


@pytest.fixture
def findings_of(findings_of: Findings) -> Findings:
    """Return what finds all but M035: none of these domains has a postmaster."""
    return lambda *changes, **files: [
        each for each in findings_of(*changes, **files) if each.code != "M035"
    ]


def ruled(*rules: str, deliver_to: str = "desk") -> str:
    lines = "".join(f"      r{number}: {rule}\n" for number, rule in enumerate(rules))
    return f"{HEAD}  help:\n    address: help@acme.example\n    deliver_to: [{deliver_to}]\n    rules:\n{lines}"


def found(findings: list[Finding]) -> list[tuple[str, int | None, str]]:
    return [(each.code, each.where.line if each.where else None, each.message) for each in findings]


GOOD = f"{{when: {{subject: {{contains: [a]}}}}, deliver_to: [other], {WHY}}}"


@pytest.mark.parametrize(
    "rules",
    [
        (GOOD,),
        (GOOD, f"{{when: {{hours: closed, calendar: office}}, acknowledge: standard, {WHY}}}"),
        (f"{{when: {{from: {{ends: ['@a.example']}}}}, {WHY}}}", GOOD),
        (f"{{when: {{header: {{X-Form: {{is: [a]}}}}}}, deliver_to: [desk, other], {WHY}}}",),
        (
            f"{{when: {{subject: {{starts: [urgent now]}}}}, deliver_to: [other], {WHY}}}",
            f"{{when: {{subject: {{starts: [urgent]}}}}, deliver_to: [archive], {WHY}}}",
            f"{{when: {{subject: {{contains: [urgent]}}, hours: open, calendar: office}}, acknowledge: standard, {WHY}}}",
            f"{{when: {{subject: {{contains: [urgent]}}, hours: closed, calendar: office}}, deliver_to: [other], {WHY}}}",
        ),
    ],
)  # fmt: skip
def test_sound_rules_have_no_findings(findings_of: Findings, rules: tuple[str, ...]) -> None:
    assert found(findings_of(mailboxes=ruled(*rules))) == []


@pytest.mark.parametrize(
    ("rules", "code", "line", "message"),
    [
        ((f"{{when: {{subject: {{contains: [a]}}}}, deliver_to: [other], {WHY}}}",
          f"{{when: {{subject: {{starts: [BAB]}}, from: {{is: [x@a.example]}}}}, deliver_to: [archive], {WHY}}}"),
         "M015", 17, 'the rule "r1" of mailbox "help" never gets a mail: "r0" above it fits all of them'),
        ((f"{{when: {{hours: open, calendar: office}}, deliver_to: [other], {WHY}}}",
          f"{{when: {{hours: open, calendar: office, subject: {{is: [a]}}}}, deliver_to: [archive], {WHY}}}"),
         "M015", 17, 'the rule "r1" of mailbox "help" never gets a mail: "r0" above it fits all of them'),
        ((f"{{when: {{header: {{SUBJECT: {{contains: [a]}}}}}}, deliver_to: [other], {WHY}}}",
          f"{{when: {{subject: {{is: [a]}}}}, deliver_to: [archive], {WHY}}}"),
         "M015", 17, 'the rule "r1" of mailbox "help" never gets a mail: "r0" above it fits all of them'),
        ((f"{{when: {{}}, deliver_to: [other], {WHY}}}",),
         "M016", 16, 'the rule "r0" has no condition, so it would fit every mail'),
        ((f"{{when: {{subject: {{}}}}, deliver_to: [other], {WHY}}}",),
         "M016", 16, 'the rule "r0" does not say what "subject" must be'),
        ((GOOD, f"{{when: {{from: {{is: [a@b.example]}}}}, {WHY}}}"),
         "M016", 17, 'the rule "r1" of mailbox "help" changes nothing'),
        ((f"{{when: {{subject: {{is: [a]}}}}, deliver_to: [other, back], {WHY}}}",),
         "M017", 16, 'the rule "r0" sends mail of mailbox "help" to "back", which leads nowhere but back to it'),
        ((f"{{when: {{hours: open}}, deliver_to: [other], {WHY}}}",),
         "M018", 16, 'the rule "r0" does not say which calendar is open'),
        ((f"{{when: {{calendar: office}}, deliver_to: [other], {WHY}}}",),
         "M018", 16, 'the rule "r0" does not say whether "office" is open or closed'),
        ((f"{{when: {{header: {{x-sportello-service: {{is: [a]}}}}}}, deliver_to: [other], {WHY}}}",),
         "M028", 16, 'the rule "r0" asks for "x-sportello-service", which is set after the rules'),
        ((f'{{when: {{subject: {{is: [a, "b\\nc"]}}}}, deliver_to: [other], {WHY}}}',),
         "M028", 16, 'the rule "r0" looks for a line break, which no header has'),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_found(
    findings_of: Findings, rules: tuple[str, ...], code: str, line: int, message: str
) -> None:
    findings = findings_of(mailboxes=ruled(*rules))
    assert found(findings) == [(code, line, message)]
    assert findings[0].hint


def test_a_shadowed_rule_is_a_warning(findings_of: Findings) -> None:
    (finding,) = findings_of(mailboxes=ruled(GOOD, GOOD))
    assert (finding.code, finding.severity) == ("M015", Severity.WARNING)


def test_a_rule_sends_a_mail_on_to_four_addresses_at_most(findings_of: Findings) -> None:
    more = "".join(
        f"  d{n}: {{name: D, kind: team, address: d{n}@tickets.example}}\n" for n in range(5)
    )
    four, five = (
        f"{{when: {{subject: {{is: [a]}}}}, deliver_to: [desk, {', '.join(f'd{n}' for n in range(size))}], {WHY}}}"
        for size in (4, 5)
    )
    text = ruled(four).replace("  archive:", f"{more}  archive:")
    assert found(findings_of(mailboxes=text)) == []
    text = ruled(five).replace("  archive:", f"{more}  archive:")
    assert found(findings_of(mailboxes=text)) == [
        ("M019", 21, 'the rule "r0" sends mail of mailbox "help" to 5 other addresses, '
         "and Sieve sends a mail on to 4 at most")
    ]  # fmt: skip


def test_a_copy_that_no_script_sees_cannot_be_taken_back(findings_of: Findings) -> None:
    assert found(findings_of(mailboxes=ruled(GOOD, deliver_to="far, archive"))) == [
        ("M021", 16, 'the rule "r0" cannot keep mail of mailbox "help" from "far": '
         "the target Sieve does not run there")
    ]  # fmt: skip
    kept = GOOD.replace("[other]", "[other, far]")
    assert found(findings_of(mailboxes=ruled(kept, deliver_to="far, archive"))) == []


def test_where_the_script_runs_it_decides_for_every_copy(findings_of: Findings) -> None:
    assert found(findings_of(mailboxes=ruled(GOOD, deliver_to="desk, far"))) == []


def test_a_mailbox_with_rules_is_sent_on_to_four_destinations_at_most(
    findings_of: Findings,
) -> None:
    more = "".join(
        f"  d{n}: {{name: D, kind: team, address: d{n}@tickets.example}}\n" for n in range(5)
    )
    for many, wrong in ((4, []), (5, [("M019", 19)])):
        usual = ", ".join(["desk", "archive", *(f"d{n}" for n in range(many))])
        text = ruled(GOOD, deliver_to=usual).replace("  archive:", f"{more}  archive:")
        findings = findings_of(mailboxes=text)
        assert [(code, line) for code, line, _ in found(findings)] == wrong
    assert findings[0].message == (
        'rules take mail of mailbox "help" away from its destinations, so "desk" sends it on to '
        "the 5 others, and Sieve sends a mail on to 4 at most"
    )


def test_a_rule_cannot_send_mail_to_a_retired_mailbox(findings_of: Findings) -> None:
    text = (
        ruled(GOOD.replace("[other]", "[other, back]"))
        .replace("  help:", "  a:")
        .replace("help@acme.example\n", "a@acme.example\n")
    )
    retired = "  help: {address: help@acme.example, retired: {since: 2026-01-01, successor: a}}\n"
    codes = {each.code for each in findings_of(mailboxes=text + retired)}
    assert "M007" in codes


@pytest.mark.parametrize(("where", "line", "key"), [("far", 5, "sieve"), ("bare", 6, "detail")])
@pytest.mark.parametrize("needs", ["acknowledge: standard", "rules: {r: RULE}"])
def test_what_needs_the_script_needs_a_destination_where_it_runs(
    findings_of: Findings, where: str, line: int, key: str, needs: str
) -> None:
    needs = needs.replace("RULE", GOOD)
    text = f"{HEAD}  help: {{address: help@acme.example, deliver_to: [{where}], {needs}}}\n"
    findings = [each for each in findings_of(mailboxes=text) if each.code == "M020"]
    assert found(findings) == [
        ("M020", line, 'the rules and the acknowledgement of mailbox "help" would do nothing: the '
         f'Sieve script does not run at the destination "{where}", which has {key}: false')
    ]  # fmt: skip
    assert findings[0].hint.startswith(f'remove "{key}: false" if its server can do that')
    assert findings[0].severity is Severity.ERROR
    text = text.replace(f"[{where}]", f"[{where}, archive]")
    assert "M020" not in {each.code for each in findings_of(mailboxes=text)}


@pytest.mark.parametrize(
    ("count", "named"),
    [(2, '2 mailboxes ("help", "m1")'), (5, '5 mailboxes ("help", "m1", "m2" and 2 more)')],
)
def test_a_destination_without_script_is_told_once(
    findings_of: Findings, count: int, named: str
) -> None:
    names = ["help", *(f"m{number}" for number in range(1, count))]
    text = HEAD + "".join(
        f"  {name}: {{address: {name}@acme.example, deliver_to: [far], acknowledge: standard}}\n"
        for name in names
    )
    (finding,) = (each for each in findings_of(mailboxes=text) if each.code == "M020")
    assert named in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("calendar: office", "calendar: ofice"),
        ("successor: help", "successor: hlep"),
        ("address: help@acme.example\n", "address: help acme.example\n"),
        ("subject: {contains: [a]}", "subject: urgente"),
    ],
)
def test_one_mistake_is_told_once(findings_of: Findings, old: str, new: str) -> None:
    text = (
        ruled(GOOD, f"{{when: {{hours: closed, calendar: office}}, deliver_to: [other], {WHY}}}")
        + "  old:\n    address: old@acme.example\n    retired: "
        "{since: 2026-01-01, successor: help, forward_until: 2026-12-31}\n"
    )
    assert found(findings_of(mailboxes=text)) == []
    assert old in text
    findings = findings_of(mailboxes=text.replace(old, new, 1))
    assert not [each.message for each in findings if each.code.startswith("M")]
    assert findings


def test_services_that_no_header_can_name_are_a_warning(findings_of: Findings) -> None:
    text = f"{HEAD}  help: {{address: help@acme.example, deliver_to: [far]}}\n"
    (finding,) = findings_of(mailboxes=text)
    assert (finding.code, finding.severity) == ("M020", Severity.WARNING)
    spare = "  spare: {address: spare@acme.example, deliver_to: [far]}\n"
    findings = findings_of(mailboxes=text + spare)
    assert [each.message for each in findings if each.code == "M020"] == [finding.message]


def test_a_domain_is_ours_alone_or_shared(findings_of: Findings) -> None:
    text = f"{HEAD}  help: {{address: help@acme.example, deliver_to: [desk]}}\n"
    shared = "shared_domains: [corp.example]\n"
    assert found(findings_of(mailboxes=shared + text)) == []
    own = shared.replace("corp.example", "corp.example, acme.example")
    assert found(findings_of(mailboxes=own + text)) == [
        ("M022", 1, '"acme.example" stands in domains and in shared_domains')
    ]
    caught = f"{text}catch_all: {{corp.example: [desk]}}\n"
    assert found(findings_of(mailboxes=shared + caught)) == [
        ("M022", 1, 'the catch-all of "corp.example" would take the mail of all others in this domain')
    ]  # fmt: skip
    twice = shared.replace("corp.example", "corp.example, Corp.example")
    assert [code for code, _, _ in found(findings_of(mailboxes=twice + text))] == ["M014"]


@pytest.mark.parametrize(
    ("retired", "message"),
    [
        ("successor: help, forward_until: 2026-12-31", None),
        ("text: Shut, forward_until: 2026-12-31",
         'mail to mailbox "old" is to be forwarded, but no mailbox in use succeeds it'),
        ("successor: help, forward_until: 2025-11-30",
         'mail to mailbox "old" would be forwarded until 2025-11-30, before it is retired on 2025-12-01'),
        ("successor: help, forward_until: 2025-12-31",
         'mail to mailbox "old" is no longer forwarded since 2025-12-31, before 2026, '
         "the first of the years of this desk"),
    ],
)  # fmt: skip
def test_a_forward_leads_somewhere_for_a_while(
    findings_of: Findings, retired: str, message: str | None
) -> None:
    text = (
        f"{HEAD}  help: {{address: help@acme.example, deliver_to: [desk]}}\n"
        f"  old: {{address: old@acme.example, retired: {{since: 2025-12-01, {retired}}}}}\n"
    )
    assert found(findings_of(mailboxes=text)) == ([("M023", 13, message)] if message else [])


def test_postfix_makes_a_thousand_copies_at_most(findings_of: Findings) -> None:
    names = [f"d{number}" for number in range(1001)]
    more = "".join(
        f"  {name}: {{name: D, kind: team, address: {name}@tickets.example}}\n" for name in names
    )
    text = (
        HEAD.replace("  archive:", f"{more}  archive:")
        + f"  help: {{address: help@acme.example, deliver_to: [{', '.join(names)}]}}\n"
        + f"catch_all: {{old.example: [{', '.join(names)}]}}\n"
    )
    findings = [each for each in findings_of(mailboxes=text) if each.code == "M026"]
    assert [each.where.line for each in findings if each.where] == [1013, 1014]
    assert findings[0].message == (
        'mailbox "help" makes 1001 copies, and Postfix makes 1000 at most'
    )


def test_a_header_line_has_998_characters_at_most(findings_of: Findings) -> None:
    services = "".join(
        f"  {'service-' * 5}{number:03}: {{name: S, provider: acme, mailbox: help}}\n"
        for number in range(25)
    )
    findings = findings_of(**{"services/main": f"services:\n{services}"})
    assert [each.code for each in findings if each.code.startswith("M")] == ["M027"]


def test_an_acknowledgement_is_no_book(findings_of: Findings) -> None:
    line = "x" * 511 + "\\n"  # in lines that every server sends
    for more, expected in (("", []), ("x", [("M029", 5)])):
        text = f'text: "{line * 128}{more}"'
        findings = findings_of(("mailboxes.yaml", "text: {it: Grazie, en: Thanks}", text))
        assert [(each.code, each.where.line if each.where else 0) for each in findings] == expected
