"""The site of the frozen catalog, served with the headers that come with it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from changed_days import HISTORY
from frozen import with_an_announcement
from servers import leave_out
from sportello.catalog import Loaded
from sportello.files import write_tree
from sportello.targets.hosting import HEADERS
from sportello.targets.site import build_site, files
from sportello.targets.target import BuildContext

from ..conftest import Quiet, serving

TOOLS = Path(__file__).parents[3] / ".venv-node/node_modules"


class WithHeaders(Quiet):
    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="session")
def site(frozen: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages")
    public = with_an_announcement(frozen.catalog.public())
    write_tree(root / "docs", files(public, BuildContext(history=HISTORY)))
    build_site(root / "docs", root / "site")
    return root / "site"


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    with serving(site, partial(WithHeaders, directory=str(site))) as address:
        yield address


@pytest.fixture(scope="session")
def tools() -> Path:
    """The packages of npm; without them the test is left out."""
    if not (TOOLS / "axe-core").is_dir():
        leave_out("the tools of npm are not installed: run `make node-tools`")
    return TOOLS
