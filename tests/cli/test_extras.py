"""What the optional parts are needed for, and what runs without them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import Write

_ROOT = Path(__file__).parents[2]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
_BLOCKED = ("babel", "icalendar", "jinja2", "markupsafe", "mkdocs", "duckdb", "numpy")
_WITHOUT_EXTRAS = f"import sys; sys.modules.update(dict.fromkeys({_BLOCKED}))\n"
_RUN = "from sportello.cli import main; main(sys.argv[1:])"


def _without_extras(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", _WITHOUT_EXTRAS + _RUN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("check", "no problems"),
        ("test", "Nothing is expected yet"),
        ("route help@acme.example", "help@acme.example"),
        ("calendar office --at 2026-01-05T09:00", "Monday"),
        ("sla due wiki --opened 2026-01-05T09:00", "wiki"),
        ("sla policy wiki", "policy"),
        ("sla matrix", "wiki"),
        ("rota", "no rota"),
        ("deploy postfix {tmp}/sportello --dry-run --placeholders", "virtual"),
    ],
)
def test_the_core_is_enough_for(
    command: str, answer: str, tmp_path: Path, catalog_at: Write
) -> None:
    catalog = catalog_at()
    done = _without_extras(*command.format(tmp=tmp_path).split(), "--catalog", str(catalog))
    assert answer in done.stdout, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("build --output {tmp}/build", "site"),
        ("rota feeds {tmp}/private", "site"),
        ("sla bulk {tmp}/t.csv", "bulk"),
        ("report {tmp}/t.csv", "site"),
    ],
)
def test_what_needs_an_extra_names_it(
    command: str, extra: str, tmp_path: Path, catalog_at: Write
) -> None:
    (tmp_path / "t.csv").write_text("service,opened\n")
    arguments = command.format(tmp=tmp_path).split()
    done = _without_extras(*arguments, "--catalog", str(catalog_at()))
    assert done.returncode == 1
    assert f'install Sportello with its extra "{extra}"' in done.stderr
    assert "Traceback" not in done.stderr


def test_of_mail_only_what_says_a_promise_needs_its_words(
    tmp_path: Path, catalog_at: Write
) -> None:
    text = ("mailboxes.yaml", "en: Thanks}", 'en: "By {promise}"}')
    one = ("services/main.yaml", "Pump}, mailbox: help,", "Pump}, contacts: [sales],")
    catalog = ("--catalog", str(catalog_at(text, one)))
    deploy = f"deploy {{}} {tmp_path}/there --dry-run --placeholders"
    for command in ("check", deploy.format("postfix")):
        assert _without_extras(*command.split(), *catalog).returncode == 0
    for command in ("route help@acme.example", deploy.format("sieve")):
        done = _without_extras(*command.split(), *catalog)
        assert done.returncode == 1
        assert 'install Sportello with its extra "site"' in done.stderr
        assert "Traceback" not in done.stderr


def test_the_core_requires_none_of_the_extras() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=!~;\[ ]", each)[0] for each in requirements}

    extras = _PROJECT["optional-dependencies"]
    assert not names(_PROJECT["dependencies"]) & {
        n for each in extras.values() for n in names(each)
    }
