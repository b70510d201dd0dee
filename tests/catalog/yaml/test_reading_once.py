"""What is parsed once is the same, wherever it stands, as if it had been parsed there."""

import pytest

from sportello.catalog.yaml.reader import read, reading_once

TEXTS = {
    "sound": b"a: {b: 1}\n",
    "twice": b"a: 1\na: 2\n",
    "broken": b"a: {\n",
    "tabs": b"a:\n\tb: 1\n",
    "not UTF-8": b"a: \xff\n",
    "two conflicts": b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> main\n",
}


@pytest.mark.parametrize("raw", TEXTS.values(), ids=TEXTS.keys())
def test_files_with_the_same_bytes_share_their_data_and_not_their_places(raw: bytes) -> None:
    reader = reading_once()
    first, again = reader(raw, "old/sla.yaml"), reader(raw, "new/sla.yaml")
    assert (first, again) == (read(raw, "old/sla.yaml"), read(raw, "new/sla.yaml"))
    assert again.data is first.data
    assert {each.where.file for each in again.findings if each.where} <= {"new/sla.yaml"}
    assert again.locate(("a",)) == read(raw, "new/sla.yaml").locate(("a",))


def test_other_bytes_under_the_same_name_are_read_anew() -> None:
    reader = reading_once()
    assert [reader(raw, "sla.yaml").data for raw in (b"a: 1\n", b"a: 2\n")] == [{"a": 1}, {"a": 2}]
