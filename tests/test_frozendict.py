"""A mapping that nobody can change behaves like a dict in everything else."""

import copy
import pickle
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.frozendict import FrozenDict, frozen

DICTS = st.dictionaries(st.text(), st.integers())
NESTED = st.recursive(
    st.integers() | st.text(),
    lambda inside: st.dictionaries(st.text(), inside) | st.lists(inside).map(tuple),
)


@given(DICTS)
def test_it_reads_like_the_dict_that_it_was_made_of(entries: dict[str, int]) -> None:
    made = FrozenDict(entries)
    assert made == entries
    assert (list(made), list(made.keys())) == (list(entries), list(entries))
    assert (list(made.values()), list(made.items())) == (
        list(entries.values()),
        list(entries.items()),
    )
    assert len(made) == len(entries)
    assert all(key in made and made[key] == made.get(key) == entries[key] for key in entries)
    assert repr(made) == f"FrozenDict({entries!r})"


@given(DICTS)
def test_what_it_was_made_of_may_change(entries: dict[str, int]) -> None:
    made = FrozenDict(entries)
    before = dict(entries)
    entries["more"] = 1
    entries.clear()
    assert made == before


@given(DICTS)
def test_copies_are_equal_and_have_one_hash(entries: dict[str, int]) -> None:
    made = FrozenDict(entries)
    for other in (FrozenDict(entries), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):  # noqa: S301 (our own)
        assert other == made
        assert hash(other) == hash(made)
        assert type(other) is FrozenDict


def test_order_counts_among_its_own_kind_alone() -> None:
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert FrozenDict(one) != FrozenDict(other)
    assert FrozenDict(one) == other
    assert other == FrozenDict(one)
    assert FrozenDict(one) != 1


def test_it_has_no_hash_if_a_value_has_none() -> None:
    with pytest.raises(TypeError):
        hash(FrozenDict({"a": []}))


@given(NESTED)
def test_frozen_leaves_nothing_that_changes_and_loses_nothing(value: Any) -> None:
    made = frozen(value)
    hash(made)
    assert made == value
    assert not isinstance(made, MutableMapping)
