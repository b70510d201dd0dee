"""A way that leads nowhere is found, and every public service has one that does."""

from collections.abc import Callable, Mapping

import pytest

from sportello.findings import Finding, Severity

Findings = Callable[..., list[Finding]]
SERVICES = "services/main.yaml"
CONTACTS = """\
contacts:
  sales: {name: {it: Commerciale, en: Sales}, provider: acme, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: 051/6033266}
  hotline: {name: Hotline, phone: 051/6033266}
  known: {name: Known, reachable: {it: Nel contratto, en: In the contract}}
  web: {name: Web, url: "https://help.acme.example/"}
  box: {name: Box, mailbox: help}
  left: {name: Left, phone: 051/6033267, valid: {until: 2025-12-31}}
  offers: {name: Offers, role: commercial, mail: offers@acme.example}
"""


def found(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(each.code, each.where.line if each.where else 0, each.message) for each in findings]


def with_service(findings_of: Findings, sheet: str, **files: str) -> list[Finding]:
    change = (SERVICES, "  pump:", f"  lost: {{name: Lost, {sheet}}}\n  pump:")
    return findings_of(change, **{"contacts": CONTACTS, **files})


@pytest.mark.parametrize(
    "sheet",
    [
        "mailbox: help",
        "mailbox: help, channels: [{kind: mail}]",
        "channels: [{kind: mail, mailbox: help}]",
        "channels: [{kind: mail, contact: sales}]",
        "channels: [{kind: mail, contact: box}]",
        "channels: [{kind: mail, contact: known}]",
        "channels: [{kind: mail, reachable: {it: Nel contratto, en: In the contract}}]",
        "channels: [{kind: phone, contact: hotline}]",
        "channels: [{kind: phone, contact: known}]",
        'channels: [{kind: portal, url: "https://help.acme.example/"}]',
        "channels: [{kind: portal, contact: web}]",
        "channels: [{kind: chat, contact: web}]",
        "channels: [{kind: desk, mailbox: help}]",
        "channels: [{kind: desk, contact: hotline}]",
        "contacts: [hotline]",
        "contacts: [offers, known]",
        # What is not shown needs no way.
        "visibility: internal",
        "mailbox: help, channels: [{kind: phone, contact: anna}]",
    ],
)
def test_a_service_with_a_way_is_sound(findings_of: Findings, sheet: str) -> None:
    assert found(with_service(findings_of, sheet)) == []


@pytest.mark.parametrize(
    ("sheet", "code", "message"),
    [
        ("channels: [{kind: mail}]", "C001",
         'nobody knows where to write to the service "lost": its mail channel names no mailbox, '
         "and neither does the service"),
        ("channels: [{kind: mail, intake: {it: Opera così, en: It works so}}]", "C001",
         'nobody knows where to write to the service "lost": its mail channel names no mailbox, '
         "and neither does the service"),
        ("channels: [{kind: certified-mail}], mailbox: help", "C001",
         "this channel (certified-mail) leads nowhere: it has no address"),
        ("channels: [{kind: phone}]", "C001",
         "this channel (phone) leads nowhere: it has no number"),
        ("channels: [{kind: phone}], mailbox: help", "C001",
         "this channel (phone) leads nowhere: it has no number"),
        ("channels: [{kind: phone, contact: sales}]", "C001",
         'this channel (phone) leads nowhere: its contact "sales" has no number'),
        ("channels: [{kind: mail, contact: hotline}]", "C001",
         'this channel (mail) leads nowhere: its contact "hotline" has no address'),
        ("channels: [{kind: portal, name: Portal}]", "C001",
         "this channel (portal) leads nowhere: it has no link"),
        ("channels: [{kind: chat}]", "C001", "this channel (chat) leads nowhere: it has no link"),
        ("channels: [{kind: desk, name: Desk}]", "C001",
         "this channel (desk) leads nowhere: it has no link or address"),
        ("channels: [{kind: phone, contact: left}]", "C001",
         'this channel (phone) leads nowhere: its contact "left" holds in none of the published years'),
        ("channels: [{kind: phone, contact: sales}], visibility: internal", "C001",
         'this channel (phone) leads nowhere: its contact "sales" has no number'),
        ("kind: Tool", "M010", 'nobody can reach the service "lost"'),
        ("contacts: [anna]", "M010", 'nobody can reach the service "lost"'),
        ("contacts: [offers]", "M010", 'nobody can reach the service "lost"'),
        ("contacts: [left]", "M010", 'nobody can reach the service "lost"'),
        ("channels: [{kind: phone, contact: anna}]", "M010", 'nobody can reach the service "lost"'),
    ],
)  # fmt: skip
def test_a_way_that_leads_nowhere_is_one_finding(
    findings_of: Findings, sheet: str, code: str, message: str
) -> None:
    (finding,) = with_service(findings_of, sheet)
    assert (finding.code, finding.message, finding.severity) == (code, message, Severity.ERROR)
    assert finding.hint
    assert finding.where is not None
    assert finding.where.source.startswith("  lost:")


def test_an_internal_mailbox_is_no_way_for_the_public(findings_of: Findings) -> None:
    box = ("mailboxes.yaml", "  help: {", "  help: {visibility: internal, ")
    lost = (SERVICES, "  wiki: {name: Wiki, mailbox: help, contacts: [sales, anna]}\n", "")
    assert found(findings_of(box, lost)) == [("M010", 8, 'nobody can reach the service "pump"')]
    channel = (SERVICES, "tags: [critical]", "tags: [critical], channels: [{kind: mail}]")
    (finding,) = findings_of(box, lost, channel)
    assert finding.message.endswith('its mailbox "help" is internal')


