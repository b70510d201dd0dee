"""Names and personal numbers of staff stay out: only known addresses and numbers are in."""

import re
from collections.abc import Iterator
from pathlib import Path

import phonenumbers

from sportello.catalog.model import Catalog

ROOT = Path(__file__).parents[2] / "catalog"

ADDRESSES = {
    "openbusiness@ditechspa.it",
    "help.finance@ditechspa.it",
    "assistenza.sic@ditechspa.it",
    "helpdesk.more@ditechspa.it",
    "helpdesk.store@ditechspa.it",
    "info@accatre.it",
}
FUNCTIONAL = re.compile(r"helpdesk\.sisemplice(\.[a-z0-9]+)?@01s\.it")
RESERVED = re.compile(r".+@(.+\.)?(example|test|invalid|example\.(com|net|org))")  # RFC 2606
PHONES = {"+390516033266", "+390516033358", "+390516012298"}
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.y*ml")):
        yield path, path.read_text()


def test_mail_addresses_are_those_of_functions() -> None:
    found = {
        address.lower(): path.name for path, text in texts() for address in ADDRESS.findall(text)
    }
    assert found.keys() >= ADDRESSES
    strangers = {
        address: name
        for address, name in found.items()
        if address not in ADDRESSES
        and not FUNCTIONAL.fullmatch(address)
        and not RESERVED.fullmatch(address)
    }
    assert strangers == {}


def test_phone_numbers_are_those_of_functions() -> None:
    found = {
        phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        for _, text in texts()
        for match in phonenumbers.PhoneNumberMatcher(text, "IT")
    }
    assert found == PHONES


def test_people_are_internal_and_called_by_their_function(catalog: Catalog) -> None:
    people = {name: each for name, each in catalog.contacts.items() if each.kind == "person"}
    assert set(people) == {"ditech-startup-specialist"}
    assert not set(people) & set(catalog.public().contacts)
    assert people["ditech-startup-specialist"].name["en"] == "Dedicated start-up specialist"
    assert all(each.phone is None and each.mail is None for each in people.values())
