"""The catalog with contracts, compiled once."""

import pytest

from sla.contracts import FILES
from small import SMALL
from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog


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
def real_catalog(real: Loaded) -> Catalog:
    """The catalog of this repository."""
    return real.catalog
