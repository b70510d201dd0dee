"""Whatever is in a file of events, it is read or told what is wrong, and nothing breaks."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla.clock import read_clocks
from sportello.sla.events import EventsError

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
DESK = Path(__file__).parents[2] / "example" / "desk"
PARTS = st.sampled_from(
    [b"at,event,service\n", b"ticket;at;event;value;by;service;channel;\r\n", b"at\tevent\tservice\r",
     b"2026-01-05T10:00,opened,wiki", b"1;2026-01-05T10:00;opened;;;wiki;mail;", b"closed", b"reply",
     b"2026-10-25T02:30", b",", b";", b'"', b"\n", b"\r", b"\r\n", b"\t", b"\xff", b"\xef\xbb\xbf",
     b"\xff\xfe", b"\0", b"x" * 131_073, b"\xc3\xa9", b"[", b"{", b"]", b"}", b":", b"1e999", b"null",
     b'{"service": "wiki", "events": [{"at": "2026-01-05T10:00", "event": "opened"}]}',
     b'"events"', b'{"service": "wiki", "events": [', b'"at": ', b'"2026-01-05T10:00"', b'"event": ',
     b"\\u0000", b"\\ud800", b"PK\x03\x04"]
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load(DESK).catalog


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("events")


@settings(max_examples=EXAMPLES)
@given(st.lists(PARTS | st.binary(max_size=6), max_size=20))
@example([b"at,event,service,", b"x" * 131_073])
@example([b"[" * 100_000])
def test_any_bytes_are_read_or_told(catalog: Catalog, folder: Path, parts: list[bytes]) -> None:
    file = folder / "t"
    file.write_bytes(b"".join(parts))
    with suppress(EventsError):
        assert read_clocks(catalog, file, datetime(2026, 2, 1, tzinfo=UTC))
