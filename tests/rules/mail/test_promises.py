"""Promises in acknowledgements: what cannot be said is told, and nothing else is built."""

from collections.abc import Callable

import pytest

from conftest import Write
from sportello.catalog import load
from sportello.findings import Finding, Severity
from sportello.sla.mail_promise import NoMailPromise
from sportello.targets import render, sieve

Findings = Callable[..., list[Finding]]

TEXT = (
    "mailboxes.yaml",
    "text: {it: Grazie, en: Thanks}",
    'text: {it: "Rispondiamo {promise}.", en: "We answer {promise}."}',
)
ONE = ("services/main.yaml", "Pump}, mailbox: help,", "Pump}, contacts: [sales],")
"""What leaves the mailbox one service."""
PHONE = ("sla.yaml", "  base:\n", "  base:\n    when: {channel: [phone]}\n")
UPDATES = ("sla.yaml", "first_response: {within: 40", "next_update: {within: 40")
NONE = ("services/main.yaml", "wiki: {name: Wiki, mailbox: help,", "wiki: {name: Wiki,")
RULE = (
    "mailboxes.yaml",
    "acknowledge: standard}",
    "rules: {r: {when: {subject: {is: [x]}}, acknowledge: standard, why: So}}}",
)


def test_a_promise_that_there_is_is_fine(findings_of: Findings) -> None:
    assert [each.code for each in findings_of(TEXT, ONE)] == []


@pytest.mark.parametrize(
    ("changes", "why", "hint"),
    [
        (
            (),
            'a mail to "wiki" is answered within 40 business hours, calendar office, and one to "pump" within 1 business hour, calendar office',
            "promise the same to both, or give them mailboxes of their own, or leave {promise} out",
        ),
        (
            (ONE, PHONE),
            "no policy fits a mail",
            "give its mails one policy with a promise, or leave {promise} out",
        ),
        (
            (ONE, UPDATES),
            'the policy "base" promises no time by which a mail is answered',
            "give its mails one policy with a promise, or leave {promise} out",
        ),
        (
            (ONE, NONE),
            "no service has its mailbox",
            "name the mailbox in a service, or leave {promise} out",
        ),
        (
            (ONE, UPDATES, RULE),
            'the policy "base" promises no time by which a mail is answered',
            "give its mails one policy with a promise, or leave {promise} out",
        ),
    ],
)
def test_one_that_nobody_makes_is_told_where_the_mailbox_names_it(
    findings_of: Findings, changes: tuple[tuple[str, str, str], ...], why: str, hint: str
) -> None:
    (found,) = [each for each in findings_of(TEXT, *changes) if each.code == "M073"]
    assert found.severity is Severity.ERROR
    assert found.message == (
        '{promise} in acknowledgement "standard" cannot be filled for this mailbox: ' + why
    )
    assert found.hint == hint
    assert found.where is not None
    marked = found.where.source[found.where.column - 1 :]
    assert marked.startswith("standard")


def test_mailboxes_that_lack_the_same_are_one_finding(findings_of: Findings) -> None:
    more = (
        "mailboxes.yaml",
        "mailboxes:\n",
        "mailboxes:\n  more: {address: more@acme.example, deliver_to: [desk], acknowledge: standard}\n",
    )
    service = (
        "services/main.yaml",
        "services:\n",
        "services:\n  till: {name: Till, mailbox: more}\n",
    )
    (found,) = [
        each for each in findings_of(TEXT, ONE, PHONE, more, service) if each.code == "M073"
    ]
    assert len(found.others) == 1


@pytest.mark.parametrize(
    "changes",
    [
        (PHONE, ("sla.yaml", "channel: [phone]", "channel: [phon]")),
        (("calendars.yaml", "08:00-18:00", "18:00-8"),),
        (("services/main.yaml", "calendar: office", "calendar: ofice"),),
        (("services/main.yaml", "  calendar: office\n", ""),),
    ],
)
def test_a_mistake_elsewhere_is_not_told_again(
    findings_of: Findings, changes: tuple[tuple[str, str, str], ...]
) -> None:
    found = findings_of(TEXT, ONE, *changes)
    assert {each.code for each in found if each.severity is Severity.ERROR}
    assert "M073" not in {each.code for each in found}


@pytest.mark.parametrize(
    "changes",
    [(), (ONE,), (ONE, PHONE), (ONE, UPDATES), (ONE, NONE), (ONE, NONE, RULE), (ONE, RULE)],
)
def test_what_check_passes_is_built_with_words_and_nothing_else_is_built(
    findings_of: Findings, catalog_at: Write, changes: tuple[tuple[str, str, str], ...]
) -> None:
    told = {each.code for each in findings_of(TEXT, *changes)}
    catalog = load(catalog_at(TEXT, *changes)).catalog
    if "M073" in told:
        with pytest.raises(NoMailPromise):
            render([sieve.TARGET], catalog)
    else:
        script = render([sieve.TARGET], catalog)["routing/sieve/sportello.sieve"].decode()
        assert "Rispondiamo entro 40 ore lavorative, lun–ven 8–18." in script
        assert "We answer within 40 business hours, Mon–Fri 8–18." in script
        assert "{promise}" not in script
