"""What the README shows is what the commands print, where `catalog/` is the frozen one."""

import re
import shlex
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner

from frozen import frozen_at
from sportello.cli import main

README = (Path(__file__).parents[1] / "README.md").read_text()
SHOWN = re.findall(
    r"^    \$ sportello ([^#\n]+)\n((?:(?:    [^$\n].*)?\n)+?)(?=\n?\S|    \$|\Z)",
    README,
    re.MULTILINE,
)


def test_readme_shows_the_main_commands() -> None:
    assert [shlex.split(command)[0] for command, _ in SHOWN] == [
        "check", "route", "route", "sla", "sla", "test", "calendar", "who"]  # fmt: skip


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_output_in_the_readme_is_real(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen_at(tmp_path)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, shlex.split(command), catch_exceptions=False)
    text = "\n".join(line.removeprefix("    ") for line in shown.rstrip().split("\n"))
    assert result.exit_code == 0
    assert "\n".join(line.rstrip() for line in result.output.rstrip().split("\n")) == text


def test_plan_in_the_readme_is_real(tmp_path: Path) -> None:
    """But for the fingerprints, which change with every word."""
    before, after = (frozen_at(tmp_path / each) for each in ("before", "after"))
    calendars = after / "calendars.yaml"
    week, shorter = re.findall(r"(mon-fri .*) -> (mon-thu .*)", README)[0]
    written = (f'"{hours}"' for hours in re.findall(r"[0-9:]+-[0-9:]+", f"{week} {shorter}"))
    old, first, last = written
    text = calendars.read_text()
    assert f"{{mon-fri: {old}}}" in text
    weeks = f"{{mon-fri: {old}}}", f"{{mon-thu: {first}, fri: {last}}}"
    calendars.write_text(text.replace(*weeks, 1))
    arguments = ["plan", str(before), str(after), "--on", "2026-11-28"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    said = re.sub(r" \[[a-p]{12}\]$", "", result.output, flags=re.MULTILINE)
    shown = (
        README.partition("    $ sportello plan main")[2].partition("\n")[2].partition("      …")[0]
    )
    assert said.startswith(textwrap.dedent(shown))


def test_mistake_in_the_readme_is_real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = frozen_at(tmp_path) / "services" / "sisemplice.yaml"
    sheet.write_text(sheet.read_text().replace(" sisemplice-isee, ", " sisemplice-ise, ", 1))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"], catch_exceptions=False)
    assert result.exit_code == 1
    assert textwrap.indent(result.output, "    ") in README
