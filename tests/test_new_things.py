"""A new target, server, rule, command or question about deadlines is one new file."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import sportello
from small import SMALL

Run = Callable[..., subprocess.CompletedProcess[str]]

TARGET = '''
"""Wiki: the names of the services."""

from sportello.targets.target import PublicTarget

TARGET = PublicTarget("wiki", lambda catalog: {"names.txt": " ".join(catalog.services).encode()})
'''
ROUTING = '''
"""Carrier: the addresses, one a line."""

from sportello.targets.target import RoutingTarget

TARGET = RoutingTarget("routing/carrier", lambda table: {"list": "\\n".join(table.owners).encode()})
'''
SERVER = '''
"""Carrier: it reads what lies there, and answers as it is told."""

from sportello.deploy.server import Server

SERVER = Server(
    target="carrier",
    name="Carrier",
    samples=10,
    check=lambda place: None,
    unused=lambda place: "",
    reload=lambda place, differing: "Sent the carrier.",
    probe=lambda place, addresses: (),
)
'''
RULE = '''
"""Manners: a desk has no service called by a bad word."""

from typing import Final

from sportello.findings import Rule, Severity

Z901: Final = Rule("Z901", Severity.ERROR)
"""A bad word.

*Una parolaccia.*

A service has a name that offends.
"""


def _named(catalog):
    for name in catalog.services:
        yield Z901.problem(("services", name), f'"{name}" is a bad word', "say it nicely")


CHECKS = (_named,)
'''
COMMAND = '''
"""`sportello {name}`."""

from pathlib import Path

import click

from sportello.cli._common import catalog_option, sound_catalog


@click.command("{name}")
@catalog_option
def command(directory: Path) -> None:
    """Say {name}."""
    click.echo(f"This is {name}: {{', '.join(sound_catalog(directory).services)}}.")
'''
PAGE = Path(__file__).parents[1] / "docs" / "python.md"
METADATA = "Metadata-Version: 2.1\nName: wiki-of-a-desk\nVersion: 1\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, in which a file can be put, and of the site's pages beside it."""
    copy = tmp_path / "toolkit" / "sportello"
    original = Path(sportello.__file__).parent
    shutil.copytree(original, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(original.parents[1] / "site", tmp_path / "site")
    return copy


@pytest.fixture
def run(package: Path, tmp_path: Path) -> Run:
    """Runs the copy's command line in a directory with the small catalog."""
    for name, text in SMALL.items():
        file = tmp_path / "catalog" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sportello", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(package.parent)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def assert_built(run: Run, root: Path) -> None:
    done = run("build")
    assert done.returncode == 0, done.stderr
    assert "build/wiki" in done.stdout
    names = (root / "build/wiki/names.txt").read_text()
    assert names
    listed = json.loads((root / "build/manifest.json").read_bytes())["files"]
    assert {"wiki/names.txt": len(names)}.items() <= {e["path"]: e["size"] for e in listed}.items()


def test_a_target_with_a_directory_of_its_own(run: Run, package: Path, tmp_path: Path) -> None:
    (package / "targets/wiki.py").write_text(TARGET)
    assert_built(run, tmp_path)


def test_a_target_of_an_installed_package_as_its_page_shows_it(
    run: Run, package: Path, tmp_path: Path
) -> None:
    module, project = re.findall(
        r"^```(?:python|toml)\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    groups = tomllib.loads(project)["project"]["entry-points"]
    entry_points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {place}\n" for name, place in entries.items())
        for group, entries in groups.items()
    )
    (package.parent / "wiki_of_a_desk.py").write_text(module)
    info = package.parent / "wiki_of_a_desk-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text(entry_points)
    assert_built(run, tmp_path)


def test_two_targets_that_write_one_file_are_told(run: Run, package: Path, tmp_path: Path) -> None:
    assert run("build").returncode == 0
    built = (tmp_path / "build/manifest.json").read_bytes()
    for name in ("wiki", "second_wiki"):
        (package / f"targets/{name}.py").write_text(TARGET)
    done = run("build")
    assert (done.returncode, done.stdout) == (1, "")
    both = "sportello.targets.second_wiki.<lambda> and sportello.targets.wiki.<lambda>"
    assert done.stderr.startswith(f"Error: two targets write wiki/names.txt: {both}; ")
    assert (tmp_path / "build/manifest.json").read_bytes() == built
    for name in ("carrier", "second_carrier"):
        (package / f"targets/{name}.py").write_text(ROUTING)
    (package / "deploy/servers/carrier.py").write_text(SERVER)
    done = run("deploy", "carrier", tmp_path / "there", "--placeholders")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: two targets write routing/carrier/list: ")


def test_a_server_to_deploy_to(run: Run, package: Path, tmp_path: Path) -> None:
    (package / "targets/carrier.py").write_text(ROUTING)
    (package / "deploy/servers/carrier.py").write_text(SERVER)
    for command in ("deploy", "verify"):
        assert "TARGET is one of: carrier, exim, " in run(command, "--help").stdout
    done = run("deploy", "carrier", tmp_path / "there", "--placeholders")
    assert done.returncode == 0, done.stderr
    assert "Sent the carrier." in done.stdout
    assert "help@acme.example" in (tmp_path / "there/current/list").read_text()
    done = run("verify", "carrier", tmp_path / "there")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rule(run: Run, package: Path) -> None:
    assert "Z901" not in run("check").stdout
    (package / "rules/manners.py").write_text(RULE)
    done = run("check")
    assert done.returncode == 1
    assert "Z901" in done.stdout + done.stderr


def test_a_command(run: Run, package: Path) -> None:
    (package / "cli/hello.py").write_text(COMMAND.format(name="hello"))
    assert re.search("\n  hello +Say hello.\n", run("--help").stdout)
    assert run("hello").stdout == "This is hello: wiki, pump.\n"


def test_a_question_about_deadlines(run: Run, package: Path) -> None:
    (package / "cli/sla/mean_time.py").write_text(COMMAND.format(name="mean-time"))
    assert "\n  mean-time  Say mean-time.\n" in run("sla", "--help").stdout
    assert run("sla", "mean-time").stdout == "This is mean-time: wiki, pump.\n"
