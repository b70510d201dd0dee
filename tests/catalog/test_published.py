"""The schema that editors of YAML and people are given says all of every key, and nothing wrong."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from catalogs import catalogs, mended_data, traced
from frozen import FROZEN
from full import FULL
from sportello.catalog import load
from sportello.catalog.departures import validator_of
from sportello.catalog.formats import formats_of
from sportello.catalog.model import Catalog, Country
from sportello.catalog.model.calendars import CalendarFile
from sportello.catalog.schema import Schema, schema_of
from sportello.catalog.yaml.reader import read
from sportello.expectations.editor import all_in_one, schemas
from sportello.expectations.model import ExpectationFile
from sportello.worktime import Calendar, SpecError, check_holiday_set
from sportello.worktime.written import (
    WrittenCalendar,
    WrittenException,
    WrittenHolidays,
    WrittenSeason,
    WrittenSpan,
)

SCHEMAS = schemas({})


def keys() -> Iterator[tuple[str, str, Schema]]:
    """Every key of every class, with the class and what is said of it."""
    for file, schema in SCHEMAS.items():
        for name, shape in {file: schema, **schema["$defs"]}.items():
            for key, said in shape.get("properties", {}).items():
                yield name, key, said


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_sound_schema_of_its_own(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_key_has_type_title_meaning_and_example() -> None:
    lacking = [
        (name, key)
        for name, key, said in keys()
        if not (said.get("title") and said.get("description") and said.get("examples"))
        or said["examples"] == [None]
        or not said.keys() & {"type", "$ref", "enum", "anyOf"}
    ]
    assert lacking == []


def test_a_meaning_is_a_sentence() -> None:
    odd = [(name, key) for name, key, said in keys() if said["description"][-1] not in ".:"]
    assert odd == []


def test_every_example_is_what_check_takes() -> None:
    formats = formats_of(Country("IT"))
    wrong = []
    for kind in (Catalog, CalendarFile, ExpectationFile):
        strict = schema_of(kind)
        shapes = {**strict["$defs"], kind.__name__: strict}
        said = {(name, key): each for name, key, each in keys() if name in shapes}
        for (name, key), each in said.items():
            shape = {**shapes[name]["properties"][key], "$defs": strict["$defs"]}
            wrong += [
                (name, key, example)
                for example in each["examples"]
                if not validator_of(shape, {}, formats).is_valid(example)
            ]
    assert wrong == []


def test_examples_of_calendars_are_calendars() -> None:
    shapes = SCHEMAS["calendars"]["properties"]
    [holidays], [calendars] = shapes["holidays"]["examples"], shapes["calendars"]["examples"]
    assert [check_holiday_set(each) for each in holidays.values()] == [()]
    for spec in calendars.values():
        Calendar.from_spec(spec, name="office", holidays=holidays)


def calendar_problems(spec: Any) -> str:
    with pytest.raises(SpecError) as found:
        Calendar.from_spec(spec, name="x", holidays={})
    return str(found.value)


CALENDAR_PARTS: Mapping[type, Callable[[Any], str]] = {
    WrittenCalendar: calendar_problems,
    WrittenException: lambda entry: calendar_problems({"exceptions": [entry]}),
    WrittenSeason: lambda entry: calendar_problems({"seasons": [entry]}),
    WrittenSpan: lambda entry: calendar_problems({"seasons": [{"valid": entry}]}),
    WrittenHolidays: lambda entry: " ".join(map(str, check_holiday_set(entry))),
}


@pytest.mark.parametrize("kind", CALENDAR_PARTS, ids=lambda kind: kind.__name__)
def test_calendars_take_the_keys_that_are_described_and_no_others(kind: Any) -> None:
    told = CALENDAR_PARTS[kind]({"zzz": 1})
    listed = told.partition("the keys are ")[2].partition("\n")[0].split(", ")
    assert {*kind.__struct_encode_fields__} == {word.split()[0] for word in listed}


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("opening-hours", ["09:00-18:00", "22:00-06:00", "08:00:30-12:00", "closed"], ["9-18", "x"]),
        ("weekdays", ["mon", "mon-fri", "sat-mon", "mon, wed - thu"], ["lun", "Monday", "mon+fri"]),
        (
            "date-or-rule",
            ["2026-08-14", "2026-08-14 Friday", "--12-24", "easter", "Easter - 46 days", "2nd sat",
             "orthodox easter + 1 day", "last Venerdì of novembre", "day before holiday"],
            ["second saturday", "soon", "24 dic", "easter minus 46", "6th mon"],
        ),
    ],
)  # fmt: skip
def test_an_editor_knows_how_hours_weekdays_and_rules_are_written(
    form: str, right: list[str], wrong: list[str]
) -> None:
    pattern = re.compile(SCHEMAS["calendars"]["$defs"][form]["pattern"])
    assert [text for text in right if not pattern.search(text)] == []
    assert [text for text in wrong if pattern.search(text)] == []


def test_what_is_published_names_nothing_of_a_catalog() -> None:
    references = {
        name: shape
        for schema in SCHEMAS.values()
        for name, shape in schema["$defs"].items()
        if name.endswith("-name")
    }
    assert len(references) > 12
    assert not any("enum" in shape for shape in references.values())


def test_references_can_be_nothing_but_what_there_is() -> None:
    known = load(FROZEN).identifiers
    services = schemas(known)["services"]
    assert services["$defs"]["mailbox-name"]["enum"] == sorted(known["mailboxes"])
    assert "enum" not in schemas({"mailboxes": frozenset()})["services"]["$defs"]["mailbox-name"]


def test_nothing_can_be_named_where_it_has_a_word() -> None:
    known = {"acknowledgements": frozenset({"received"})}
    definitions = schemas(known)["mailboxes"]["$defs"]
    assert definitions["acknowledgement-name"]["enum"] == ["received"]
    assert definitions["acknowledgement-name-or-none"]["enum"] == ["received", "none"]


def documents(root: Path) -> Iterator[tuple[str, str, Any]]:
    for path in sorted(root.rglob("*.yaml")):
        kind = path.stem if path.parent == root else path.parent.name
        yield path.name, kind, read(path.read_bytes(), path.name).data


def test_every_file_of_a_sound_catalog_fits(tmp_path: Path) -> None:
    for name, text in FULL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for root in (FROZEN, tmp_path):
        fitting = schemas(load(root).identifiers)
        everything = jsonschema.Draft202012Validator(all_in_one())
        for name, kind, data in documents(root):
            found = jsonschema.Draft202012Validator(fitting[kind]).iter_errors(data)
            assert [each.message for each in found] == [], name
            assert everything.is_valid(data), name


EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW, phases=PHASES)
@given(data=catalogs())
def test_whatever_check_passes_is_not_marked(data: dict[str, Any]) -> None:
    for document in traced(mended_data(data)).files.values():
        validator = jsonschema.Draft202012Validator(
            SCHEMAS[document.file.partition("/")[0].removesuffix(".yaml")]
        )
        assert [each.message for each in validator.iter_errors(document.data)] == []


def test_defaults_may_give_what_a_service_needs() -> None:
    services = jsonschema.Draft202012Validator(SCHEMAS["services"])
    sheet: dict[str, Any] = {"services": {"a": {"name": "A"}}}
    assert not services.is_valid(sheet)
    assert services.is_valid({**sheet, "defaults": {"provider": "acme"}})
    assert not services.is_valid({**sheet, "defaults": {"providr": "acme"}})


def test_all_in_one_stands_alone() -> None:
    everything = all_in_one()
    named = {each.partition('"')[0] for each in json.dumps(everything).split('"#/$defs/')[1:]}
    assert named == {*everything["$defs"]}
