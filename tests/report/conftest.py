from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog

DESK = Path(__file__).parent / "desk"


@pytest.fixture(scope="session")
def test_desk() -> Catalog:
    """The catalog of the desk whose exports are made up."""
    catalog = load(DESK).catalog
    assert catalog is not None
    return catalog
