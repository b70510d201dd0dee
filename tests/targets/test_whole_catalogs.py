"""Whatever `check` passes can be built: every target makes its files, and they can be written."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from catalogs import catalogs, mended
from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.files import Files, list_tree, write_tree
from sportello.findings import Severity
from sportello.routing import as_of
from sportello.rules import check
from sportello.targets import all_targets, render
from sportello.targets.site import build_site

Write = Callable[..., Path]
DAY = date(2026, 6, 15)
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{name}{n}" for name in ("com", "lpt") for n in range(10)
}
"""What Windows takes for a device, whatever the ending of its name."""
REFUSED = frozenset('<>:"|?*\\')
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
"""Not that which makes a failing example small: a catalog is large, and it takes half an hour."""
EXAMPLES = int(os.environ.get("EXAMPLES", "8"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def made(catalog: Catalog) -> dict[str, bytes]:
    """The files of every target, as `sportello build` makes them."""
    return render(all_targets(), as_of(catalog, DAY))


def assert_writable(files: Files) -> None:
    """On Linux, on macOS and on Windows: names know no case, and some mean a device."""
    folders = {str(folder) for path in files for folder in PurePosixPath(path.lower()).parents}
    seen: dict[str, str] = {}
    for path in files:
        other = seen.setdefault(path.lower(), path)
        assert other is path, f"{path} takes the place of {other}"
        assert path.lower() not in folders, f"{path} is a directory too"
        for name in path.split("/"):
            assert name not in {"", ".", ".."}, path
            assert len(name.encode()) <= 255, path
            assert name.partition(".")[0].lower() not in DEVICES, path
            assert not REFUSED & set(name), path
            assert name[-1] not in ". ", path
            assert name.isascii(), path
            assert name.isprintable(), path


@settings(max_examples=EXAMPLES, suppress_health_check=SLOW, phases=PHASES)
@given(data=catalogs())
def test_every_target_makes_files_that_can_be_written(data: dict[str, Any]) -> None:
    assert_writable(made(mended(data)))


@settings(max_examples=2, suppress_health_check=SLOW, phases=PHASES)
@given(data=catalogs())
def test_mkdocs_builds_the_site_without_a_warning(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]
) -> None:
    root = tmp_path_factory.mktemp("whole")
    write_tree(root, made(mended(data)))
    build_site(root / "docs", root / "site")
    assert_writable(dict.fromkeys(list_tree(root / "site"), b""))


@pytest.mark.parametrize(
    "change",
    [
        ("calendars.yaml", 'mon-fri: "08:00-18:00"', 'mon-sun: "00:00-24:00"'),
        ("calendars.yaml", 'mon-fri: "08:00-18:00"', 'sun: "23:59-24:00"'),
        ("sla.yaml", "within: 40 business hours", "within: 9999 business hours"),
        ("helpdesk.yaml", "first: 2026, last: 2027", "first: 2099, last: 2100"),
        ("helpdesk.yaml", "[it, en]", "[it, en, mt]"),
        ("mailboxes.yaml", "{address: help@", "{address: con@"),
        ("services/main.yaml", "  wiki:", f"  {'x' * 64}:"),
    ],
    ids=lambda change: change[2],
)
def test_unusual_catalog_is_passed_and_made(
    catalog_at: Write, change: tuple[str, str, str]
) -> None:
    loaded = load(catalog_at(change))
    assert [each for each in check(loaded) if each.severity is Severity.ERROR] == []
    assert_writable(made(loaded.catalog))


def test_language_that_the_theme_does_not_speak_is_told_by_every_page(
    catalog_at: Write, tmp_path: Path
) -> None:
    catalog = load(catalog_at(("helpdesk.yaml", "[it, en]", "[mt, en]"))).catalog
    write_tree(tmp_path / "build", made(catalog))
    build_site(tmp_path / "build" / "docs", tmp_path / "site")
    assert '<html lang="mt"' in (tmp_path / "site" / "index.html").read_text()
    assert '<html lang="en"' in (tmp_path / "site" / "en" / "index.html").read_text()
