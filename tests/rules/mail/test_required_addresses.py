"""Addresses that a domain must have: whoever claims a domain as a whole is told of them."""

from typing import Any

import pytest

from routing.desk import box, desk, retired
from sportello.catalog.model import Catalog
from sportello.findings import Problem, Severity
from sportello.rules.mail.addresses import CHECKS

BOTH = ("postmaster@01s.it", "abuse@01s.it")


def found(catalog: Catalog) -> list[Problem]:
    problems = (each for check in CHECKS for each in check(catalog))
    return [each for each in problems if each.code == "M035"]


def with_aliases(*aliases: str, **more: Any) -> Catalog:
    boxes = {"a": box("a@01s.it", "desk", aliases=aliases)}
    return desk(boxes, {"desk": "desk@mbox.example"}, **more)


def test_a_domain_that_refuses_its_postmaster_is_told_once_with_the_remedy() -> None:
    (problem,) = found(with_aliases())
    assert (problem.severity, problem.path) == (Severity.WARNING, ("domains", 0))
    assert problem.message.startswith("mail to postmaster@01s.it and abuse@01s.it is refused")
    assert "aliases of a mailbox that people read" in problem.hint
    assert "shared_domains" in problem.hint


@pytest.mark.parametrize("there", BOTH)
def test_one_of_them_is_not_enough(there: str) -> None:
    (problem,) = found(with_aliases(there))
    assert there not in problem.message


@pytest.mark.parametrize(
    "catalog",
    [
        with_aliases(*BOTH),
        with_aliases(domains=(), shared=("01s.it",)),
        with_aliases(catch_all={"01s.it": ("desk",)}),
        desk({"a": box("a@01s.it", "desk")}, {"desk": "desk@01s.it"}),
    ],
    ids=["aliases", "shared", "catch-all", "its own server has others"],
)
def test_nothing_is_missing_where_somebody_has_them(catalog: Catalog) -> None:
    assert found(catalog) == []


def test_a_retired_postmaster_is_none_unless_it_is_forwarded() -> None:
    for until, wrong in ((None, 1), ("2027-06-30", 0)):
        gone = box(BOTH[0], aliases=BOTH[1:], retired=retired(successor="a", until=until))
        boxes = {"a": box("a@01s.it", "desk"), "gone": gone}
        assert len(found(desk(boxes, {"desk": "desk@mbox.example"}))) == wrong
