"""A report for programs."""

import json
from typing import Any

import jsonschema
import pytest

from sportello.report.forms.json import as_json, json_schema

from .golden_files import assert_golden
from .sample import sample


@pytest.fixture
def made() -> Any:
    return json.loads(as_json(sample()))


def test_it_reads_as_written() -> None:
    assert_golden("report.json", as_json(sample()))


def test_it_is_as_its_schema_says(made: Any) -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(made)


def test_the_schema_would_find_a_mistake(made: Any) -> None:
    made["figures"][0]["tables"][0]["rows"][0]["values"]["opened"] = "many"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(made)


def test_instants_have_their_offset_and_times_are_seconds(made: Any) -> None:
    breach = made["breaches"][1]
    assert breach["due"] == "2026-01-12T09:00:00+01:00"
    assert breach["margin"] == -34200
    assert breach["steps"][1]["seconds"] == 36000


def test_a_share_is_what_it_counts_and_nothing_is_null(made: Any) -> None:
    months = made["figures"][1]["tables"][1]["rows"]
    assert months[3] == {
        "group": {"month": "2026-04"},
        "values": {"met": {"part": 1999, "whole": 2000}, "undecided": 3},
    }
    times = made["figures"][2]["tables"][1]["rows"]
    assert times[-1]["values"]["mean"] is None
