"""When requests are answered, without script: examples of days to come, and their picture."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.sla import Ticket, deadlines
from sportello.targets import BuildContext
from sportello.targets.calculator import render as calculator_files
from sportello.targets.site import files
from sportello.targets.site.example import Example, examples_for
from sportello.targets.site.sources import own_sources
from sportello.targets.site.timeline import timeline
from sportello.wording.messages import Messages, read_messages
from targets.site.conftest import rows_of

Write = Callable[..., Path]
SERVICE = "piattaforma-crediti"
DAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def english() -> Messages:
    return read_messages(own_sources(), "en")


@pytest.fixture(scope="module")
def on_the_day(public: PublicCatalog) -> Mapping[str, bytes]:
    return files(public, BuildContext(day=DAY))


@pytest.fixture(scope="module")
def sheet(on_the_day: Mapping[str, bytes]) -> str:
    page = on_the_day["en/services/piattaforma-crediti/index.md"].decode()
    return page.split("### When will I be answered?")[1].split("\n## ")[0]


def by_channel(public: PublicCatalog, day: date) -> dict[str | None, tuple[Example, ...]]:
    return {each.channel: each.examples for each in examples_for(public, day, SERVICE)}


def test_examples_come_in_hours_after_closing_and_before_a_closed_day(sheet: str) -> None:
    mail = sheet.split("<strong>Email: ACCATRE, other channels</strong>")[1]
    assert [row for row in rows_of(mail) if row.startswith("M")] == [
        "Monday 30 November 2026, 09:00 <small>in the desk's hours</small> "
        "| by Friday 4 December 2026, 09:00",
        "Monday 30 November 2026, 18:30 <small>after closing time</small> "
        "| by Friday 4 December 2026, 18:00",
        "Monday 7 December 2026, 17:30 <small>before a closed day: Immaculate Conception</small>"
        " | by Monday 14 December 2026, 17:30",
    ]


def test_examples_are_of_days_after_the_build(public: PublicCatalog) -> None:
    for day in (date(2026, 1, 1), date(2026, 12, 24), date(2028, 2, 29)):
        for examples in by_channel(public, day).values():
            assert len(examples) == 3
            assert all(each.arrival.sent.date() > day for each in examples)


def test_examples_are_answers_of_the_program(public: PublicCatalog) -> None:
    catalog = load(Path(__file__).parents[2] / "example/frozen").catalog
    for channel, examples in by_channel(public, DAY).items():
        for example in examples:
            answer = deadlines(catalog, Ticket(SERVICE, example.arrival.sent, channel=channel))
            assert example.received == answer.received
            due = {each.kind: each.due for each in answer.deadlines}
            assert {kind: each.due for kind, (_, each) in example.promises.items()} == due


@pytest.mark.parametrize(
    ("when", "behind"),
    [("{}", {"Later"}), ("{channel: [mail]}", {"Later", "High", "Base"})],
)
def test_behind_a_policy_for_all_there_are_no_examples_of_the_days_on_which_it_holds(
    catalog_at: Write, when: str, behind: set[str]
) -> None:
    later = f"""policies:
  later:
    name: {{it: Dopo, en: Later}}
    when: {when}
    valid: {{from: 2026-06-01}}
    targets: {{first_response: {{within: 1 hour}}}}
"""
    public = load(catalog_at(("sla.yaml", "policies:\n", later))).catalog.public()
    name = next(iter(public.services))

    def told(day: date) -> set[str]:
        return {each.policy.name.says("en") for each in examples_for(public, day, name)}

    assert told(date(2026, 3, 2)) == {"High", "Base"}
    assert told(date(2026, 7, 1)) == behind


def test_a_policy_for_the_hours_of_one_channel_leaves_those_of_the_others(
    catalog_at: Write,
) -> None:
    night = """policies:
  night:
    name: {it: Notte, en: Night}
    when: {channel: [phone], hours: closed}
    targets: {first_response: {within: 1 hour}}
