"""Values written as one scalar: what they take, what they refuse, and how they say it."""

from collections.abc import Callable
from string import ascii_letters, digits
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sportello.catalog.model import Address, Phone, Text, Url, ZoneName
from sportello.catalog.model.scalars import Domain, mail_address
from sportello.findings import Invalid

KELVIN = "\u212a"
READERS = [Address, Domain, Phone, Url, ZoneName, mail_address]


@pytest.mark.parametrize(
    "written",
    [
        "https://a.it",
        "http://a.it:8080/x?y=1&z=%5B2%5D#top",
        "https://a.it:/",
        "HTTPS://A.IT/Citt%C3%A0/(x)'*,;=!$+@~",
        "https://xn--citt-3na.example/",
        "http://localhost",
        "http://[::1]:80/",
        "http://[::ffff:1.2.3.4]/",
        "http://1.2.3.4/",
    ],
)
def test_web_addresses_are_kept_as_written(written: str) -> None:
    assert Url(written) == written


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("http://a.it/\n[x](javascript:1)", '"U+000A" cannot stand in a web address', '"%0A"'),
        ('http://a.it/"><script>', '""" cannot stand in a web address', '"%22"'),
        ("http://a.it/a b", '" " cannot stand in a web address', '"%20"'),
        ("http://a.it/città", '"à" cannot stand in a web address', '"%C3%A0"'),
        ("http://a.it/100%", '"%" cannot stand in a web address', '"%25"'),
        ("http://a.it\\@b.it/", '"\\" cannot stand in a web address', '"%5C"'),
        ("http://a.it/\ud800", '"U+D800" cannot stand in a web address', '"%3F"'),
        ("http://a.it:999999/", '"http://a.it:999999/" has no port that exists', "1 to 65535"),
        ("http://a.it:0/", '"http://a.it:0/" has no port that exists', "1 to 65535"),
        ("http://a.it:x/", '"http://a.it:x/" has no port that exists', "1 to 65535"),
        ("http://[::1", '"http://[::1" is not a web address', "like https://example.it"),
        ("http://[a.it]/", '"http://[a.it]/" is not a web address', "like https://example.it"),
        ("http://a.it/[x]", '"http://a.it/[x]" is not a web address', "like https://example.it"),
        ("http://a.it/x]", '"http://a.it/x]" is not a web address', "like https://example.it"),
        ("http://a..it/", '"http://a..it/" is not a web address', "like https://example.it"),
        ("http:///x", '"http:///x" is not a web address', "like https://example.it"),
        ("javascript:alert(1)", '"javascript:alert(1)" is not a web address', "from https:// on"),
        ("ftp://a.it/", '"ftp://a.it/" is not a web address', "from https:// on"),
        ("a.it", '"a.it" is not a web address', "from https:// on"),
        ("http://u:p@h/", '"http://u:p@h/" holds a user name', "remove what stands before the @"),
        ("http://@h/", '"http://@h/" holds a user name', "remove what stands before the @"),
    ],
)
def test_what_is_no_web_address_is_refused_with_its_remedy(
    written: str, message: str, hint: str
) -> None:
    with pytest.raises(Invalid) as error:
        Url(written)
    assert error.value.message == message
    assert hint in error.value.hint


@given(st.text(max_size=20), st.sampled_from(["", "https://", "http://a.it", "http://a.it/"]))
def test_a_web_address_has_the_characters_of_rfc_3986_alone(text: str, start: str) -> None:
    try:
        url = Url(start + text)
    except Invalid:
        return
    assert set(url) <= set(ascii_letters + digits + "-._~:/?#[]@!$&'()*+,;=%")
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("sales", '"sales" is not a mail address', "write name@domain"),
        ("@a.it", '"@a.it" is not a mail address', "write name@domain"),
        ("a@", '"a@" is not a mail address', "write name@domain"),
        ("a..b@a.it", '"a..b" cannot stand before the @', "no two points in a row"),
        (".a@a.it", '".a" cannot stand before the @', "use letters and digits"),
        ("a b@a.it", '"a b" cannot stand before the @', "use letters and digits"),
        (f"des{KELVIN}@a.it", f'"des{KELVIN}" cannot stand before the @', "use letters"),
        (f"a@des{KELVIN}.it", f'"des{KELVIN}.it" is not a mail domain', "ASCII form"),
        ("a@b", '"b" is not a mail domain', "write it like example.it"),
        ("a@b..it", '"b..it" is not a mail domain', "write it like example.it"),
        ("Desk: a@a.it", '"Desk: a" cannot stand before the @', "use letters and digits"),
    ],
)
def test_what_is_no_mail_address_is_refused_with_its_remedy(
    written: str, message: str, hint: str
) -> None:
    for read in (Address, mail_address):
        with pytest.raises(Invalid) as error:
            read(written)
        assert error.value.message == message
        assert hint in error.value.hint


def test_an_address_has_64_characters_before_the_at_and_254_in_all() -> None:
    assert Address(f"{'x' * 64}@a.it").local == "x" * 64
    labels = ".".join(["y" * 61] * 3)
    assert len(Address(f"{'x' * 64}@{labels}.it")) == 253
    for written in (f"{'x' * 65}@a.it", f"{'x' * 64}@y{labels}.ity"):
        with pytest.raises(Invalid, match="is too long: write at most 64"):
            Address(written)


def test_a_domain_leaves_room_for_an_address() -> None:
    longest = f"{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 57}.it"
    assert Address(f"a@{Domain(longest)}").domain == longest
    with pytest.raises(Invalid, match="is not a mail domain"):
        Domain(longest.replace("it", "ita"))


def test_case_is_folded() -> None:
    assert Address("Help.ISEE+x@01S.it") == "help.isee+x@01s.it"
    assert (Address("A@B.it").local, Address("A@B.it").domain) == ("a", "b.it")
    assert Domain("01S.it") == "01s.it"


def test_rarities_that_servers_disagree_on_are_legal_but_not_for_a_catalog() -> None:
    for written in ("o'brien@a.it", "-a@a.it", "a_@a.it", "a+@a.it"):
        assert mail_address(written) == written
        with pytest.raises(Invalid, match="cannot stand before the @"):
            Address(written)


@given(st.text("aB.+-_'@ 1\u212aè", max_size=12))
@example("a@b.it")
def test_every_address_of_a_catalog_is_a_mail_address(text: str) -> None:
    try:
        address = Address(f"{text}@a.it")
    except Invalid:
        return
    assert mail_address(address) == address
    assert ".." not in address


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("written", ["Desk: x: y", "", " ", "\0", "Europe/Roma: x"])
def test_whoever_refuses_a_value_says_what_is_wrong_and_the_remedy(
    read: Callable[[str], object], written: str
) -> None:
    with pytest.raises(Invalid) as error:
        read(written)
    assert error.value.message
    assert error.value.hint
    assert str(error.value) == f"{error.value.message}: {error.value.hint}"


@pytest.mark.parametrize("written", ["", "   ", "\n", {"it": "", "en": " "}, {}])
def test_a_text_without_a_word_counts_as_none(written: str | dict[str, str]) -> None:
    assert not Text(written)


def test_a_text_with_a_word_in_one_language_counts() -> None:
    assert Text({"it": " ", "en": "x"})
    assert Text("x")
