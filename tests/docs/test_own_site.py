"""The page for those who make the site their own, followed to the letter in an empty folder."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from sportello.catalog import load
from sportello.cli import main
from sportello.cli._context import build_context
from sportello.targets import render, sieve

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`:\n\n```\w+\n(?P<text>.*?)^```$"
    r"|^```console\n\$ sportello (?P<command>\w+)\n(?P<shown>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What the page leads to; each command has said what is shown, where `…` stands for anything."""
    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        follow(folder)
        yield folder


def follow(folder: Path) -> None:
    for step in STEP.finditer((DOCS / "own-site.md").read_text()):
        if step["file"]:
            file = folder / step["file"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(step["text"])
            continue
        result = CliRunner().invoke(main, [step["command"]], catch_exceptions=False)
        assert result.exit_code == 0
        said = "\n".join(line.rstrip() for line in result.output.splitlines())
        shown = ".*".join(map(re.escape, step["shown"].rstrip().split("…")))
        assert re.fullmatch(shown, said, re.DOTALL), said


def test_the_desk_of_the_page_has_a_site_of_its_own(desk: Path) -> None:
    site = desk / "build/site"
    hours = (site / "zeiten/index.html").read_text()
    assert "<h1>Zeiten und Feiertage</h1>" in re.sub(r' id="[^"]*"', "", hours)
    assert "Montag bis Donnerstag" in hours
    assert "<span>Dienstag 6. Januar</span> <span>Heilige Drei Könige</span>" in hours
    assert ">Impressum</a>" in hours
    assert "#holidays" in (site / "impressum/index.html").read_text()
    assert "Town hall of Beispiel" not in hours
    assert ">About us</a>" in (site / "en/hours/index.html").read_text()
    assert "#7a1f3d" in (site / "assets/logo.svg").read_text()
    styles = (site / "assets/desk.css").read_text()
    assert re.findall(r"--accent: ([^;]+);", styles)[-1] == "light-dark(#7a1f3d, #f0a6bd)"
    asked = (site / "assets/finder.json").read_text()
    assert "Öffnungszeiten" in asked


ACKNOWLEDGED = """
acknowledgements:
  eingang:
    subject: {de: Eingegangen, en: Received}
    text: {de: "Wir antworten {promise}.", en: "We answer {promise}."}
"""
PROMISE = """
msgid "within {duration}"
msgstr "innerhalb von {duration}"

msgid "{n} working day"
msgid_plural "{n} working days"
msgstr[0] "{n} Arbeitstag"
msgstr[1] "{n} Arbeitstagen"
"""


def test_its_acknowledgements_promise_in_its_own_words(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("catalog", "site"):
        copytree(desk / name, tmp_path / name)
    mailboxes, words = tmp_path / "catalog/mailboxes.yaml", tmp_path / "site/messages/de.po"
    named = mailboxes.read_text().replace("aliases:", "acknowledge: eingang, aliases:")
    mailboxes.write_text(named + ACKNOWLEDGED)
    words.write_text(words.read_text() + PROMISE)
    monkeypatch.chdir(tmp_path)
    said = "Wir antworten innerhalb von 2 Arbeitstagen, "

    loaded = load(Path("catalog"))
    made = render([sieve.TARGET], loaded.catalog, build_context(Path("catalog"), loaded))
    assert said in made["routing/sieve/sportello.sieve"].decode()
    options = ["route", "hilfe@hilfe.example", "--from", "a@b.example", "--format", "json"]
    result = CliRunner().invoke(main, options, catch_exceptions=False)
    assert said in json.loads(result.output)["acknowledgement_text"]
