"""What hosted mail cannot do is told, and only to a desk that runs it."""

from collections.abc import Sequence
from typing import Literal

import pytest
from msgspec.structs import replace

from routing.desk import SMALL, box, desk, retired
from sportello.catalog.model import Catalog
from sportello.findings import Problem
from sportello.rules.mail import exchange, google, hosted

CHECKS = (*hosted.CHECKS, *exchange.CHECKS, *google.CHECKS)


def found(catalog: Catalog, *servers: Literal["exchange", "google", "postfix"]) -> list[Problem]:
    helpdesk = replace(catalog.helpdesk, mail_servers=servers)
    asked = replace(catalog, helpdesk=helpdesk)
    return [problem for check in CHECKS for problem in check(asked)]


def codes(problems: Sequence[Problem]) -> set[str]:
    return {each.code for each in problems}


def test_a_desk_without_hosted_mail_hears_nothing() -> None:
    assert found(SMALL) == []


def test_a_catch_all_is_told_for_each_server() -> None:
    problems = found(SMALL, "exchange", "google")
    told = [each for each in problems if each.code == "M060"]
    assert [each.path for each in told] == [("catch_all", "legacy.example")] * 2
    assert "Exchange" in told[0].message
    assert "Google" in told[1].message
    assert all("leave it out" in each.hint for each in told)


def test_a_catch_all_stays_in_the_catalog_for_the_other_servers() -> None:
    (told,) = (each for each in found(SMALL, "exchange", "postfix") if each.code == "M060")
    assert told.hint == "set it by hand there; your other mail servers get it"


def test_a_retired_mailbox_without_a_forward_is_told_for_google() -> None:
    catalog = desk(
        {
            "new": box("new@01s.it", "intake"),
            "old": box("old@01s.it", retired=retired(successor="new")),
            "led": box("led@01s.it", retired=retired(successor="new", until="2027-01-01")),
        },
        {"intake": "intake@mbox.example"},
    )
    assert [each.path[1] for each in found(catalog, "google")] == ["old"]
    assert found(catalog, "exchange") == []


@pytest.mark.parametrize(("count", "expected"), [(300, set()), (301, {"M061"})])
def test_exchange_has_three_hundred_rules(count: int, expected: set[str]) -> None:
    mailboxes = {f"m{n}": box(f"m{n}@01s.it", retired=retired(text="Shut")) for n in range(count)}
    assert codes(found(desk(mailboxes, {}), "exchange")) == expected


@pytest.mark.parametrize(("length", "expected"), [(54, set()), (55, {"M062"})])
def test_a_group_of_exchange_has_a_name_of_64_characters(length: int, expected: set[str]) -> None:
    catalog = desk({"a" * length: box("a@01s.it", "intake")}, {"intake": "intake@mbox.example"})
    assert codes(found(catalog, "exchange")) == expected


@pytest.mark.parametrize(("count", "expected"), [(12, set()), (13, {"M064"})])
def test_an_address_of_googles_map_has_twelve_destinations(count: int, expected: set[str]) -> None:
    destinations = {f"d{n}": f"d{n}@mbox.example" for n in range(count)}
    catalog = desk({"a": box("a@01s.it", *destinations)}, destinations)
    assert codes(found(catalog, "google")) == expected


@pytest.mark.parametrize(("count", "expected"), [(5_000, set()), (5_001, {"M064"})])
def test_googles_map_has_five_thousand_lines(count: int, expected: set[str]) -> None:
    mailboxes = {f"m{n}": box(f"m{n}@01s.it", "intake") for n in range(count)}
    catalog = desk(mailboxes, {"intake": "intake@mbox.example"})
    assert codes(found(catalog, "google")) == expected


@pytest.mark.parametrize(("server", "why"), [("exchange", "Suppress"), ("google", "List-Id")])
def test_an_acknowledgement_behind_a_group_is_told_once(
    server: Literal["exchange", "google"], why: str
) -> None:
    told = [each for each in found(SMALL, server) if each.code == "M065"]
    (problem,) = told
    assert problem.path == ("mailboxes", "isee")
    assert problem.message.startswith('mail to "isee" and 1 more is not acknowledged')
    assert why in problem.message
    assert [each for each in found(SMALL, "postfix") if each.code == "M065"] == []
