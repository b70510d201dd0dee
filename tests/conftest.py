"""A small catalog on disk, and the frozen one."""

import os
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from frozen import FROZEN
from small import SMALL
from sportello.catalog import Loaded, load
from sportello.findings import Finding
from sportello.rules import check

# What the tests know of time zones does not depend on the machine either.
zoneinfo.reset_tzpath(())
zoneinfo.ZoneInfo.clear_cache()

Write = Callable[..., Path]

_REAL = str(Path(__file__).parents[1] / "catalog")


def _leave_the_real_catalog_alone(event: str, arguments: tuple[object, ...]) -> None:
    """Fail what reads the data of editors but the tests in `tests/data/`."""
    if event not in {"open", "os.scandir", "os.listdir"} or not isinstance(
        arguments[0], str | Path
    ):
        return
    # A relative name that is opened may be relative to another directory than the one we are in.
    path = os.fspath(arguments[0]) if event == "open" else os.path.abspath(arguments[0])  # noqa: PTH100 - Path is slower, and this is asked at every file
    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    if path.startswith(_REAL) and not test.startswith("tests/data/"):
        raise AssertionError(f"a test of the program reads {path}: take tests/frozen.py")


sys.addaudithook(_leave_the_real_catalog_alone)

# A machine that is busy with other work makes no test fail; what failed can be repeated.
settings.register_profile(
    "sportello", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("sportello")

_ONE_IN = 5


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--sample", type=int, metavar="N", help="run one test in five; N says which ones"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    sample = config.getoption("--sample")
    if sample is not None:
        kept = items[sample % _ONE_IN :: _ONE_IN]
        left = set(items) - set(kept)
        config.hook.pytest_deselected(items=[item for item in items if item in left])
        items[:] = kept


@pytest.fixture
def catalog_at(tmp_path: Path) -> Write:
    """Write the small catalog, some files changed by (file, old, new) or replaced."""

    def write(*changes: tuple[str, str, str], **replaced: str) -> Path:
        root = tmp_path / "catalog"
        for file, text in SMALL.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for file, old, new in changes:
            text = (root / file).read_text()
            assert old in text, f"{old!r} is not in {file}"
            (root / file).write_text(text.replace(old, new, 1))
        for stem, text in replaced.items():
            (root / f"{stem}.yaml").write_text(text)
        return root

    return write


@pytest.fixture
def findings_of(catalog_at: Write) -> Callable[..., list[Finding]]:
    """Check the small catalog with changes."""

    def findings(*changes: tuple[str, str, str], **replaced: str) -> list[Finding]:
        return check(load(catalog_at(*changes, **replaced)))

    return findings


@pytest.fixture(scope="session")
def frozen() -> Loaded:
    """The frozen catalog."""
    return load(FROZEN)
