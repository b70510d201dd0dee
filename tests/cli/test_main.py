"""The command as a whole."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("check",),
        ("check", "--format", "json"),
        ("test", "-v"),
        ("route", "help@acme.example"),
        ("calendar", "office", "--at", "2026-01-05T10:00"),
        ("sla", "matrix"),
        ("sla", "due", "wiki", "--opened", "2026-01-05T10:00"),
    ],
)
def test_terminal_without_a_letter_is_no_traceback(
    catalog_at: Callable[..., Path], encoding: str, arguments: tuple[str, ...]
) -> None:
    root = catalog_at(("services/main.yaml", "Wiki,", '"Wiki – 学 … €", note: “x”,'))
    given = arguments if arguments == ("--help",) else (*arguments, "--catalog", str(root))
    done = subprocess.run(
        [sys.executable, "-c", "from sportello.cli import main; main()", *given],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert done.stdout
    if "json" in arguments:
        json.loads(done.stdout.decode(encoding))


def test_a_directory_that_is_gone_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && exec {sys.executable} -m sportello build"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the directory you are in is gone" in done.stderr
