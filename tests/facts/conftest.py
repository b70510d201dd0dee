"""The real catalog, which must load without a finding."""

import pytest

from sportello.catalog import Loaded
from sportello.catalog.model import Catalog
from sportello.findings import render


@pytest.fixture(scope="session")
def catalog(real: Loaded) -> Catalog:
    """The catalog of this repository."""
    if real.findings:
        pytest.fail(render(real.findings, color=False), pytrace=False)
    return real.catalog
