"""What people read names addresses that take mail."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding, Severity

Findings = Callable[..., list[Finding]]
SERVICES = "services/main.yaml"
RETIRED = (
    "mailboxes.yaml",
    "  help:",
    "  old: {address: old@acme.example, aliases: [older@acme.example],\n"
    "        retired: {since: 2026-01-01, successor: help}}\n  help:",
)


@pytest.mark.parametrize(
    ("change", "file", "line", "what"),
    [
        ((SERVICES, "{name: Wiki, mailbox: help,", "{name: Wiki, mailbox: old,"),
         SERVICES, 8, 'the mailbox "old"'),
        ((SERVICES, "{name: Wiki,", "{name: Wiki, channels: [{kind: mail, mailbox: old}],"),
         SERVICES, 8, 'the mailbox "old"'),
        ((SERVICES, "{name: Wiki,", "{name: Wiki, intake: [{it: 'Scriva a [noi](mailto:OLDER@acme.example).', en: x}],"),
         SERVICES, 8, "older@acme.example"),
        (("contacts.yaml", "mail: sales@acme.example", "mailbox: old"),
         "contacts.yaml", 2, 'the mailbox "old"'),
        (("contacts.yaml", "mail: sales@acme.example", "mail: old@acme.example"),
         "contacts.yaml", 2, "old@acme.example"),
        (("helpdesk.yaml", "name:", "summary: Write to old@acme.example.\nname:"),
         "helpdesk.yaml", 1, "old@acme.example"),
    ],
)  # fmt: skip
def test_an_address_out_of_use_is_not_printed(
    findings_of: Findings, change: tuple[str, str, str], file: str, line: int, what: str
) -> None:
    findings = [each for each in findings_of(RETIRED, change) if each.code == "M024"]
    assert [each.message for each in findings] == [
        f"people are told to write to {what}, which is out of use since 2026-01-01"
    ]
    assert findings[0].where is not None
    assert findings[0].where.file.endswith(file)
    assert findings[0].where.line == line
    assert findings[0].hint == 'write "help", help@acme.example, instead'
    assert findings[0].severity is Severity.WARNING


def test_notes_and_other_addresses_are_nobodys_business(findings_of: Findings) -> None:
    noted = ("providers.yaml", "secret of the provider", "was old@acme.example")
    longer = ("helpdesk.yaml", "name:", "summary: Write to not.old@acme.example.\nname:")
    assert findings_of(RETIRED, noted, longer) == []


def test_a_retirement_without_successor_says_so(findings_of: Findings) -> None:
    change = (RETIRED[0], RETIRED[1], RETIRED[2].replace("successor: help", "text: Shut"))
    used = (SERVICES, "{name: Wiki, mailbox: help,", "{name: Wiki, mailbox: old,")
    (finding,) = findings_of(change, used)
    assert finding.hint == "write an address in use instead"


def test_a_catch_all_takes_no_mail_of_a_contact(findings_of: Findings) -> None:
    caught = ("mailboxes.yaml", "mailboxes:", "catch_all: {acme.example: [desk]}\nmailboxes:")
    (finding,) = findings_of(caught)
    assert (finding.code, finding.message) == (
        "M025",
        'mail to sales@acme.example of contact "sales" would go to the catch-all of acme.example, '
        "since no mailbox and no destination has this address",
    )
    assert finding.where is not None
    assert finding.where.line == 2
    known = (
        "mailboxes.yaml",
        "destinations:",
        "destinations:\n  sales: {name: Sales, kind: team, address: sales@acme.example}",
    )
    assert findings_of(caught, known) == []
