"""Each rule finds its mistake, where it stands, and is silent on a sound catalog."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

Findings = Callable[..., list[Finding]]
SERVICES = "services/main.yaml"


@pytest.mark.parametrize(
    ("change", "code", "message", "line"),
    [
        (("sla.yaml", "within: 40 business hours", "within: 1 business hour, also_stated: 90 business minutes"),
         "L002", '"90 business minutes" is not the same as "1 business hour"', 23),
        (("sla.yaml", "name: {it: Base, en: Base}", "name: {it: Base, en: Base}\n    when: {channel: [mail]}"),
         "L009", 'a ticket for "wiki" with severity ordinary finds no policy (likewise 1 more service)', 8),
        (("sla.yaml", "    when: {severity: [high]}\n", ""),
         "L004", 'this policy can never apply: "high" above it fits every ticket', 19),
        ((SERVICES, "  calendar: office\n", ""),
         "L001", '"1 business hour" cannot be counted for the service "wiki" (likewise 1 more promise)', 19),
        ((SERVICES, "pump:", "lost: {name: Lost}\n  pump:"),
         "M010", 'nobody can reach the service "lost"', 9),
        (("mailboxes.yaml", "  help:", "  idle: {address: idle@acme.example, deliver_to: [desk]}\n  help:"),
         "M011", 'no service, channel or contact names the mailbox "idle"', 7),
        (("mailboxes.yaml", "  help:", "  twin: {address: HELP@acme.example, deliver_to: [desk]}\n  help:"),
         "M001", None, None),
        (("mailboxes.yaml", "help@acme.example", "help@acme.exmple"), "M004", None, 7),
        (("helpdesk.yaml", "last: 2027", "last: 2020"), "D003", "2020 is before 2026", 5),
        (("contacts.yaml", "kind: person,", "kind: person, valid: {from: 2026-02-01, until: 2026-01-01},"),
         "D001", "2026-01-01 is before 2026-02-01", 3),
        (("sla.yaml", "rank: 2", "rank: 1"), "L006", '"high" has rank 1 too', 3),
        (("sla.yaml", "{tag: [critical]}", "{tag: [critcal]}"), "L005",
         'no service has the tag "critcal"', 8),
        (("sla.yaml", "name: {it: Base, en: Base}", "name: {it: Base, en: Base}\n    valid: {from: 2026-01-01}"),
         "L003", "a ticket may find no policy", 14),
        ((SERVICES, "name: {it: Pompa, en: Pump}", "name: {it: Pompa}"),
         "T001", 'this text is missing in the language en', 9),
    ],
)  # fmt: skip
def test_rule_finds_its_mistake(
    findings_of: Findings,
    change: tuple[str, str, str],
    code: str,
    message: str | None,
    line: int | None,
) -> None:
    found = [finding for finding in findings_of(change) if finding.code == code]
    assert found
    assert found[0].hint
    assert found[0].where is not None
    if message is not None:
        assert found[0].message == message
    if line is not None:
        assert found[0].where.line == line


@pytest.mark.parametrize("hours", ['open: ["08:00-09:00"], closed: true', ""])
def test_announcement_for_calendars_opens_or_closes_them(findings_of: Findings, hours: str) -> None:
    found = findings_of(
        announcements=f"""\
announcements:
  a: {{title: A, kind: closure, from: 2026-01-01, until: 2026-01-02, calendars: [office], {hours}}}
"""
    )
    assert {finding.code for finding in found} == {"D002"}


def test_phase_with_an_end_before_its_beginning_is_found(findings_of: Findings) -> None:
    found = findings_of((
        SERVICES, "{name: Wiki,",
        "{name: Wiki, phases: [{phase: p, valid: {from: 2026-02-01, until: 2026-01-31}}],",
    ))  # fmt: skip
    assert [finding.code for finding in found] == ["D001"]


def test_nothing_is_concluded_from_absence_in_a_file_that_is_broken(findings_of: Findings) -> None:
    change = (
        "mailboxes.yaml",
        "help:",
        "idle: {address: idle@acme.example, deliver_to: [desk]}\n  help:",
    )
    assert "M011" in {f.code for f in findings_of(change)}
    assert "M011" not in {f.code for f in findings_of(change, contacts="contacts: [")}
    assert "M011" in {f.code for f in findings_of(change, teams="teams: [")}


def test_unused_mailbox_is_a_warning_and_retired_ones_are_not_missed(
    findings_of: Findings,
) -> None:
    mailbox = "idle: {address: idle@acme.example, deliver_to: [desk]"
    (found,) = findings_of(("mailboxes.yaml", "help:", mailbox + "}\n  help:"))
    assert found.severity is Severity.WARNING
    retired = mailbox + ", retired: {since: 2026-01-01, successor: help}}\n  help:"
    assert findings_of(("mailboxes.yaml", "help:", retired)) == []


def test_team_within_itself_is_found(findings_of: Findings) -> None:
    found = findings_of(
        teams="""\
teams:
  a: {name: A, provider: acme, parent: b}
  b: {name: B, provider: acme, parent: a}
  c: {name: C, provider: acme, parent: a}
"""
    )
    assert [(f.code, f.message) for f in found] == [
        ("P001", 'the team "a" lies within itself: a within b within a'),
        ("P001", 'the team "b" lies within itself: b within a within b'),
    ]


def test_catalog_without_policies_is_told(findings_of: Findings) -> None:
    assert "L003" in {finding.code for finding in findings_of(sla="policies: {}\n")}
