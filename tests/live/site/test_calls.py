"""Whom to call now: the page says what `sportello who` says, by the reader's clock and without."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from small import SMALL
from sportello.catalog import load
from sportello.catalog.model import PublicCatalog
from sportello.directory.who import who
from sportello.files import write_tree
from sportello.targets.site import build_site, files

from ..conftest import serving

CATALOG = {
    **SMALL,
    "calendars.yaml": """\
holidays:
  italy: {country: IT}
calendars:
  office: {timezone: Europe/Rome, holidays: [italy], week: {mon-fri: ["08:00-12:00", "14:00-18:00"]}}
  noon: {timezone: Europe/Rome, week: {mon-fri: "11:30-14:30"}}
  night: {timezone: America/New_York, week: {mon-sun: "13:00-03:30"}}
""",
    "contacts.yaml": """\
contacts:
  sales: {name: {it: Commerciale, en: Sales}, provider: acme, mail: sales@acme.example}
  anna: {name: Anna, kind: person, phone: 051/6033266}
  hotline: {name: {it: Telefono, en: Hotline}, provider: acme, phone: 051/6033201, calendar: office, out_of_hours: lunch, languages: [it, en]}
  lunch: {name: {it: Pausa, en: Lunch line}, provider: acme, phone: 051/6033202, calendar: noon, out_of_hours: late}
  late: {name: {it: Notte, en: Night line}, provider: acme, phone: 800 123456, only_from: IT, calendar: night, languages: [it], valid: {until: 2026-10-28}}
  door: {name: {it: Porta, en: Door}, provider: acme, phone: 051/6033203, calendar: noon, valid: {from: 2026-10-27}}
""",
    "services/main.yaml": SMALL["services/main.yaml"]
    .replace("contacts: [sales, anna]", "channels: [{kind: phone, contact: hotline}]")
    .replace("tags: [critical]}", "tags: [critical], contacts: [door, lunch, sales]}"),
}  # fmt: skip
SERVICES = ("wiki", "pump")
ASKED = """async ({ services, instants }) => {
  const { load } = await import("/it/assets/moments.js");
  const { calendar } = await import("/it/assets/sla/sportello-sla.js");
  const { callAt, calendarsOf } = await import("/it/assets/calls.js");
  const data = await load("/it/assets/calls.json");
  const found = {};
  for (const service of services) {
    const ways = data.services[service];
    const calendars = {};
    for (const name of calendarsOf(data, ways)) {
      calendars[name] = calendar(await load(`/it/assets/sla/calendars/${name}.json`));
    }
    found[service] = instants.map((at) => callAt(data, ways, calendars, at));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> PublicCatalog:
    root = tmp_path_factory.mktemp("catalog")
    write_tree(root, {path: text.encode() for path, text in CATALOG.items()})
    return load(root).catalog.public()


@pytest.fixture(scope="module")
def docs(catalog: PublicCatalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("docs")
    write_tree(root, files(catalog))
    return root


@pytest.fixture(scope="module")
def site(docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    build_site(docs, root)
    with serving(root) as address:
        yield address


def told(catalog: PublicCatalog, service: str, at: datetime) -> dict[str, Any] | None:
    """What `who` says first of whom to call, and until when it is the same."""

    def first(at: datetime) -> dict[str, Any] | None:
        for each in who(catalog, service, at).answers:
            if each.way.phone and each.way.contact_name:
                other = each.instead_of
                opens = {"opens": epoch(each.opens)} if each.state in {"stand-in", "closed"} else {}
                instead = {"instead": other.contact_name} if other else {}
                return {"contact": each.way.contact_name, "state": each.state, **instead, **opens}
        return None

    now, then = first(at), who(catalog, service, at).until
    while then is not None and first(then) == now:
        then = who(catalog, service, then).until
    return now and {**now, "until": epoch(then)}


def epoch(instant: datetime | None) -> int | None:
    return None if instant is None else int(instant.timestamp())


def test_script_calls_whom_the_program_calls(
    browser: Browser, docs: Path, catalog: PublicCatalog
) -> None:
    start = datetime(2026, 10, 23, 22, tzinfo=UTC)  # clocks change on the 25th, in America later
    instants = [start + timedelta(minutes=17 * n) for n in range(900)]
    with serving(docs) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}it/assets/calls.json")
        asked = {"services": SERVICES, "instants": [epoch(each) for each in instants]}
        found = page.evaluate(ASKED, asked)
    for service in SERVICES:
        assert found[service] == [told(catalog, service, each) for each in instants]
        assert {each["state"] for each in found[service]} >= {"open", "closed"}


def page_at(browser: Browser, address: str, at: str) -> Page:
    page = browser.new_context(timezone_id="Asia/Tokyo").new_page()
    page.clock.set_fixed_time(at)
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("at", "words", "number"),
    [
        ("2026-03-02T09:00:00Z", "Now: call Hotline, until 12:00.", "+390516033201"),
        ("2026-03-02T12:00:00Z", "Hotline is closed. Now: call Lunch line, until 14:00.", "+390516033202"),
        ("2026-03-02T20:00:00Z", "Hotline is closed. Now: call Night line, until Tuesday 3 March 2026, 08:00.", "+39800123456"),
        ("2026-11-02T20:00:00Z", "Nobody answers the phone now. It opens on Tuesday 3 November 2026 at 08:00.", None),
    ],
)  # fmt: skip
def test_page_says_whom_to_call_at_the_hour_of_its_reader(
    browser: Browser, site: str, at: str, words: str, number: str | None
) -> None:
    page = page_at(browser, f"{site}en/services/wiki/", at)
    call = page.locator(".call")
    expect(call.locator(".state")).to_have_text(words)
    link = call.locator("a")
    expect(link).to_be_visible() if number else expect(link).to_be_hidden()
    if number:
        assert link.get_attribute("href") == f"tel:{number}"
    page.goto(f"{site}en/contacts/")
    beside = page.locator(".call[data-contact=hotline]")
    if words.startswith("Hotline is closed."):
        expect(beside.locator(".state")).to_have_text(words)
    else:  # that stands beside its hours
        expect(page.locator(".now .state").first).not_to_be_empty()
        expect(beside).to_be_hidden()
    page.context.close()


def test_beyond_the_known_days_the_page_says_nothing_of_now(browser: Browser, site: str) -> None:
    page = page_at(browser, f"{site}en/services/wiki/", "2031-03-03T10:00:00Z")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".call")).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("path", ["en/services/wiki/", "en/contacts/"])
def test_without_script_the_hours_and_the_stand_in_stand_there(
    browser: Browser, site: str, path: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + path)
        text = page.locator("main").inner_text()
        assert "While it is closed: Lunch line, +39 051 603 3202" in text
        assert "Spoken: English and Italian." in text or "Spoken: Italian and English." in text
        assert "Now: call" not in text
