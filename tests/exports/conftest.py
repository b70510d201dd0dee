"""The small catalog, with what an export is read by."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog

With = Callable[..., Catalog]
SLA = "lifecycle:"


@pytest.fixture
def with_exports(catalog_at: Callable[..., Path]) -> With:
    """Return the small catalog with a section `exports:`."""

    def catalog(exports: str = "") -> Catalog:
        loaded = load(catalog_at(("sla.yaml", SLA, f"{exports}{SLA}")))
        assert not loaded.findings
        return loaded.catalog

    return catalog


@pytest.fixture
def small(with_exports: With) -> Catalog:
    """Return the small catalog."""
    return with_exports()
