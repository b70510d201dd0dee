"""An edit changes one line: comments, order and layout stay."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.catalog.yaml.edit import with_item, with_key
from sportello.catalog.yaml.reader import read
from sportello.findings import Invalid

ITEM = "{person: p-02, from: 2026-12-21}"
BLOCK = """\
# The shifts.
rotas:
  phone:
    name: Phone  # spoken
    absences:
      # in spring
      - {person: p-01, from: 2026-03-02}  # told by phone
      - person: p-03
        from: 2026-04-02

    # until the summer
    rest: 11 hours

  night:
    name: Night
"""
ABSENCES = ("rotas", "phone", "absences")


def added(before: str, after: bytes) -> list[str]:
    """Return the lines that are new; none is gone."""
    lines = [*difflib.ndiff(before.splitlines(), after.decode().splitlines())]
    assert not [each for each in lines if each.startswith("- ")]
    return [each[2:] for each in lines if each.startswith("+ ")]


def test_item_stands_behind_the_last_one_as_that_is_indented() -> None:
    after = with_item(BLOCK.encode(), ABSENCES, ITEM)
    assert added(BLOCK, after) == [f"      - {ITEM}"]
    assert after.decode().splitlines()[9] == f"      - {ITEM}"


def test_list_that_is_not_there_begins_below_the_last_key_of_its_mapping() -> None:
    after = with_item(BLOCK.encode(), ("rotas", "night", "absences"), ITEM)
    assert added(BLOCK, after) == ["    absences:", f"      - {ITEM}"]
    assert added(BLOCK, with_item(BLOCK.encode(), ("rotas", "phone", "swaps"), ITEM)) == [
        "    swaps:",
        f"      - {ITEM}",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: []\nb: 1\n", f"a: [{ITEM}]\nb: 1\n"),
        ("a: [{x: 1}]  # one\n", f"a: [{{x: 1}}, {ITEM}]  # one\n"),
        ("a: [\n  {x: 1},\n]\n", f"a: [\n  {{x: 1}}, {ITEM}\n]\n"),
        ("a:\n- x: 1\n", f"a:\n- x: 1\n- {ITEM}\n"),
        ("a:\n  - x: 1", f"a:\n  - x: 1\n  - {ITEM}\n"),
        ("a:\r\n  - x: 1\r\n", f"a:\r\n  - x: 1\r\n  - {ITEM}\r\n"),
        ("a:\n  - - 1\n", f"a:\n  - - 1\n  - {ITEM}\n"),
    ],
)
def test_list_is_written_on_as_it_is_written(before: str, after: str) -> None:
    assert with_item(before.encode(), ("a",), ITEM).decode() == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {x: 1}  # one\n", "a: {x: 1, cover: p-02}  # one\n"),
        ("a:\n  x: 1  # one\nb: 2\n", "a:\n  x: 1  # one\n  cover: p-02\nb: 2\n"),
        ("a: {}\n", "a: {cover: p-02}\n"),
    ],
)
def test_mapping_gets_a_key_at_its_end(before: str, after: str) -> None:
    assert with_key(before.encode(), ("a",), "cover", "p-02").decode() == after


def test_mapping_in_a_list_gets_a_key() -> None:
    assert added(BLOCK, with_key(BLOCK.encode(), (*ABSENCES, 1), "cover", "p-02")) == [
        "        cover: p-02"
    ]


@pytest.mark.parametrize(
    "text", ["a: text\n", "a: {b: {c: 1}}\nd: [\n", "a: [1]\na: [2]\n", "a: &x [1]\n"]
)
def test_what_cannot_be_added_to_is_told_with_what_to_write(text: str) -> None:
    with pytest.raises(Invalid):
        with_item(text.encode(), ("a",), ITEM)
    with pytest.raises(Invalid, match="cannot add to it"):
        with_item(b"a: {x: 1}\n", ("a", "list"), ITEM)


TEXTS = st.recursive(
    st.sampled_from(["1", "text", "[]", "[a, b]", "{x: 1}"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda each: "[" + ", ".join(each) + "]"
    ),
    max_leaves=5,
)


@given(
    items=st.lists(TEXTS, max_size=4),
    is_block=st.booleans(),
    comments=st.lists(st.booleans(), min_size=5, max_size=5),
    indent=st.integers(0, 4),
)
def test_added_item_is_the_only_difference_in_the_data(
    items: list[str], is_block: bool, comments: list[bool], indent: int
) -> None:
    said = ["  # why" if each else "" for each in comments]
    if is_block and items:
        lines = [f"{' ' * indent}- {each}{why}" for each, why in zip(items, said, strict=False)]
        text = "first: 1\na:" + said[4] + "\n" + "\n".join(lines) + "\nlast: 2\n"
    else:
        text = f"first: 1\na: [{', '.join(items)}]{said[0]}\nlast: 2\n"
    before = read(text.encode(), "").data
    after = with_item(text.encode(), ("a",), ITEM)
    assert read(after, "").data == {
        **before,
        "a": [*before["a"], read(f"x: {ITEM}".encode(), "").data["x"]],
    }
    assert after.decode().count("# why") == text.count("# why")
