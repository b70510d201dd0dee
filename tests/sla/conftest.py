"""Catalogs for the tests of promises, compiled once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sla.contracts import FILES
from sla.lifecycle import CALENDARS, SLA, TEAMS
from small import SMALL
from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.findings import render


@pytest.fixture(scope="session")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog with contracts, a matrix, dated rules and operational levels."""
    root = tmp_path_factory.mktemp("contracts")
    for file, text in {**SMALL, **{f"{stem}.yaml": text for stem, text in FILES.items()}}.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalog


@pytest.fixture(scope="session")
def frozen_catalog(frozen: Loaded) -> Catalog:
    """The frozen catalog."""
    return frozen.catalog


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write the catalog with other policies, and return its directory."""

    def write(policies: str = "") -> Path:
        root = tmp_path_factory.mktemp("catalog")
        sla = SLA[: SLA.index("policies:")] + policies if policies else SLA
        own = {"calendars.yaml": CALENDARS, "teams.yaml": TEAMS, "sla.yaml": sla}
        for file, text in {**SMALL, **own}.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text)
        return root

    return write


@pytest.fixture(scope="session")
def catalog(desk: Callable[[], Path]) -> Catalog:
    """The catalog with one policy."""
    loaded = load(desk())
    if loaded.findings:
        pytest.fail(render(loaded.findings, color=False), pytrace=False)
    return loaded.catalog
