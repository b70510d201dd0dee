"""Whatever stands in the files, checking a catalog ends in findings."""

from copy import deepcopy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog.documents import Documents
from sportello.catalog.load import build
from sportello.catalog.yaml.reader import read
from sportello.findings import Severity
from sportello.rules import check

WORDS = [
    "help",
    "office",
    "high",
    "closed",
    "2026-01-05",
    "08:00-18:00",
    "5 working days",
    "it",
    "",
]
LEAVES = st.one_of(
    st.sampled_from(WORDS), st.none(), st.booleans(), st.integers(-3, 3000), st.floats(), st.text(max_size=5)
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*WORDS, "name", "open", "when"]), inner, max_size=2)
    ),
    max_leaves=4,
)
DATA = {file: yaml.safe_load(text) for file, text in SMALL.items()}


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of everything inside a value."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(place for key, each in items for place in places(each, (*path, key)))]


PLACES = [place for place in places(DATA) if place]


@settings(max_examples=400)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_damaged_catalog_makes_findings(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    data: Any = deepcopy(DATA)
    for (*way, last), value in changes:
        holder = data
        for key in way:
            try:
                holder = holder[key]
            except (KeyError, IndexError, TypeError):
                break
        if isinstance(holder, dict) and isinstance(last, str):
            holder[last] = value
    documents = {
        file: read(yaml.safe_dump(content, sort_keys=False).encode(), file)
        for file, content in data.items()
    }
    loaded = build(Documents(documents))
    findings = check(loaded)
    assert not loaded.incomplete or any(finding.severity is Severity.ERROR for finding in findings)
