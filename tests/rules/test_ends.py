"""What a day brings is said when it is asked for, and never else."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.rules import check

Write = Callable[..., Path]
CONTRACT = "\ncontracts: {gold: {customer: Comune, valid: {until: 2026-11-30}}}\npolicies:"
CERTIFIED = "certifications: [{standard: ISO 9001, valid: {until: 2026-11-30}}]"


def reported(root: Path, day: str) -> list[tuple[str, str, int]]:
    """Return code, message and line of what a day adds."""
    loaded = load(root)
    known = check(loaded)
    found = check(loaded, date.fromisoformat(day))
    assert all(each.severity == "warning" and each.hint for each in found if each not in known)
    assert all(each in found for each in known)
    return [
        (each.code, each.message, each.where.line)
        for each in found
        if each not in known and each.where is not None
    ]


@pytest.mark.parametrize(
    ("day", "verb"),
    [
        ("2026-12-30", None),
        ("2026-12-31", "end"),  # twelve months before
        ("2027-06-01", "end"),
        ("2027-12-31", "end"),
        ("2028-01-01", "ended"),
        ("9999-12-31", "ended"),
    ],
)
def test_published_years_that_end_within_twelve_months(
    catalog_at: Write, day: str, verb: str | None
) -> None:
    expected = [("D010", f"the published years {verb} with 2027", 5)]
    assert reported(catalog_at(), day) == (expected if verb else [])


def test_years_in_the_wrong_order_are_one_finding(catalog_at: Write) -> None:
    root = catalog_at(("helpdesk.yaml", "first: 2026, last: 2027", "first: 2030, last: 2026"))
    assert reported(root, "2026-11-30") == []


def test_dates_in_the_wrong_order_are_one_finding(catalog_at: Write) -> None:
    backwards = "valid: {from: 2027-01-01, until: 2026-11-30}"
    root = catalog_at(
        ("sla.yaml", "\npolicies:", CONTRACT.replace("valid: {until: 2026-11-30}", backwards)),
        (
            "providers.yaml",
            "    name: ACME\n",
            f"    name: ACME\n    {CERTIFIED.replace('valid: {until: 2026-11-30}', backwards)}\n",
        ),
    )
    assert reported(root, "2026-11-30") == []


@pytest.mark.parametrize(
    ("day", "contract", "certificate"),
    [
        ("2026-09-30", None, None),
        ("2026-10-01", "ends", "ends"),  # sixty days before
        ("2026-11-30", "ends", "ends"),
        # The contract was needed for the tickets of its time; the certification is still shown.
        ("2026-12-01", None, "ended"),
    ],
)
def test_contracts_and_certifications_that_end_within_sixty_days(
    catalog_at: Write, day: str, contract: str | None, certificate: str | None
) -> None:
    root = catalog_at(
        ("sla.yaml", "\npolicies:", CONTRACT),
        ("providers.yaml", "    name: ACME\n", f"    name: ACME\n    {CERTIFIED}\n"),
    )
    messages = {message for _, message, _ in reported(root, day)}
    expected = set()
    if contract:
        expected.add(f'the contract "gold" with Comune {contract} on 2026-11-30')
    if certificate:
        expected.add(f'the certification "ISO 9001" {certificate} on 2026-11-30')
    assert messages == expected


@pytest.mark.parametrize(
    ("contact", "day", "verb"),
    [
        ("valid: {until: 2026-11-30}", "2026-09-30", None),
        ("valid: {until: 2026-11-30}", "2026-10-01", "ends"),
        ("valid: {until: 2026-11-30}", "2026-12-01", "ended"),
        ("valid: {from: 2026-01-01}", "2026-12-01", None),
        ("visibility: internal, valid: {until: 2026-11-30}", "2026-12-01", None),
    ],
)
def test_a_contact_that_services_name_and_that_ends_within_sixty_days(
    catalog_at: Write, contact: str, day: str, verb: str | None
) -> None:
    root = catalog_at(
        ("contacts.yaml", "mail: sales@acme.example", f"mail: sales@acme.example, {contact}"),
        (
            "services/main.yaml",
            "tags: [critical]",
            "tags: [critical], channels: [{kind: mail, contact: sales}]",
        ),
    )
    about = 'the contact "sales" of the service "wiki" (likewise 1 more)'
    found = [(code, message) for code, message, _ in reported(root, day) if code == "D012"]
    assert found == ([("D012", f"{about} {verb} on 2026-11-30")] if verb else [])


def test_a_helpdesk_that_is_missing_is_told_and_not_when_its_years_end(catalog_at: Write) -> None:
    root = catalog_at()
    (root / "helpdesk.yaml").unlink()
    codes = {each.code for each in check(load(root), date(2031, 2, 1))}
    assert "F002" in codes
    assert "D010" not in codes


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-03-01", "was checked on 2026-03-02, a day to come"),
        ("2026-03-02", None),
        ("2027-03-03", None),
        ("2027-03-04", "was checked last on 2026-03-02"),
    ],
)
def test_services_that_nobody_has_checked_for_a_year(
    catalog_at: Write, day: str, said: str | None
) -> None:
    root = catalog_at(("services/main.yaml", "{name: Wiki,", "{name: Wiki, checked: 2026-03-02,"))
    found = [message for code, message, _ in reported(root, day) if code == "D017"]
    assert found == ([f'the service "wiki" {said}'] if said else [])
