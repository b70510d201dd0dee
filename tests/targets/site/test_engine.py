"""MkDocs as a process that stays: every build is as fresh as the first, and nothing is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Write
from sportello.catalog import load
from sportello.files import list_tree, write_tree
from sportello.targets.site import Engine, SiteError, build_site, files

ENVIRONMENT = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


@pytest.fixture
def config(tmp_path: Path) -> None:
    """The settings of a site of one page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    settings = "site_name: One page\nextra: {folder: ''}\nhooks: [hook.py]\n"
    (tmp_path / "mkdocs.it.yml").write_text(settings)
    (tmp_path / "hook.py").write_text("")


def by_itself(docs: Path, language: str, out: Path) -> dict[str, bytes]:
    """One language, built as from the command line, without what the theme brings along."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command += ["--config-file", str(docs / f"mkdocs.{language}.yml"), "--site-dir", str(out)]
    subprocess.run(command, check=True, env={**os.environ, **ENVIRONMENT})
    unused = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
    paths = (path for path in list_tree(out) if not path.startswith(unused))
    return {path: (out / path).read_bytes() for path in paths}


def test_what_is_built_after_an_edit_is_what_a_new_process_builds(
    engine: Engine, catalog_at: Write, tmp_path: Path
) -> None:
    root, docs, site = catalog_at(), tmp_path / "docs", tmp_path / "site"
    services = root / "services" / "main.yaml"
    first = services.read_text()
    renamed = first.replace("wiki: {name: Wiki", "encyclopaedia: {name: Encyclopaedia")
    edited = renamed.replace("Pump", "Pumps")
    fresh: dict[str, dict[str, bytes]] = {}
    for text in (first, edited, first):
        services.write_text(text)
        write_tree(docs, files(load(root).catalog.public()))
        build_site(docs, site, engine)
        if text not in fresh:
            italian, english = (by_itself(docs, each, tmp_path / each) for each in ("it", "en"))
            fresh[text] = italian | {f"en/{path}": page for path, page in english.items()}
        assert {path: (site / path).read_bytes() for path in list_tree(site)} == fresh[text]
        assert any("encyclopaedia" in path for path in fresh[text]) == (text == edited)


@pytest.mark.usefixtures("config")
def test_a_build_that_fails_says_why_and_the_next_one_does_not(
    engine: Engine, tmp_path: Path
) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text("import sys\nsys.exit('no such colour')\n")
    with pytest.raises(SiteError, match=r"could not build mkdocs\.it\.yml:\nno such colour"):
        build_site(tmp_path, tmp_path / "site", engine)
    hook.write_text("")
    build_site(tmp_path, tmp_path / "site", engine)
    assert "Home" in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.usefixtures("config")
def test_one_that_was_killed_starts_anew(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(
        "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(os.getpid(), 9)\n"
    )
    with pytest.raises(SiteError, match="MkDocs ended before it had built the pages"):
        build_site(tmp_path, tmp_path / "site", engine)
    (tmp_path / "hook.py").write_text("")
    build_site(tmp_path, tmp_path / "site", engine)
    assert "Home" in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.usefixtures("config")
def test_no_process_outlives_an_interruption(tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(
        "import os, pathlib, time\n"
        "part = pathlib.Path(__file__).with_name('part')\n"
        "part.write_text(str(os.getpid()))\n"
        "part.rename(part.with_name('process'))\n"
        "time.sleep(1000)\n"
    )
    number = tmp_path / "process"

    def interrupt() -> None:
        while not number.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        build_site(tmp_path, tmp_path / "site")
    stat = Path("/proc", number.read_text(), "stat")
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        time.sleep(0.01)
