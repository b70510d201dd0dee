"""How the text of a header is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.routing.encoded_words import header_text


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("=?utf-8?q?perch=C3=A9?=", "perché"),
        ("=?utf-8?b?w6g=?= =?iso-8859-1?q?=E9?= x", "èé x"),
        ("a\r\n b", "a b"),
        ("=?nonsense?q?a?=", "a"),
        ("=?utf-8?b?A?=", ""),
        ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
        ("=?utf-8*it?q?a?=", "a"),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A8?=", "\ufffd"),
        ("€ =?utf-8?q?=C3=A8?=€", "€ è€"),
        (b"\xe8 =?iso-8859-1?q?=E8?=".decode("ascii", "surrogateescape"), "\ufffd è"),
        ("\r\n a", " a"),
        ("=?utf-8?q?_a?=", " a"),
        (" \r\n =?utf-8?q?a?=", "a"),
        ("=?utf-8?q?a=ZZ=4?=", "a=ZZ=4"),
        ("=?utf-8?b?YWI-Yw==?=", "ab"),
        ("=?utf-8?b?YWI\x0bYw==?=", "ab"),
        ("=??q?a=E8?=", "a\ufffd"),
        ("=?us-ascii?q?=C3=A8?=", "è"),
        ("=?us-ascii=?q?=C3=A8?=", "\ufffd"),
        ("=?gb2312?b?xOO6w8Q=?=", "你好"),
        ("=?rot13?q?a?= =?hex?q?61?= =?idna?q?a?=", "a61a"),
        ("=?utf-8?q?a=00b?=", "a b"),
        ("=?=?utf-8?q?a?=", "=?a"),
        ("=?utf-8?b?w6?=", "\ufffd"),
        (b"caff\xc3\xa8".decode("ascii", "surrogateescape"), "caffè"),
        (b"caff\xe8".decode("ascii", "surrogateescape"), "caff\ufffd"),
        (" x ", "x"),
    ],
)
def test_a_header_is_read_as_people_do(raw: str, read: str) -> None:
    assert header_text(raw) == read


@given(st.text())
def test_any_header_can_be_read(raw: str) -> None:
    assert isinstance(header_text(raw), str)
