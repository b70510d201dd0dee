"""Every departure from the schema is explained."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from small import SMALL
from sportello.catalog.departures import validator_of
from sportello.catalog.formats import desk_country, formats_of
from sportello.catalog.load import load
from sportello.catalog.schema import catalog_schema
from sportello.catalog.sections import Sections
from sportello.catalog.valid import names_in
from sportello.catalog.validate import validate

Write = Callable[..., Path]
WORDS = ["help", "halp", "office", "desk", "high", "closed", "2026-01-05", "2026-02-30 Monday"]
WORDS += [
    "a@b.example",
    "a b@c",
    "5 days",
    "5 working days",
    "+39051603",
    "051/6033266",
    "DE",
    "Europe/Rome",
    "",
    "07",
    "7",
    'a/b~c%20 "d',
    "it",
]
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.dictionaries(
        st.sampled_from([*WORDS, "it", "en", "name"]), st.sampled_from(WORDS), max_size=2
    ),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of everything inside a value."""
    if not isinstance(value, dict | list):
        return [path]
    items: list[tuple[Any, Any]] = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    )
    return [path, *(place for key, each in items for place in places(each, (*path, key)))]


@pytest.fixture(scope="module")
def sections(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root = tmp_path_factory.mktemp("catalog")
    for file, text in SMALL.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text)
    return dict(load(root).written.data)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_does_not_fit_is_explained(sections: dict[str, Any], data: st.DataObject) -> None:
    known = names_in(Sections(sections, frozenset()))
    changed = deepcopy(sections)
    *way, last = data.draw(st.sampled_from([p for p in places(sections) if p]))
    holder: Any = changed
    for key in way:
        holder = holder[key]
    value = data.draw(VALUES)
    if isinstance(holder, dict) and data.draw(st.booleans()):
        holder[data.draw(st.sampled_from([*WORDS, "name", "note"]))] = value
    else:
        holder[last] = value
    formats = formats_of(desk_country(changed))
    fits = validator_of(catalog_schema(), known, formats).is_valid(changed)
    assert (validate(changed, catalog_schema(), known) == []) is fits


@pytest.mark.parametrize(
    ("file", "old", "new", "remedy"),
    [
        ("helpdesk.yaml", "{first: 2026, last: 2027}", "2026", "{first: …, last: …}"),
        ("helpdesk.yaml", "{first: 2026, last: 2027}", "[2026, 2027]", "{first: …, last: …}"),
        ("mailboxes.yaml", "mailboxes:\n", "mailboxes:\n  zz: zz@01s.it\n", "{address: zz@01s.it}"),
        ("mailboxes.yaml", "{address: help", "{retired: 2026-01-01, address: help", "{since: 2026-01-01}"),
        ("sla.yaml", "{within: 40 business hours}", "40 business hours", "{within: 40 business hours}"),
        ("sla.yaml", "{within: 40 business hours}", "40 days", "{within: …}"),
        ("sla.yaml", "{severity: [high]}", "high", "such as provider, family, service"),
        ("providers.yaml", "providers:\n", "providers:\n  new: New\n", "{name: New}"),
        ("providers.yaml", "providers:\n", 'providers:\n  new: "A, b: c"\n', "{name: …}"),
        ("providers.yaml", "providers:\n", 'providers:\n  new: "12"\n', "{name: …}"),
    ],
)  # fmt: skip
def test_a_value_in_the_place_of_keys_is_told_which(
    catalog_at: Write, file: str, old: str, new: str, remedy: str
) -> None:
    (found,) = load(catalog_at((file, old, new))).findings
    assert (found.code, "expected keys with values" in found.message) == ("S003", True)
    assert found.hint.startswith("write keys with values")
    assert found.hint.endswith(remedy)
