"""A column has one meaning, what is given has none, patterns can be read, and entries told apart."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .text import sla

Findings = Callable[..., list[Finding]]


def found_in(findings_of: Findings, *lines: str) -> list[Finding]:
    text = "".join(f"    {line}\n" for line in ("system: jira", *lines))
    return findings_of(sla=sla(more=f"exports:\n  desk:\n{text}"))


@pytest.mark.parametrize("heading", ["Created", "created", "' Created '"])
def test_the_same_heading_for_two_fields_is_told_at_the_second(
    findings_of: Findings, heading: str
) -> None:
    (found,) = found_in(
        findings_of, "columns:", "  opened: Created", f"  closed: {heading}", "  resolved: Done"
    )
    assert found.code == "L045"
    assert found.message.endswith('is read as "opened" already')
    assert found.where is not None
    assert found.where.source.strip() == f"closed: {heading}"


@pytest.mark.parametrize(
    ("beside", "what"),
    [
        ("columns: {service: Product}", "a column"),
        ("values: {service: {Shop: wiki}}", "words for what a column holds"),
    ],
)
def test_what_is_given_has_neither_column_nor_other_words(
    findings_of: Findings, beside: str, what: str
) -> None:
    (found,) = found_in(findings_of, beside, "given: {service: wiki}")
    assert (found.code, found.message) == (
        "L046",
        f'"service" is given for every ticket, and has {what} too',
    )


def test_given_with_a_column_and_other_words_is_one_mistake(findings_of: Findings) -> None:
    (found,) = found_in(
        findings_of,
        "columns: {service: Product}",
        "values: {service: {Shop: wiki}}",
        "given: {service: wiki}",
    )
    assert found.code == "L046"


def test_columns_beside_what_is_given_are_right(findings_of: Findings) -> None:
    lines = ("columns: {opened: Created, desk: Project}", "given: {service: wiki}")
    assert found_in(findings_of, *lines) == []


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("DD/MM/yyyy HH:mm", '"DD" in the pattern'),
        ("dd/MM/YYYY HH:mm", '"YYYY" in the pattern'),
        ("dd/MM HH:mm", 'the pattern "dd/MM HH:mm" has no year'),
        ("dd/MM/yyyy hh:mm", 'the pattern "dd/MM/yyyy hh:mm" does not tell morning'),
        ("%d/%m/%Y", '"'),
    ],
)
def test_a_pattern_of_dates_that_is_none_is_told_in_its_line(
    findings_of: Findings, pattern: str, message: str
) -> None:
    (found,) = found_in(
        findings_of, "dates:", "  - dd/MM/yyyy HH:mm", f"  - '{pattern}'", "  - dd.MM.yy HH:mm"
    )
    assert found.code == "L047"
    assert found.message.startswith(message)
    assert found.where is not None
    assert found.where.source.strip() == f"- '{pattern}'"


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        ("system: jira", "system: jira", ["L048"]),
        ("system: jira", "system: zendesk", []),
        (
            "{system: jira, columns: {opened: Begin}}",
            "{system: jira, columns: {opened: ' begin'}, given: {service: wiki}}",
            ["L048"],
        ),
        ("system: jira", "{system: jira, columns: {opened: Begin}}", []),
    ],
)
def test_entries_of_one_system_with_the_same_headings_are_told(
    findings_of: Findings, one: str, other: str, codes: list[str]
) -> None:
    entries = "".join(
        f"  {name}: {each if each[0] == '{' else f'{{{each}}}'}\n"
        for name, each in (("first", one), ("second", other))
    )
    found = findings_of(sla=sla(more=f"exports:\n{entries}"))
    assert [each.code for each in found] == codes
    assert all('"second" have the same headings as those of "first"' in f.message for f in found)