"""
    channels = "wiki: {channels: [{kind: phone, reachable: Call}, {kind: mail}], "
    root = catalog_at(
        ("sla.yaml", "policies:\n", night), ("services/main.yaml", "wiki: {", channels)
    )
    told = examples_for(load(root).catalog.public(), DAY, "wiki")
    occasions = {
        (each.policy.name.says("en"), each.channel): {one.arrival.occasion for one in each.examples}
        for each in told
    }
    assert occasions["Night", "phone"] == {"closed"}
    assert "closed" in occasions["Base", "mail"]


def test_where_the_days_are_not_known_there_is_no_example(public: PublicCatalog) -> None:
    _, last = public.calendars["accatre-office"].known_dates
    assert by_channel(public, last) == {}


def test_the_page_shows_the_same_examples_once_for_services_answered_alike(
    catalog_at: Write,
) -> None:
    root = catalog_at()
    page = files(load(root).catalog.public(), BuildContext(day=DAY))[
        "en/when-an-answer-comes/index.md"
    ].decode()
    assert page.count("<summary>") == page.count("\n## ")


def test_without_promises_a_page_says_what_holds_instead(pages: dict[str, str]) -> None:
    page = pages["en/when-an-answer-comes/index.md"]
    assert "**[SiSemplice](../groups/sisemplice/index.md)**: The team sets" in page
    assert "isee" not in page
    assert "When will I be answered?\n" not in pages["en/services/isee/index.md"]


def test_the_picture_shows_each_day_its_hours_and_why_it_does_not_count(
    public: PublicCatalog, english: Messages
) -> None:
    examples = by_channel(public, DAY)["mail"]
    calendar, explanation = examples[2].promises["first_response"]
    rows = {each.day.date.day: each for each in timeline(calendar, explanation, english)}
    day, adds = rows[7]
    assert (day.open, day.counted, adds) == (((480, 600),), ((1050, 30),), "30 min")
    day, adds = rows[8]
    assert (day.open, day.counted, adds) == ((), (), "Immaculate Conception")
    assert rows[12].adds == "weekend"
    assert [day.due for day, _ in rows.values() if day.due is not None] == [17 * 60 + 30]
    assert rows[14].adds == "9 h 30 min"


def test_one_picture_a_sheet_without_style_and_with_words_beside_each_bar(sheet: str) -> None:
    assert sheet.count('<table class="timeline">') == 1
    assert "style=" not in sheet
    rows = re.findall(r'<tr.*?<th scope="row">(.*?)</th>.*<td>(.*?)</td></tr>', sheet)
    assert rows[0] == ("Mon 7 Dec", "30 min")
    assert rows[1] == ("Tue 8 Dec", "Immaculate Conception")
    assert rows[-1] == ("Mon 14 Dec", "9 h 30 min <strong>by 17:30</strong>")


def test_another_day_of_the_build_changes_examples_alone(
    public: PublicCatalog, on_the_day: Mapping[str, bytes]
) -> None:
    other = files(public, BuildContext(day=date(2027, 5, 2)))
    changed = {path for path in other if on_the_day[path] != other[path]}
    assert on_the_day.keys() == other.keys()
    assert changed == {
        f"{folder}/{name}/index.md"
        for folder, names in (
            ("it", ("quando-mi-rispondono", f"servizi/{SERVICE}")),
            ("en", ("when-an-answer-comes", f"services/{SERVICE}")),
        )
        for name in names
    }


def test_scripts_load_the_files_of_the_calculator(
    public: PublicCatalog, made: Mapping[str, bytes]
) -> None:
    calculator = calculator_files(public)
    loaded = {path: each for path, each in made.items() if path.startswith("it/assets/sla/")}
    assert "it/assets/sla/sportello-answers.js" in loaded
    assert "it/assets/sla/closures/accatre-office.json" in loaded
    assert all(calculator[path.removeprefix("it/assets/sla/")] == loaded[path] for path in loaded)


def test_scripts_are_told_what_may_be_asked_in_the_words_of_the_desk(
    made: Mapping[str, bytes],
) -> None:
    asked = json.loads(made["it/assets/promises.json"])
    assert asked["services"] == {
        SERVICE: {
            "channels": [
                ["desk", "Scrivania digitale X-DESK"],
                ["mail", "Mail"],
                ["phone", "Telefono"],
            ],
            "severities": [],
        }
    }
    assert asked["policies"]["accatre"] == "ACCATRE, altri canali"
    assert asked["within"]["40 business hours"] == "40 ore lavorative"


def test_severities_are_asked_where_a_promise_depends_on_them(catalog_at: Write) -> None:
    asked = json.loads(files(load(catalog_at()).catalog.public())["en/assets/promises.json"])
    assert asked["services"]["wiki"]["severities"] == [["high", "High"], ["ordinary", "Ordinary"]]
