"""What exports say is in the catalog is there, and every mistake is told once, in its line."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]
MATRIX = """\
priority:
  set_by: desk
  default: ordinary
  matrix:
    impacts: {all: {name: All}, one: {name: One}}
    urgencies: {now: {name: Now}, later: {name: Later}}
    cells: {now: {all: high, one: high}, later: {all: high, one: ordinary}}
"""


def found_in(findings_of: Findings, entry: str, **changed: str) -> list[Finding]:
    more = f"exports:\n  desk:\n    system: jira\n    {entry}\n"
    return findings_of(sla=sla(priority=MATRIX, more=more, **changed))


@pytest.mark.parametrize(
    ("field", "word", "message", "hint"),
    [
        ("service", "wikki", 'unknown service "wikki"', 'did you mean "wiki"?'),
        (
            "service", "Pompa", 'unknown service "Pompa"',
            '"pump" is the identifier of the service with that title',
        ),
        ("severity", "hgh", 'unknown severity "hgh"', 'did you mean "high"?'),
        ("type", "incidnt", 'unknown ticket type "incidnt"', 'did you mean "incident"?'),
        ("status", "neww", 'unknown state "neww"', 'did you mean "new"?'),
        ("channel", "fone", '"fone" is no word for "channel"', 'did you mean "phone"?'),
        ("impact", "al", 'unknown impact "al"', 'did you mean "all"?'),
        ("urgency", "latr", 'unknown urgency "latr"', 'did you mean "later"?'),
        ("phase", "pilot", 'unknown phase "pilot"', "the catalog has no phase"),
        ("contract", "gold", 'unknown contract "gold"', "the catalog has no contract"),
        (
            "opened_by", "agent", '"agent" is no word for "opened_by"', "allowed: desk, requester",
        ),
        (
            "excluded", "junk", '"junk" is no word for "excluded"',
            "allowed: deleted, merged, spam, test",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", ["values", "given"])
def test_a_name_that_the_catalog_lacks_is_told_with_what_is_meant(
    findings_of: Findings, key: str, field: str, word: str, message: str, hint: str
) -> None:
    said = f"{{X: {word}}}" if key == "values" else word
    (found,) = found_in(findings_of, f"{key}: {{{field}: {said}}}")
    assert (found.code, found.message, found.hint) == ("L043", message, hint)
    assert found.where is not None
    assert found.where.source[found.where.column - 1 :].startswith(word)


def test_what_the_catalog_has_and_what_reports_know_is_right(findings_of: Findings) -> None:
    values = (
        "{service: {Shop: wiki}, desk: {INT: pump}, severity: {P1: high}, type: {Bug: incident}, "
        "status: {Open: new}, channel: {Web: portal}, impact: {A: all}, urgency: {B: now}, "
        "vote: {Good: positive, So so: neutral, Bad: negative}, excluded: {Junk: spam}, "
        "opened_by: {Agent: desk}, cause: {Bug: software-bug}}"
    )
    assert found_in(findings_of, f"values: {values}") == []
    given = "{service: wiki, channel: mail, customer: Comune di Esempio, excluded: test}"
    assert found_in(findings_of, f"given: {given}") == []


def test_a_vote_has_three_words(findings_of: Findings) -> None:
    (found,) = found_in(findings_of, "values: {vote: {'5': good, '1': negative}}")
    assert found.code == "L043"
    assert found.hint == "allowed: negative, neutral, positive"


def test_a_cause_is_a_word_of_the_desk_unless_it_looks_like_a_slip(findings_of: Findings) -> None:
    policies = "bugs: {name: Bugs, when: {cause: [server-fault]}, statement: At once}"
    values = "values: {cause: {A: server-falt, B: power-cut}}"
    more = f"exports:\n  desk:\n    system: jira\n    {values}\n"
    (found,) = findings_of(sla=sla(policies, more=more))
    assert (found.code, found.hint) == ("L043", 'did you mean "server-fault"?')


def test_the_same_mistake_in_several_values_is_told_once(findings_of: Findings) -> None:
    (found,) = found_in(findings_of, "values: {service: {A: wikki, B: wikki}}")
    assert found.code == "L043"
    assert len(found.others) == 1


def test_names_are_not_judged_where_their_section_could_not_be_read(findings_of: Findings) -> None:
    more = "exports:\n  desk: {system: jira, values: {severity: {P1: hgh}}}\n"
    found = findings_of(sla=sla(more=more).replace("rank: 1", "rank: first"))
    assert [each.code for each in found] == ["S003"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("values: {opened: {Monday: today}}", 'what the column of "opened" holds has no other'),
        ("values: {paused: {None: '0'}}", 'what the column of "paused" holds has no other'),
        ("values: {customer: {A: B}}", 'what the column of "customer" holds has no other'),
        ("given: {reference: INT-1}", '"reference" cannot be one for all tickets'),
        ("given: {resolved: 2026-01-05}", '"resolved" cannot be one for all tickets'),
        ("given: {vote: positive}", '"vote" cannot be one for all tickets'),
        ("given: {desk: wiki}", '"desk" cannot be one for all tickets'),
    ],
)
def test_fields_without_words_or_with_one_of_each_ticket_take_none(
    findings_of: Findings, entry: str, message: str
) -> None:
    (found,) = found_in(findings_of, entry)
    assert found.code == "L044"
    assert found.message.startswith(message)


def test_a_field_that_there_is_not_is_a_wrong_key_and_no_more(findings_of: Findings) -> None:
    (found,) = found_in(findings_of, "values: {sevice: {A: nothing}}")
    assert found.code.startswith("S")
    assert found.hint == 'did you mean "service"?'


@pytest.mark.parametrize(
    ("meanings", "codes"),
    [
        ("{Good: positive, good: negative}", ["L049"]),
        ("{Good: positive, ' GOOD ': negative}", ["L049"]),
        ("{Good: positive, good: positive, Bad: negative}", []),
    ],
)
def test_a_word_has_one_meaning_whatever_its_capitals(
    findings_of: Findings, meanings: str, codes: list[str]
) -> None:
    found = found_in(findings_of, f"values: {{vote: {meanings}}}")
    assert [each.code for each in found] == codes
