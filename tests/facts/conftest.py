"""The frozen catalog, which must load without a finding."""

import pytest

from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.findings import render


@pytest.fixture(scope="session")
def catalog(frozen: Loaded) -> Catalog:
    """The catalog of this repository."""
    if frozen.findings:
        pytest.fail(render(frozen.findings, color=False), pytrace=False)
    return frozen.catalog
