"""Expectations about the real catalog, written in a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import Loaded
from sportello.catalog.reading import read_named
from sportello.expectations import Expectations, Outcome, read_expectations, run

Expect = Callable[[str], list[Outcome]]
Read = Callable[[str], Expectations]


@pytest.fixture
def read(real: Loaded, tmp_path: Path) -> Read:
    """Read the text of a file of expectations."""

    def expectations(text: str) -> Expectations:
        path = tmp_path / "expected.yaml"
        path.write_text(text)
        return read_expectations([read_named(path)], real.catalog)

    return expectations


@pytest.fixture
def outcomes(real: Loaded, read: Read) -> Expect:
    """Hold the real catalog against the text of a file, in which nothing is wrong."""

    def hold(text: str) -> list[Outcome]:
        expectations = read(text)
        assert expectations.findings == ()
        return list(run(real.catalog, expectations.cases))

    return hold


@pytest.fixture
def said(outcomes: Expect) -> Callable[[str], list[str]]:
    """What is other than expected, with the marked text."""

    def messages(text: str) -> list[str]:
        return [
            f"{where.source[where.column - 1 :][: where.width]} -> {finding.message}"
            for outcome in outcomes(text)
            for finding in outcome.findings
            if (where := finding.where)
        ]

    return messages
