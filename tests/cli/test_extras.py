"""What the optional parts are needed for, and what runs without them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import REAL

_ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
_BLOCKED = ("babel", "jinja2", "markupsafe", "mkdocs", "duckdb", "numpy")
_WITHOUT_EXTRAS = f"import sys; sys.modules.update(dict.fromkeys({_BLOCKED}))\n"
_RUN = "from sportello.cli import main; main(sys.argv[1:])"


def _without_extras(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _WITHOUT_EXTRAS + _RUN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "test",
        "route nobody@nowhere.example",
        "calendar --help",
        "sla matrix",
        "verify postfix {tmp}",
        "deploy postfix {tmp} --dry-run",
    ],
)
def test_the_core_is_enough_for(command: str, tmp_path: Path) -> None:
    arguments = command.format(tmp=tmp_path).split()
    if "--help" not in arguments:
        arguments += ["--catalog", str(REAL)]
    done = _without_extras(*arguments)
    assert "not installed" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "extra"), [("build --output {tmp}/build", "site"), ("sla bulk {tmp}/t.csv", "bulk")]
)
def test_what_needs_an_extra_names_it(command: str, extra: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("service,opened\n")
    arguments = command.format(tmp=tmp_path).split()
    done = _without_extras(*arguments, "--catalog", str(REAL))
    assert done.returncode == 1
    assert f'install Sportello with its extra "{extra}"' in done.stderr
    assert "Traceback" not in done.stderr


def test_the_core_requires_none_of_the_extras() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~;\[ ]", each)[0] for each in requirements}

    extras = _PROJECT["optional-dependencies"]
    assert not names(_PROJECT["dependencies"]) & {
        n for each in extras.values() for n in names(each)
    }
