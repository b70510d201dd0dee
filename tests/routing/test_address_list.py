"""Which addresses a header names, also one that breaks the rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.routing.address_list import addresses_in


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("help@01s.it", ["help@01s.it"]),
        ("Anna <a@b.it>, help@01s.it", ["a@b.it", "help@01s.it"]),
        ('"A, B" <a@b.it>,\r\n c@d.it (Carla, too)', ["a@b.it", "c@d.it"]),
        ('"help"@01s.it', ["help@01s.it"]),
        ('"a b"@01s.it', ['"a b"@01s.it']),
        ("a@b.it; help@01s.it", ["a@b.it"]),
        ("team: a@b.it, c@d.it;, e@f.it", ["a@b.it", "c@d.it", "e@f.it"]),
        ("undisclosed-recipients:;", ["undisclosed-recipients:;"]),
        ("<@relay.it,@x.it:a@b.it>", ["a@b.it"]),
        ("a @ b . it", ["a@b.it"]),
        (".a..b@c.it", ['".a..b"@c.it']),
        ("a@[127.0.0.1]", ["a@[127.0.0.1]"]),
        ("a@b..it, c@d.it", ["a@b..it, c@d.it"]),
        (", a@b.it", ["a@b.it"]),
        ("anna, a@b.it", ["a@b.it"]),
        ("anna", ["anna"]),
        ("<a@b.it", ["<a@b.it"]),
        ("a@b.it (", ["a@b.it ("]),
        ("Città <a@b.it>", ["a@b.it"]),
        ("città@b.it", ["città@b.it"]),
        ("a@città.it", ["a@città.it"]),
        ("", []),
        ("(nobody)", []),
    ],
)
def test_the_addresses_of_a_header(value: str, found: list[str]) -> None:
    assert list(addresses_in(value)) == found


def test_of_very_many_addresses_the_first_are_read() -> None:
    assert len(addresses_in(", ".join(f"a{number}@b.it" for number in range(300)))) == 256


@given(st.text(st.sampled_from('ab.@<>()[]",;:\\ \t\r\n\0è')) | st.text())
def test_any_text_can_be_read(value: str) -> None:
    assert all(isinstance(each, str) for each in addresses_in(value))
