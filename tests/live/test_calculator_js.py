"""The calculator in Node and in a browser: to the second what the package answers."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from servers import need
from small import SMALL
from sportello.catalog import load
from sportello.files import write_tree
from sportello.targets.calculator import TARGET

from .calculator_questions import questions
from .conftest import serving

RANDOM_CASES = 100_000
RUNNER = Path(__file__).with_name("calculator_runner.mjs")


@pytest.fixture(scope="module")
def asked() -> dict[str, Any]:
    return questions(RANDOM_CASES)


@pytest.fixture(scope="module")
def folder(asked: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the small catalog writes, and beside it the questions."""
    root = tmp_path_factory.mktemp("calculator")
    write_tree(root / "catalog", {path: text.encode() for path, text in SMALL.items()})
    write_tree(root / "sla", TARGET.files(load(root / "catalog").catalog.public()))
    (root / "sla" / "runner.mjs").write_bytes(RUNNER.read_bytes())
    (root / "sla" / "questions.json").write_text(json.dumps(asked))
    return root / "sla"


def node(folder: Path, script: str, zone: str = "UTC") -> str:
    """Run a module beside the calculator and return what it prints."""
    (folder / "script.mjs").write_text(script)
    done = subprocess.run(
        [need("node"), "script.mjs"],
        cwd=folder,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_node_answers_as_the_package_does(folder: Path, asked: dict[str, Any], zone: str) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { calendar } from "./sportello-sla.js";
        import { differences } from "./runner.mjs";
        const questions = JSON.parse(readFileSync("questions.json", "utf8"));
        console.log(JSON.stringify(differences(calendar, questions)));
    """
    found = json.loads(node(folder, script, zone))
    assert found == {"asked": len(asked["cases"]), "wrong": []}


def test_the_questions_are_worth_asking(asked: dict[str, Any]) -> None:
    cases = asked["cases"]
    assert len(cases) > RANDOM_CASES + 500
    for method in ("due", "elapsed", "isOpen", "nextOpening", "nextClosing", "received"):
        answers = [answer for _, asked_method, _, answer in cases if asked_method == method]
        unknown = answers.count(None)
        assert 0 < unknown < len(answers) / 3
    assert {data["unit"] for data in asked["calendars"].values()} == {1, 60}


def test_a_calendar_is_frozen_and_has_what_its_type_declares(folder: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { calendar } from "./sportello-sla.js";
        const office = calendar(JSON.parse(readFileSync("calendars/office.json", "utf8")));
        const { due } = office;
        console.log(JSON.stringify({
          keys: Object.keys(office),
          frozen: Object.isFrozen(office),
          detached: due(1782914400, 3600) === office.due(1782914400, 3600),
        }));
    """
    types = (folder / "sportello-sla.d.ts").read_text()
    declared = types.partition("interface Calendar {")[2].partition("\n}")[0]
    found = json.loads(node(folder, script))
    assert found["keys"] == re.findall(r"readonly (\w+):", declared)
    assert found["frozen"]
    assert found["detached"]


def test_what_cannot_be_answered_says_why_and_what_to_do(folder: Path) -> None:
    script = """
        import { readFileSync } from "node:fs";
        import { calendar } from "./sportello-sla.js";
        const office = calendar(JSON.parse(readFileSync("calendars/office.json", "utf8")));
        const empty = calendar({ ...office, last_day: "1999-12-31", unit: 60, deltas: [] });
        const said = [
          () => office.due(office.until - 86400, 36001),
          () => office.isOpen(office.until),
          () => office.isOpen(office.from - 1),
          () => office.elapsed(office.from, Date.UTC(2026, 6, 1)),
          () => office.isOpen(new Date(0)),
          () => office.due(office.from, 0.5),
          () => office.nextOpening(undefined),
          () => calendar("calendars/office.json"),
          () => calendar(),
          () => empty.nextClosing(empty.from),
          () => empty.due(empty.from, -1),
        ].map((ask) => { try { return ask(); } catch (error) { return String(error); } });
        const nothing = [empty.isOpen(empty.from), empty.elapsed(empty.from, empty.until)];
        console.log(JSON.stringify([...said, ...nothing]));
    """
    outside = r'RangeError: {} lies outside what calendar "office" knows: .*2026-01-01.*2027-12-31'
    instant = r"instant \d+ \(in seconds since 1970\)"
    patterns = [
        outside.format("the due instant"),
        outside.format("what follows the last day"),
        outside.format(instant),
        outside.format(instant),
        r"TypeError: an instant is a whole number of seconds, not Thu Jan 01 1970.*getTime\(\)",
        r"TypeError: an amount is a whole number of seconds, not 0.5",
        r"TypeError: an instant is a whole number of seconds, not undefined",
        r"TypeError: calendar\(\) takes the parsed content of a file calendars/NAME.json",
        r"TypeError: calendar\(\) takes the parsed content",
        r"RangeError: the next closing lies outside .*1999-12-31",
        r"RangeError: the due instant lies outside .*1999-12-31",
    ]
    *said, is_open, elapsed = json.loads(node(folder, script))
    assert len(said) == len(patterns)
    for text, pattern in zip(said, patterns, strict=True):
        assert re.match(pattern, text), text
    assert (is_open, elapsed) == (False, 0)


def example(folder: Path, section: str) -> str:
    """Return the indented lines of a section of the README."""
    text = (folder / "README.txt").read_text()
    body = re.split(rf"^{section}\n-+\n", text, flags=re.MULTILINE)[1]
    body = re.split(r"^\S.*\n---+$", body, flags=re.MULTILINE)[0]
    return "\n".join(line for line in body.splitlines() if not line or line.startswith("  "))


def test_the_example_for_node_works(folder: Path) -> None:
    # Wednesday at 16:30, the desk is open from 8 to 18: an hour and a half, and the rest tomorrow.
    assert node(folder, example(folder, "Business time in Node")).splitlines() == [
        "due 2026-07-02T12:30:00.000Z",
        "open then true",
        "business seconds 28800",
    ]


def test_the_example_of_an_answer_works(folder: Path) -> None:
    # 40 business hours of ten a day: an hour and a half today, and the rest until Tuesday.
    found = node(folder, example(folder, "When is it answered\\?")).splitlines()
    assert found == ["first_response 2026-07-07 16.5"]


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture(params=["Asia/Tokyo", "America/Los_Angeles"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page far away from the desk's zone."""
    with browser.new_context(timezone_id=request.param) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == request.param
        yield page


def test_a_browser_answers_as_the_package_does_wherever_it_is(
    page: Page, base: str, asked: dict[str, Any]
) -> None:
    page.goto(f"{base}package.json")
    found = page.evaluate("""async () => {
        const { calendar } = await import("/sportello-sla.js");
        const { differences } = await import("/runner.mjs");
        return differences(calendar, await (await fetch("/questions.json")).json());
    }""")
    assert found == {"asked": len(asked["cases"]), "wrong": []}


def test_the_example_for_a_page_works(page: Page, base: str, folder: Path) -> None:
    text = f"<!doctype html><meta charset=utf-8>{example(folder, 'Business time in a page')}"
    (folder / "example.html").write_text(text)
    page.clock.set_fixed_time("2026-07-01T16:30:00+02:00")
    page.goto(f"{base}example.html")
    page.wait_for_function("document.getElementById('answer').textContent")
    shown = page.locator("#answer").inner_text()
    assert re.fullmatch(r"Thursday,? 2 July 2026(,| at) 14:30", shown), shown
