"""Phone numbers: by the country of the desk, one at a time, never longer than they are."""

from collections.abc import Callable
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog import load
from sportello.catalog.model import Country, Phone
from sportello.findings import Finding, Invalid, Severity

Write = Callable[..., Path]
Findings = Callable[..., list[Finding]]
COUNTRIES = {name: Country(name) for name in ("IT", "DE", "GB", "FR", "CH", "US", "HU")}


@pytest.mark.parametrize(
    ("country", "written", "number"),
    [
        ("IT", "051/6033266", "+390516033266"),
        ("IT", "051 6033266", "+390516033266"),
        ("IT", "051-60.33.266", "+390516033266"),
        ("IT", "051-60-33-266", "+390516033266"),
        ("IT", "02-1234-5678", "+390212345678"),
        ("IT", "(051) 6033266", "+390516033266"),
        ("IT", "+39 (0)51 6033266", "+390516033266"),
        ("IT", "0039 051 6033266", "+390516033266"),
        ("IT", "339 1234567", "+393391234567"),
        ("IT", "800 123456", "+39800123456"),
        ("IT", "089 123456", "+39089123456"),  # Salerno
        ("DE", "089 123456", "+4989123456"),  # Munich
        ("DE", "030/1234567", "+49301234567"),
        ("DE", "+49 (0)30 1234567", "+49301234567"),
        ("GB", "020 7946 0018", "+442079460018"),
        ("FR", "01-23-45-67-89", "+33123456789"),
        ("CH", "044 668 18 00", "+41446681800"),
        ("US", "(212) 555-1234", "+12125551234"),
        ("US", "212-555-1234", "+12125551234"),
        ("HU", "06 1 234 5678", "+3612345678"),
        ("HU", "+39 051 6033266", "+390516033266"),
    ],
)
def test_a_number_is_read_as_the_desks_country_writes_it(
    country: str, written: str, number: str
) -> None:
    assert Phone(written, COUNTRIES[country]) == number


@pytest.mark.parametrize("country", COUNTRIES.values())
@given(data=st.data())
def test_every_example_of_a_country_is_read_as_the_library_does(
    country: Country, data: st.DataObject
) -> None:
    kind = data.draw(
        st.sampled_from(
            (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
        )
    )
    number = phonenumbers.example_number_for_type(country, kind)
    assert number is not None
    form = data.draw(st.sampled_from(range(3)))  # E.164, international, national
    written = phonenumbers.format_number(number, form)
    assert Phone(written, country) == phonenumbers.format_number(number, 0)
    other = data.draw(st.sampled_from([None, *COUNTRIES.values()]))
    assert Phone(Phone(written, country), other) == Phone(written, country)


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("051 6033266/7", "is more than one number", 'write "051 6033266", and'),
        ("051/6033266/67", "is more than one number", 'write "051/6033266", and'),
        ("051 6033266-7", "is more than one number", 'if it is one number, write "05160332667"'),
        ("051 6033266 - 68", "is more than one number", 'write "051 6033266", and'),
        ("051 6033266 / 6033358", "is more than one number", 'write "051 6033266", and'),
        ("051 6033266 - 051 6033358", "is more than one number", 'write "051 6033266", and'),
        ("051 6033266 051 6033358", "is more than one number", 'write "051 6033266", and'),
        ("+39 051 6033266/7", "is more than one number", 'write "+39 051 6033266", and'),
        ("051 6033266 (5)", "is more than one number", 'write "051 6033266", and'),
        ("06 1234 int. 5", "has letters", 'such as an extension, stands in "reachable:"'),
        ("06 1234 x5", "has letters", "write the number alone"),
        ("tel:+390516033266", "has letters", "write the number alone"),
        ("800-FLOWERS", "has letters", "write the number alone"),
        ("051 6033266, 051 6033358", '"," cannot stand here', "a contact of its own"),
        ("051 6033266; 67", '";" cannot stand here', "a contact of its own"),
        ("*123#", '"*" cannot stand here', "write one number"),
        ("051\u00a06033266", "U+00A0 cannot stand here", "with digits, spaces"),
        ("051 6033266 – 67", '"–" cannot stand here', "write one number"),
        ("039+051", '"+" cannot stand here', "write one number"),
        ("٠٥١٦٠٣٣٢٦٦", '"٠" cannot stand here', "with digits"),
        ("112", "is too short", "with its area code"),
        ("0516033266051603", "is too long", "with its area code"),
        ("+39 51 6033266", "lacks a zero", 'write "+39 051 603 3266"'),
        ("516033266", "lacks a zero", 'write "+39 051 603 3266"'),
        ("+999 123456", "is not a phone number", "with its country code"),
        ("", "is not a phone number", "with its area code"),
    ],
)  # fmt: skip
def test_what_is_not_one_number_is_refused_with_its_remedy(
    written: str, message: str, hint: str
) -> None:
    with pytest.raises(Invalid) as error:
        Phone(written, COUNTRIES["IT"])
    assert message in error.value.message
    assert hint in error.value.hint


@given(st.text("0123456789+ ()/-.x,", max_size=20), st.sampled_from([None, *COUNTRIES.values()]))
def test_a_number_has_the_digits_that_are_written(text: str, country: Country | None) -> None:
    try:
        number = Phone(text, country)
    except Invalid:
        return
    digits = "".join(filter(str.isdigit, text))
    national = str(phonenumbers.parse(number).national_number)
    assert digits.endswith(national)
    assert Phone(number) == number


def test_without_a_country_a_number_needs_its_own() -> None:
    assert Phone("+39 051 6033266") == "+390516033266"
    with pytest.raises(Invalid, match="does not say in which country it is"):
        Phone("051/6033266")


@pytest.mark.parametrize(
    ("written", "hint"), [("it", 'did you mean "IT"?'), ("Italy", "like IT"), ("UK", "like IT")]
)
def test_a_country_has_two_letters(written: str, hint: str) -> None:
    with pytest.raises(Invalid) as error:
        Country(written)
    assert error.value.message == f'"{written}" is not a country'
    assert hint in error.value.hint


# --- in a catalog ---------------------------------------------------------------------------------


def test_the_desks_country_decides(catalog_at: Write) -> None:
    root = catalog_at(("helpdesk.yaml", "country: IT", "country: DE"))
    assert load(root).catalog.contacts["anna"].phone == "+49516033266"


def test_a_desk_without_country_is_asked_for_it_once(findings_of: Findings) -> None:
    more = "  ben: {name: Ben, kind: person, phone: 051/6033267}\n"
    contacts = "contacts:\n  anna: {name: Anna, kind: person, phone: 051/6033266}\n"
    no_country = ("helpdesk.yaml", "country: IT\n", "")
    changes = no_country, ("services/main.yaml", "contacts: [sales, anna]", "contacts: [anna]")
    (found,) = findings_of(*changes, contacts=contacts + more)
    assert (found.code, found.severity) == ("S008", Severity.ERROR)
    assert found.message.endswith("does not say in which country it is (likewise 1 more number)")
    assert 'add "country:"' in found.hint
    assert found.where is not None
    assert found.where.source.startswith("  anna:")


@pytest.mark.parametrize("written", ["country: Italia", "contry: IT", "country: [IT]"])
def test_a_country_that_cannot_be_read_is_the_only_finding(
    findings_of: Findings, written: str
) -> None:
    (found,) = findings_of(("helpdesk.yaml", "country: IT", written))
    assert found.where is not None
    assert found.where.line == 6
