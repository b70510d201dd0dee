"""The picture of a deadline that a script draws is the one that the program draws."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.files import write_tree
from sportello.sla import Ticket, deadlines
from sportello.targets.site import files
from sportello.targets.site.sources import own_sources
from sportello.targets.site.templates import environment
from sportello.targets.site.timeline import timeline
from sportello.wording.messages import read_messages

from ..conftest import serving

Write = Callable[..., Path]
ROME = ZoneInfo("Europe/Rome")

CALENDARS = """\
holidays:
  italy: {country: IT}
calendars:
  office: {timezone: Europe/Rome, holidays: [italy], week: {mon-fri: ["08:00-12:00", "14:00-18:00"]}}
  nights: {timezone: Europe/Rome, week: {mon-sun: "22:00-06:00"}}
"""
CHANNELS = "wiki: {channels: [{kind: mail}, {kind: phone, reachable: Call}], "
POLICIES = """\
policies:
  hours: {name: Hours, when: {channel: [mail]}, targets: {first_response: {within: 20 business hours}}}
  days: {name: Days, when: {channel: [portal]}, targets: {first_response: {within: 3 working days, at: same_time}}}
  month: {name: Month, when: {channel: [desk]}, targets: {first_response: {within: 7 calendar days, if_closed: next}}}
  night: {name: Night, when: {channel: [phone]}, targets: {resolution: {within: 17 business hours, calendar: nights}}}
"""
OPENED = [
    datetime(2026, 3, 27, 17, 59, tzinfo=ROME),
    datetime(2026, 3, 28, 23, 30, tzinfo=ROME),
    datetime(2026, 4, 4, 12, 0, tzinfo=ROME),
    datetime(2026, 10, 24, 23, 0, tzinfo=ROME),
    datetime(2026, 12, 18, 13, 0, tzinfo=ROME),
    datetime(2026, 12, 25, 0, 0, tzinfo=ROME),
]
QUESTIONS = [
    (channel, opened) for channel in ("mail", "portal", "desk", "phone") for opened in OPENED
]

DRAWN = """async ({ language, questions }) => {
  const { load } = await import("/it/assets/moments.js");
  const { picture } = await import("/it/assets/timeline.js");
  const { desk: deskOf } = await import("/it/assets/sla/sportello-answers.js");
  const sla = (name) => load(`/it/assets/sla/${name}.json`);
  const all = async (folder) => Object.fromEntries(await Promise.all(
    ["office", "nights"].map(async (name) => [name, await sla(`${folder}/${name}`)]),
  ));
  const [words, data, policies] = await Promise.all(
    [load(`/${language}/assets/words.json`), sla("desk"), sla("policies")],
  );
  const desk = deskOf({
    desk: data, policies, calendars: await all("calendars"), closures: await all("closures"),
  });
  return questions.map(([channel, at]) => {
    const [target] = desk.answer({ service: "wiki", channel, at }).targets;
    return picture(target, desk.clock(target.calendar ?? undefined), words).outerHTML;
  });
}"""
TAKEN_APART = """(pictures) => {
  const apart = (node) => node.nodeType === Node.TEXT_NODE ? node.data : [
    node.localName,
    Object.fromEntries(
      [...node.attributes].filter(({ value }) => value).map(({ name, value }) => [name, value]),
    ),
    ...[...node.childNodes].map(apart).filter((each) => typeof each !== "string" || each.trim()),
  ];
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const rows = (html) => parsed(html).querySelectorAll("thead, tbody");
  return pictures.map((html) => [...rows(html)].map(apart));
}"""
"""The rows of pictures: elements as their names, attributes and what is in them."""


@pytest.fixture
def catalog(catalog_at: Write) -> Catalog:
    """One service, whose channels have promises of each kind."""
    loaded = load(
        catalog_at(("services/main.yaml", "wiki: {", CHANNELS), calendars=CALENDARS, sla=POLICIES)
    )
    assert not [each for each in loaded.findings if each.severity == "error"]
    return loaded.catalog


@pytest.fixture
def page(catalog: Catalog, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page of an address under which the scripts and their data are."""
    write_tree(tmp_path / "docs", files(catalog.public()))
    with serving(tmp_path / "docs") as address, browser.new_page() as page:
        page.goto(f"{address}en/assets/words.json")
        yield page


def drawn(catalog: Catalog, language: str) -> list[str]:
    """The pictures that the program draws."""
    messages = read_messages(own_sources(), language)
    templates = environment(catalog.public(), own_sources(), messages, OPENED[0].date()).templates
    pictures = []
    for channel, opened in QUESTIONS:
        (found,) = deadlines(catalog, Ticket("wiki", opened, channel=channel)).deadlines
        rows = timeline(found.calendar, found.explanation, messages)
        picture = getattr(templates.get_template("answer.j2").module, "picture")  # noqa: B009
        pictures.append(str(picture("", rows)))
    return pictures


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_script_draws_what_the_program_draws(
    page: Page, catalog: Catalog, language: str
) -> None:
    asked = [(channel, int(opened.timestamp())) for channel, opened in QUESTIONS]
    by_script = page.evaluate(DRAWN, {"language": language, "questions": asked})
    expected = page.evaluate(TAKEN_APART, drawn(catalog, language))
    for question, found, right in zip(
        QUESTIONS, page.evaluate(TAKEN_APART, by_script), expected, strict=True
    ):
        assert found == right, question
