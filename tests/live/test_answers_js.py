"""When will I be answered? In a browser, wherever it is, to the second what the package says."""

import json
import os
import re
import subprocess
from collections import Counter
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

from .answer_questions import questions
from .conftest import serving

EXAMPLES = int(os.environ.get("EXAMPLES", "2000"))
RUNNER = Path(__file__).with_name("answers_runner.mjs")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return questions(EXAMPLES, tmp_path_factory.mktemp("desks"))


@pytest.fixture(scope="module")
def folder(asked: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the small catalog writes, and beside it the questions."""
    root = tmp_path_factory.mktemp("answers")
    write_tree(root / "catalog", {path: text.encode() for path, text in SMALL.items()})
    write_tree(root / "sla", TARGET.files(load(root / "catalog").catalog.public()))
    (root / "sla" / "runner.mjs").write_bytes(RUNNER.read_bytes())
    (root / "sla" / "questions.json").write_text(json.dumps(asked))
    return root / "sla"


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture(params=["Europe/Rome", "Asia/Tokyo", "America/Los_Angeles"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with browser.new_context(timezone_id=request.param) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == request.param
        yield page


def test_a_browser_answers_as_the_package_does_wherever_it_is(
    page: Page, base: str, asked: dict[str, Any]
) -> None:
    page.goto(f"{base}package.json")
    found = page.evaluate("""async () => {
        const { desk } = await import("/sportello-answers.js");
        const { differences } = await import("/runner.mjs");
        return differences(desk, await (await fetch("/questions.json")).json());
    }""")
    assert found == {"asked": len(asked["cases"]), "wrong": []}


def test_the_questions_are_worth_asking(asked: dict[str, Any]) -> None:
    cases = asked["cases"]
    assert len(cases) >= EXAMPLES
    answers = [answer for _, kind, _, answer in cases if kind == "answer"]
    answered = [each for each in answers if isinstance(each, dict)]
    assert len(answered) > 0.8 * len(answers)
    assert answers.count(None) > 0.01 * len(answers)
    targets = [target for each in answered for target in each["targets"]]
    units = {"".join(each[1].split(" ")[1:]).removesuffix("s") for each in targets}
    assert units == {
        *("", "minute", "hour", "businessminute", "businesshour", "calendarday", "workingday")
    }
    reasons = Counter(day[3][0] for _, _, _, _, *days in targets for day in days if day[3])
    assert reasons.keys() >= {
        *("weekend", "closed", "holiday", "exception", "season"),
        *("start_date", "before_start", "after_due", "rolled"),
    }
    assert sum(rolled is not None for _, _, _, rolled, *_ in targets) > 0.01 * len(targets)
    assert {each["severity"][1] for each in answered} == {"rule", "proposal", "default", None}
    assert any(each["pending"] for each in answered)
    later = [
        q["at"] < a["received"] for _, k, q, a in cases if k == "answer" and isinstance(a, dict)
    ]
    assert 0.1 < sum(later) / len(later) < 0.9
    readings = {len(answer[2]) for _, kind, _, answer in cases if kind == "clock"}
    assert readings == {0, 1, 2}
    zones = {len(each["zones"]) for data in asked["desks"] for each in data["calendars"].values()}
    assert zones > {1, 2}
    assert any(data["calendars"]["nights"]["days"] for data in asked["desks"])


def said(folder: Path, script: str) -> Any:
    """Return what a module beside the calculator prints, which has the small catalog as `data`."""
    (folder / "script.mjs").write_text(f"""
        import {{ readFileSync }} from "node:fs";
        import {{ desk }} from "./sportello-answers.js";
        const read = (name) => JSON.parse(readFileSync(name, "utf8"));
        const data = {{
          desk: read("desk.json"),
          policies: read("policies.json"),
          calendars: {{ office: read("calendars/office.json") }},
          closures: {{ office: read("closures/office.json") }},
        }};
        const say = (ask) => {{ try {{ return ask(); }} catch (error) {{ return String(error); }} }};
        {script}
    """)
    command = [need("node"), "script.mjs"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_what_cannot_be_answered_says_why(folder: Path) -> None:
    found = said(
        folder,
        """
        const { answer, now, clock, until } = desk(data);
        const at = until - 7200;
        console.log(JSON.stringify([
          () => answer({ service: "wiki", at: 0.5 }),
          () => answer({ service: "wiki", at: NaN }),
          () => answer({ service: "wiki" }),
          () => answer({ service: "wikis", at }),
          () => answer({ service: "toString", at }),
          () => answer({ service: "wiki", at, channel: "fax" }),
          () => answer({ service: "wiki", at, severity: "huge" }),
          () => answer({ service: "wiki", at, type: "joke" }),
          () => answer({ service: "wiki", at: until }),
          () => answer({ service: "wiki", at: 0 }),
          () => answer({ service: "wiki", at }),
          () => now("home", at),
          () => now("office", "now"),
          () => clock().shown(new Date(0)),
          () => clock().readings("2026-02-30", "10:00"),
          () => clock().readings("2026-02-28", "25:00"),
          () => desk({ ...data, calendars: {} }).answer({ service: "wiki", at }),
          () => desk("desk.json"),
        ].map(say)));
        """,
    )
    outside = (
        'lies outside what calendar "{}" knows: the first day known is 2026-01-01, the last 2027'
    )
    parts = [
        *("TypeError: an instant is a whole number of seconds" for _ in range(3)),
        "TypeError: unknown service wikis: known are wiki, pump",
        "TypeError: unknown service toString",
        "TypeError: unknown channel fax: known are mail, phone",
        "TypeError: unknown severity huge: known are high, ordinary",
        "TypeError: unknown type joke: known are incident",
        f"RangeError: the instant {outside.format('desk')}",
        f"RangeError: the instant {outside.format('desk')}",
        f"RangeError: the due instant {outside.format('office')}",
        "TypeError: unknown calendar home: known are office",
        "TypeError: an instant is a whole number of seconds",
        "TypeError: an instant is a whole number of seconds, not Thu Jan 01 1970",
        "TypeError: a date is written YYYY-MM-DD, not 2026-02-30",
        "TypeError: a time is written HH:MM, not 25:00",
        "TypeError: unknown calendar office",
        "TypeError: desk() takes {desk, policies, calendars}",
    ]
    for text, part in zip(found, parts, strict=True):
        assert part in text


def test_an_answer_says_what_was_left_open_and_would_change_it(folder: Path) -> None:
    found = said(
        folder,
        """
        const { answer, from } = desk(data);
        const at = from + 86400;
        const depends = (more) => answer({ service: "wiki", at, ...more }).depends;
        console.log(JSON.stringify([
          depends({}), depends({ severity: "ordinary" }), depends({ severity: "high" }),
          answer({ service: "pump", at }).depends,
        ]));
        """,
    )
    assert found == [["tag", "severity"], ["tag"], [], []]


def test_what_is_answered_has_what_its_types_declare(folder: Path) -> None:
    found = said(
        folder,
        """
        const made = desk(data);
        const answer = made.answer({ service: "wiki", at: made.from + 3600 });
        const [target] = answer.targets;
        const [holiday] = target.days;
        console.log(JSON.stringify(Object.entries({
          Desk: made, Answer: answer, AnsweredTarget: target, CountedDay: holiday,
          Reason: holiday.reason, Now: made.now("office", made.from), Clock: made.clock(),
        }).map(([name, value]) => [name, Object.keys(value).sort()])));
        """,
    )
    types = (folder / "sportello-answers.d.ts").read_text()
    for name, keys in found:
        body = types.partition(f"interface {name} {{")[2].partition("\n}")[0]
        assert keys == sorted(re.findall(r"^  readonly (\w+)\??:", body, re.MULTILINE)), name


def test_days_are_told_with_the_holidays_by_name(folder: Path) -> None:
    found = said(
        folder,
        """
        const { answer, clock } = desk(data);
        const [at] = clock().readings("2026-01-05", "17:30");
        const { targets: [{ due, days }] } = answer({ service: "wiki", at });
        console.log(JSON.stringify([clock("office").shown(due), days.map(
          ({ date, seconds, reason }) => [date, seconds, reason && (reason.text.it ?? reason.kind)],
        )]));
        """,
    )
    due, days = found
    assert due == {"date": "2026-01-12", "time": 17.5 * 3600}
    assert days == [
        ["2026-01-05", 1800, None],
        ["2026-01-06", 0, "Epifania"],
        *([f"2026-01-0{day}", 36_000, None] for day in (7, 8, 9)),
        *([f"2026-01-{day}", 0, "weekend"] for day in (10, 11)),
        ["2026-01-12", 34_200, None],
    ]


def test_what_is_assumed_of_a_calendar_is_told_with_what_follows_from_it(folder: Path) -> None:
    found = said(
        folder,
        """
        Object.assign(data.calendars.office, { assumed: { en: "The hours." }, hours_assumed: true });
        const { answer, now, from } = desk(data);
        const at = from + 86400;
        const unsure = answer({ service: "wiki", at });
        const { assumed, hours_assumed } = now("office", at);
        console.log(JSON.stringify([unsure.assumed, assumed, hours_assumed]));
        """,
    )
    assert found == [{"office": {"en": "The hours."}}, {"en": "The hours."}, True]
