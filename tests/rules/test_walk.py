"""The walk finds what a look at everything would find, and where it stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from sportello.catalog import Loaded
from sportello.catalog.model import Part, Text
from sportello.findings import KeyPath
from sportello.rules.walk import walk
from sportello.worktime import Calendar


def everything(value: Any, path: KeyPath, kinds: tuple[type, ...]) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, kinds):
        yield path, value
    elif isinstance(value, Part):
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        for field, key in names:
            yield from everything(getattr(value, field), (*path, key), kinds)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from everything(each, (*path, key), kinds)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from everything(each, (*path, index), kinds)


def test_texts_and_calendars_are_found_at_any_depth(frozen: Loaded) -> None:
    kinds = (Text, Calendar)
    found = list(walk(frozen.catalog, (), kinds))
    assert found == list(everything(frozen.catalog, (), kinds))
    assert {path[0] for path, _ in found} >= {"helpdesk", "calendars", "policies", "services"}


def test_value_of_the_type_is_found_itself() -> None:
    text = Text("Support")
    assert list(walk(text, ("name",), (Text,))) == [(("name",), text)]


def test_key_is_the_one_written_in_yaml(frozen: Loaded) -> None:
    (step, *_) = frozen.catalog.lifecycle.transitions if frozen.catalog.lifecycle else ()
    assert [path for path, _ in walk(step, (), (str,)) if path == ("from",)] == [("from",)]


def test_value_of_another_type_holds_nothing() -> None:
    assert list(walk(7, ("years",), (Text,))) == []
