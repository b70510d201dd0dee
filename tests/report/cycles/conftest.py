"""A desk with a whole lifecycle, teams and calendars in two zones."""

import pytest

from sla.lifecycle import CALENDARS, SLA, TEAMS
from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import Catalog


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("desk")
    changed = {"calendars.yaml": CALENDARS, "sla.yaml": SLA, "teams.yaml": TEAMS}
    for file, text in (SMALL | changed).items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text)
    loaded = load(root)
    assert not loaded.findings
    return loaded.catalog
