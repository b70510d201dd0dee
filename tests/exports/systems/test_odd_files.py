"""Files that are not as they should be: whatever stands in them, adapters tell it and go on."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.systems.told import SAMPLES
from sportello.exports.system import BadRow, Batch, RawEvent
from sportello.exports.systems import all_systems

TREES = sorted(SAMPLES.rglob("*.json"))
LOGS = sorted(
    SAMPLES / each
    for each in (
        *("glpi/glpi_logs.csv", "zammad/histories.csv", "znuny/ticket_history.csv"),
        *("osticket/thread_event.csv", "osticket/thread_entry.csv"),
    )
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize("file", TREES, ids=lambda each: each.stem)
@given(data=st.data())
def test_any_value_may_stand_anywhere_in_a_tree(file: Path, data: st.DataObject) -> None:
    tree = json.loads(file.read_text())
    holder, key = data.draw(st.sampled_from([*places(tree)]))
    holder[key] = data.draw(VALUES)
    check(file.parent.name, json.dumps(tree).encode())


@pytest.mark.parametrize("file", LOGS, ids=lambda each: each.stem)
@given(data=st.data())
def test_any_bytes_may_stand_anywhere_in_a_log(file: Path, data: st.DataObject) -> None:
    content = file.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    check(file.parent.name, content[:at] + data.draw(st.binary(max_size=3)) + content[at + 2 :])


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a tree, as what holds it and its key there."""
    found = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in found:
        yield value, key
        if isinstance(each, dict | list):
            yield from places(each)


def check(name: str, content: bytes) -> None:
    """Read a file in both ways: all that comes are rows, events and problems, as text."""
    system = all_systems()[name]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "odd"
        file.write_bytes(content)
        for each in system.rows(file) if system.rows else ():
            assert isinstance(each, Batch | BadRow)
            if isinstance(each, Batch):
                cells = [cell for column in each.columns.values() for cell in column]
                assert all(isinstance(cell, str) for cell in cells)
                assert len(cells) == len(each.columns) * len(each.numbers)
        for event in system.events(file) if system.events else ():
            if isinstance(event, RawEvent):
                assert all(isinstance(text, str) for text in (event.reference, event.at))
                assert event.kind != "reply" or event.by in {"desk", "requester"}
            else:
                assert isinstance(event, BadRow)
