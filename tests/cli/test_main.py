"""The command as a whole."""

import subprocess
import sys
from collections.abc import Callable

from click.testing import Result


def test_help_lists_every_command(run: Callable[..., Result]) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in ("build", "calendar", "check", "route", "serve", "sla"):
        assert f"\n  {name} " in result.output


def test_unknown_command_is_misuse(run: Callable[..., Result]) -> None:
    assert run("chekc").exit_code == 2


def test_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sportello", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("sportello, version ")


def test_help_loads_nothing_slow() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from sportello.cli import main; "
        "CliRunner().invoke(main, ['--help']); "
        "print([m for m in ('yaml','jsonschema','holidays','msgspec','mkdocs','numpy') if m in sys.modules])"
    )  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
