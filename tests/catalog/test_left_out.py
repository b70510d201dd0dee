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
HOURS = (
    'write "hours: open" or "hours: closed", and as "calendar" the name of one that is open on '
    "these days, at these hours"
)
CUT_OFF = (
    'write "intake_calendar" at the service, with the name of a calendar that closes at that hour'
)
INTAKE = 'for a calendar write "intake_calendar: office"; for words to people, a list: [office]'
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
        ("sla", WITHIN, f'{WITHIN}, cut_off: "16:00"', "S001", CUT_OFF),
        ("services/main", "{name: Wiki", '{cutoff: "16:00", name: Wiki', "S001", CUT_OFF),
        ("services/main", "{name: Wiki", "{intake: office, name: Wiki", "S003", INTAKE),
        ("sla", "when: {severity: [high]}", "when: {weekday: [sat]}", "S001", HOURS),
        ("sla", "{tag: [critical]}", "{time: after 16:00}", "S001", HOURS),
        ("sla", "when: {severity: [high]}", "when: {hours: after 16:00}", "S004", HOURS),
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


@pytest.mark.parametrize("where", ["{state: new, ", "{when: {state: new}, "])
def test_a_state_that_an_escalation_is_to_count_from_has_another_key(
    findings_of: Findings, where: str
) -> None:
    steps = "steps: [{after: 2 working days, to: [requester]}], statement: S}"
    found = findings_of(("sla.yaml", "policies:", f"escalations:\n  x: {where}{steps}\npolicies:"))
    assert [(each.code, each.hint) for each in found] == [
        (
            "S001",
            'write "in: new" in the escalation, beside "steps": these count from when the ticket '
            "comes into that state",
        )
    ]


def test_what_looks_like_a_known_key_elsewhere_is_guessed_as_ever(findings_of: Findings) -> None:
    (found,) = findings_of(("contacts.yaml", "kind: person", "kind: person, until: 2026-05-01"))
    assert found.code == "S001"
    assert found.hint.startswith("allowed: ")


@pytest.mark.parametrize("key", ["reason", "note", "why"])
def test_absence_takes_no_reason(findings_of: Findings, key: str) -> None:
    (found,) = findings_of(
        ("contacts.yaml", "kind: person", "visibility: internal"),
        teams="teams: {front: {name: Front, provider: acme}}",
        people="people: {p-01: {team: front, valid: {from: 2026-01-07}}}",
        rota=f"""\
rotas:
  phone:
    name: Phone
    provider: acme
    seats: {{first: {{team: front}}}}
    absences: [{{person: p-01, from: 2026-03-02, until: 2026-03-06, {key}: flu}}]
""",
    )
    assert (found.code, found.message) == ("S001", f'unknown key "{key}"')
    assert "health data (GDPR, article 9)" in found.hint
