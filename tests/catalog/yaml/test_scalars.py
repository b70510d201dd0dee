import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.yaml.scalars import MAYBE_SPECIAL, Scalar, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, None) for text in ("", "~", "null", "Null", "NULL")],
        *[(text, True) for text in ("true", "True", "TRUE")],
        *[(text, False) for text in ("false", "False", "FALSE")],
        ("0", 0),
        ("40", 40),
        ("-7", -7),
        ("0o17", 15),
        ("0xFF", 255),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("3.", 3.0),
        ("1e3", 1000.0),
        ("6.02E-23", 6.02e-23),
        (".inf", math.inf),
        ("-.INF", -math.inf),
    ],
)
def test_core_schema(text: str, value: Scalar) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


def test_not_a_number() -> None:
    found = resolve(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "on", "yes", "y", "nULL", "tRUE", "17:00", "9:30", "2026-01-05", "1_000"),
        *("0b1", "0o8", "0xG", "-0xF", "1.2.3", "1e", ".", "-", "-.", "e5", "٣", "1\n"),
    ],
)
def test_what_yaml_1_1_or_python_would_convert_is_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize("text", ["030123", "00", "-01", "0051.5", "+5", "+39051123456", "+1.5"])
def test_phone_numbers_and_codes_keep_their_digits(text: str) -> None:
    assert resolve(text) == text


def test_a_number_beyond_all_measure_is_text() -> None:
    assert resolve("9" * 300) == int("9" * 300)
    assert resolve("9" * 301) == "9" * 301
    assert resolve("1" * 10_000) == "1" * 10_000


@given(st.from_regex(r"[-+.0-9a-zA-Z_:~]*", fullmatch=True))
def test_the_first_character_tells_plain_texts_apart(text: str) -> None:
    if text[:1] not in MAYBE_SPECIAL:
        assert resolve(text) == text


@given(st.integers())
def test_integers_come_back(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_come_back(number: float) -> None:
    assert resolve(repr(number)) == number
