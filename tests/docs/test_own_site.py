"""The page for those who make the site their own, followed to the letter in an empty folder."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sportello.cli import main

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`:\n\n```\w+\n(?P<text>.*?)^```$"
    r"|^```console\n\$ sportello (?P<command>\w+)\n(?P<shown>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the page has built; each command has said what is shown, where `…` stands for anything."""
    monkeypatch.chdir(tmp_path)
    for step in STEP.finditer((DOCS / "own-site.md").read_text()):
        if step["file"]:
            file = tmp_path / step["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["text"])
            continue
        result = CliRunner().invoke(main, [step["command"]], catch_exceptions=False)
        assert result.exit_code == 0
        said = "\n".join(line.rstrip() for line in result.output.splitlines())
        shown = ".*".join(map(re.escape, step["shown"].rstrip().split("…")))
        assert re.fullmatch(shown, said, re.DOTALL), said
    return tmp_path / "build/site"


def test_the_desk_of_the_page_has_a_site_of_its_own(desk: Path) -> None:
    hours = (desk / "zeiten/index.html").read_text()
    assert "<h1>Zeiten und Feiertage</h1>" in re.sub(r' id="[^"]*"', "", hours)
    assert "Montag bis Donnerstag" in hours
    assert "<span>Dienstag 6. Januar</span> <span>Heilige Drei Könige</span>" in hours
    assert ">Impressum</a>" in hours
    assert "#holidays" in (desk / "impressum/index.html").read_text()
    assert "Town hall of Beispiel" not in hours
    assert ">About us</a>" in (desk / "en/hours/index.html").read_text()
    assert "#7a1f3d" in (desk / "assets/logo.svg").read_text()
    styles = (desk / "assets/desk.css").read_text()
    assert re.findall(r"--accent: ([^;]+);", styles)[-1] == "light-dark(#7a1f3d, #f0a6bd)"
    asked = (desk / "assets/finder.json").read_text()
    assert "Öffnungszeiten" in asked
