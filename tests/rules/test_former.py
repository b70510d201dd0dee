"""Former identifiers lead to one page, and are none of today."""

from collections.abc import Callable

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]


def told(findings_of: Findings, wiki: str, pump: str = "", tools: str = "") -> list[str]:
    found = findings_of(
        ("services/main.yaml", "wiki: {", f"wiki: {{former: [{wiki}], "),
        ("services/main.yaml", "pump: {", f"pump: {{former: [{pump}], "),
        ("services/main.yaml", "tools: {", f"tools: {{former: [{tools}], "),
    )
    return [f"{each.code} {each.message}" for each in found]


def test_an_identifier_of_nobody_may_be_a_former_one(findings_of: Findings) -> None:
    assert told(findings_of, "manual", "engine", "kit") == []


def test_an_identifier_in_use_is_none_of_before(findings_of: Findings) -> None:
    assert told(findings_of, "pump") == ['R003 "pump" is the identifier of a service of today']
    assert told(findings_of, "wiki") == ['R003 "wiki" is the identifier of a service of today']
    assert told(findings_of, "", "", "tools") == [
        'R003 "tools" is the identifier of a family of today'
    ]


def test_two_cannot_have_been_the_same(findings_of: Findings) -> None:
    twice = ['R003 "manual" is named as former identifier of "wiki" too']
    assert told(findings_of, "manual", "manual") == twice
    assert told(findings_of, "manual, manual") == twice


def test_a_service_and_a_family_have_addresses_of_their_own(findings_of: Findings) -> None:
    assert told(findings_of, "kit", "", "kit") == []
    assert told(findings_of, "tools", "", "wiki") == []


def test_what_can_be_no_address_is_no_former_identifier(findings_of: Findings) -> None:
    assert told(findings_of, "Old Name")
    assert told(findings_of, "index")
