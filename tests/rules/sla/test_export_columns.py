"""A column of an export has one meaning, and what is given has no column."""

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
