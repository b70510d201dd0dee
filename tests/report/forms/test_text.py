"""A report on a terminal."""

import re
from dataclasses import replace

import pytest

from sportello.report.forms.text import as_text

from .conftest import NamesIn
from .golden_files import assert_golden
from .sample import sample


@pytest.mark.parametrize(("language", "width"), [("en", 100), ("it", 80)])
def test_it_reads_as_written(names_in: NamesIn, language: str, width: int) -> None:
    said = as_text(sample(), names_in(language, short=True), width)
    assert_golden(f"report.{language}.txt", said.encode())


def test_tables_are_no_wider_than_the_terminal(names_in: NamesIn) -> None:
    said = as_text(sample(), names_in("en", short=True), 80)
    assert max(map(len, said.splitlines())) <= 80


def test_a_report_of_nothing_says_so(names_in: NamesIn) -> None:
    report = replace(
        sample(),
        tables=(),
        availability=(),
        breaches=(),
        breach_count=0,
        ahead=(),
        changed=(),
        doubts=(),
        excluded={},
    )
    said = as_text(report, names_in("en"), 100)
    assert "Nothing: every row is counted." in said
    assert re.search(r"Late or not kept +0\n", said)
    assert said.count("Late") == 1
