"""Addresses: a domain in letters of its own is the domain that the catalog writes in ASCII."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.model import ascii_domain, unicode_domain
from sportello.routing.address import parse_address

PAIRS = [
    ("società.example", "xn--societ-nta.example"),
    ("straße.example", "xn--strae-oqa.example"),
    ("помощь.example", "xn--l1adbb7cs.example"),
    ("help.例え.example", "help.xn--r8jz45g.example"),
]


@pytest.mark.parametrize(("letters", "plain"), PAIRS)
def test_a_domain_has_two_forms(letters: str, plain: str) -> None:
    assert ascii_domain(letters) == plain
    assert unicode_domain(plain) == letters
    assert parse_address(f" <A+x@{letters}> ") == f"a+x@{plain}"


@pytest.mark.parametrize("written", ["SOCIETÀ.example", "societa\u0300.example"])
def test_capitals_and_marks_apart_make_no_other_domain(written: str) -> None:
    assert parse_address(f"a@{written}") == "a@xn--societ-nta.example"


@pytest.mark.parametrize(
    "domain",
    ["example.it", "xn--a.example", "xn--.example", "xn--i-7iq.example"],
)
def test_what_is_no_name_in_letters_stays_as_it_is(domain: str) -> None:
    assert unicode_domain(domain) == domain


@given(st.from_regex(r"(xn--)?[a-z0-9]{1,12}(-[a-z0-9]{1,8})?\.example", fullmatch=True))
def test_the_letters_of_a_domain_lead_back_to_it_and_are_letters(domain: str) -> None:
    found = unicode_domain(domain)
    assert ascii_domain(found) == domain
    assert all(each.isalnum() or each in ".-" or not each.isascii() for each in found)
    assert found.isprintable()
