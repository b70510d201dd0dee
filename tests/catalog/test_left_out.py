"""What a catalog leaves out on purpose is refused with the words to write instead."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]
WITHIN = "within: 40 business hours"
BY_STATE = (
    'one amount holds in all states: "pauses" names those in which its clock stands still, and an '
    'escalation with "in" and a step with "every" reminds in a state'
)
UNTIL = (
    'no state ends by itself on a date: a ticket leaves it by an event "state", which the ticket '
    "system writes when that day comes"
)
DELIMITER = (
    'between a name and its detail stands "+" and nothing else: let the server take it '
    '(recipient_delimiter = + of Postfix), or write "detail: false" at the destination'
)
CATEGORIES = (
    'leave days of these out with "except", and list others, of banks or schools, as a set of '
    "their own: {dates: [--12-24]}"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "hint"),
    [
        ("sla", WITHIN, "within: 1 week", "S005", 'write "7 calendar days" or "5 working days"'),
        ("sla", WITHIN, "within: next business day", "S005", 'did you mean "1 working day"?'),
        ("calendars", "country: IT", "country: IT, categories: [bank]", "S001", CATEGORIES),
        ("sla", "category: new}", "category: new, until: 2026-05-01}", "S001", UNTIL),
        ("sla", WITHIN, f"{WITHIN}, by_state: {{new: 9 hours}}", "S001", BY_STATE),
        ("sla", WITHIN, "within: {new: 9 hours, waiting: 45 hours}", "S003", BY_STATE),
        ("sla", "when: {severity: [high]}", "when: {severity: [high], state: [new]}", "S001",
         BY_STATE),
        ("mailboxes", "kind: ticket-desk", 'kind: ticket-desk, delimiter: "-"', "S001", DELIMITER),
        ("mailboxes", "kind: ticket-desk", 'kind: ticket-desk, detail: "="', "S003", DELIMITER),
        ("mailboxes", "domains:", 'delimiter: "-"\ndomains:', "S001", DELIMITER),
        ("helpdesk", "country: IT", 'country: IT\nrecipient_delimiter: "-"', "S001", DELIMITER),
    ],
)  # fmt: skip
def test_it_is_one_finding_with_its_remedy(
    findings_of: Findings, file: str, old: str, new: str, code: str, hint: str
) -> None:
    found = findings_of((f"{file}.yaml", old, new))
    assert [(each.code, each.hint) for each in found] == [(code, hint)]


def test_what_looks_like_a_known_key_elsewhere_is_guessed_as_ever(findings_of: Findings) -> None:
    (found,) = findings_of(("contacts.yaml", "kind: person", "kind: person, until: 2026-05-01"))
    assert found.code == "S001"
    assert found.hint.startswith("allowed: ")