@pytest.mark.parametrize(
    ("retired", "told"),
    [
        ("retired: {since: 2025-06-30, text: {it: Chiuso, en: Closed}}", True),
        ("deliver_to: [desk], retired: {since: 2026-06-30, text: {it: Chiuso, en: Closed}}", False),
        ("retired: {since: 2025-06-30, successor: help}", False),
    ],
)
@pytest.mark.parametrize(
    "sheet",
    [
        "mailbox: old",
        "channels: [{kind: mail, mailbox: old}]",
        "mailbox: old, channels: [{kind: mail}]",
    ],
)
def test_a_mailbox_out_of_use_is_no_way(
    findings_of: Findings, sheet: str, retired: str, told: bool
) -> None:
    old = (
        "mailboxes.yaml",
        "  help: {",
        f"  old: {{address: old@acme.example, {retired}}}\n  help: {{",
    )
    lost = (SERVICES, "  pump:", f"  lost: {{name: Lost, {sheet}}}\n  pump:")
    findings = findings_of(old, lost)
    message = 'nobody can reach the service "lost": its mailbox "old" is out of use'
    if told:
        assert found(findings) == [("M010", 9, message)]
    else:
        assert [each.code for each in findings] == ["M024"]


@pytest.mark.parametrize("sheet", ["contacts: [gone]", "channels: [{kind: mail, contact: gone}]"])
@pytest.mark.parametrize(
    ("retired", "more", "told"),
    [
        ("retired: {since: 2025-06-30, text: {it: Chiuso, en: Closed}}", "", "C002"),
        ("retired: {since: 2025-06-30, text: {it: C, en: C}}", ", phone: 051/6033266", "M024"),
        ("retired: {since: 2025-06-30, successor: help}", "", "M024"),
    ],
)
def test_a_contact_whose_mailbox_is_out_of_use_is_told_once(
    findings_of: Findings, sheet: str, retired: str, more: str, told: str
) -> None:
    box = f"  old: {{address: old@acme.example, {retired}}}\n  help: {{"
    lost = f"  lost: {{name: Lost, {sheet}}}\n  pump:"
    contacts = f"{CONTACTS}  gone: {{name: Gone, mailbox: old{more}}}\n"
    changes = (("mailboxes.yaml", "  help: {", box), (SERVICES, "  pump:", lost))
    (finding,) = findings_of(*changes, contacts=contacts)
    assert finding.code == told
    if told == "C002":
        assert finding.message == (
            'nobody can reach the contact "gone": its mailbox "old" is out of use'
        )


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{name: Nobody}", 'nobody can reach the contact "none"'),
        ("{name: Nobody, calendar: office}", 'nobody can reach the contact "none"'),
        ("{name: Nobody, kind: person, visibility: public}", 'nobody can reach the contact "none"'),
    ],
)
def test_a_contact_without_any_way_is_told_once_however_many_name_it(
    findings_of: Findings, entry: str, message: str
) -> None:
    sheet = "channels: [{kind: phone, contact: none}], contacts: [none]"
    (finding,) = with_service(findings_of, sheet, contacts=f"{CONTACTS}  none: {entry}\n")
    assert (finding.code, finding.message) == ("C002", message)
    assert finding.hint


def test_an_internal_contact_may_be_a_name_alone(findings_of: Findings) -> None:
    contacts = f"{CONTACTS}  none: {{name: Ben, kind: person}}\n"
    assert findings_of(contacts=contacts) == []


def test_one_more_procedure_by_copy_without_its_mailbox_is_told(findings_of: Findings) -> None:
    defaults = (
        SERVICES,
        "  calendar: office\n",
        "  calendar: office\n  channels:\n    - kind: mail\n"
        "      intake: {it: Apre un ticket, en: It opens a ticket}\n",
    )
    assert findings_of(defaults) == []
    copied = (SERVICES, "  pump:", "  pump-two: {name: Pump two}\n  pump:")
    assert found(findings_of(defaults, copied)) == [
        ("C001", 12, 'nobody knows where to write to the service "pump-two": its mail channel '
         "names no mailbox, and neither does the service")
    ]  # fmt: skip


def test_a_channel_of_the_defaults_is_told_once(findings_of: Findings) -> None:
    defaults = (
        SERVICES,
        "  calendar: office\n",
        "  calendar: office\n  channels:\n    - kind: phone\n",
    )
    assert found(findings_of(defaults)) == [
        ("C001", 8, "this channel (phone) leads nowhere: it has no number")
    ]


def test_nothing_is_concluded_from_what_could_not_be_read(findings_of: Findings) -> None:
    lost = (SERVICES, "  pump:", "  lost: {name: Lost, mailbox: hlep}\n  pump:")
    assert [each.code for each in findings_of(lost)] == ["R001"]
    contact = ("contacts.yaml", "051/6033266", "051/603326O")
    channel = (SERVICES, "tags: [critical]", "channels: [{kind: phone, contact: anna}]")
    tag = ("sla.yaml", "when: {tag: [critical]}", "when: {service: [pump]}")
    assert [each.code for each in findings_of(contact, channel, tag)] == ["S005"]


NUMBERS: Mapping[str, bool] = {"+39 051 6033266": True, "+1 212 155 1234": False}


@pytest.mark.parametrize(("number", "known"), NUMBERS.items())
def test_a_possible_number_that_no_plan_has_is_a_warning(
    findings_of: Findings, number: str, known: bool
) -> None:
    findings = findings_of(("contacts.yaml", "051/6033266", f'"{number}"'))
    assert [(each.code, each.severity) for each in findings] == (
        [] if known else [("C003", Severity.WARNING)]
    )
