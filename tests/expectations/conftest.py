"""Expectations about a catalog like the frozen one, written in a test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from sportello.catalog import Loaded
from sportello.catalog.model import Catalog, Target
from sportello.catalog.reading import read_named
from sportello.expectations import Expectations, Outcome, read_expectations, run
from sportello.worktime import Duration

Expect = Callable[[str], list[Outcome]]
Read = Callable[[str], Expectations]


@pytest.fixture(scope="session")
def desk(frozen: Loaded) -> Catalog:
    """The frozen catalog with a promise that rests, which none of its own does."""
    within = Duration.parse("48 business hours")
    promise = Target(within=within, calendar="weekdays")
    spinfo = replace(
        frozen.catalog.policies["spinfo"], averages={}, targets={"resolution": promise}
    )
    return replace(frozen.catalog, policies={**frozen.catalog.policies, "spinfo": spinfo})


@pytest.fixture
def read(frozen: Loaded, tmp_path: Path) -> Read:
    """Read the text of a file of expectations."""

    def expectations(text: str) -> Expectations:
        path = tmp_path / "expected.yaml"
        path.write_text(text)
        return read_expectations([read_named(path)], frozen.identifiers)

    return expectations


@pytest.fixture
def outcomes(desk: Catalog, read: Read) -> Expect:
    """Hold the catalog against the text of a file, in which nothing is wrong."""

    def hold(text: str) -> list[Outcome]:
        expectations = read(text)
        assert expectations.findings == ()
        return list(run(desk, expectations.cases))

    return hold


@pytest.fixture
def mismatches(outcomes: Expect) -> Callable[[str], list[str]]:
    """What is other than expected, with the marked text."""

    def messages(text: str) -> list[str]:
        return [
            f"{where.source[where.column - 1 :][: where.width]} -> {finding.message}"
            for outcome in outcomes(text)
            for finding in outcome.findings
            if (where := finding.where)
        ]

    return messages
