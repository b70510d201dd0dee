"""When a request is answered, and whether somebody answers now, in a browser under a strict policy."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from sportello.catalog import Loaded, load
from sportello.catalog.model import Catalog
from sportello.files import write_tree
from sportello.sla import Ticket, deadlines
from sportello.targets.hosting import HEADERS
from sportello.targets.site import build_site, files
from sportello.targets.site.sources import own_sources
from sportello.wording.messages import read_messages

from ..conftest import Quiet, serving

Visit = Callable[..., AbstractContextManager[Page]]
SERVICE = "piattaforma-crediti"
SHEETS = {"it": f"servizi/{SERVICE}/", "en": f"en/services/{SERVICE}/"}
ROME = ZoneInfo("Europe/Rome")
ZONES = ("Europe/Rome", "America/New_York", "Pacific/Apia")
MONDAY = datetime(2026, 1, 5, 17, 30, tzinfo=ROME)


class WithHeaders(Quiet):
    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture(scope="module")
def base(frozen: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site of the frozen catalog, with the headers that come with it."""
    root = tmp_path_factory.mktemp("answers")
    write_tree(root / "docs", files(frozen.catalog.public()))
    build_site(root / "docs", root / "site")
    with serving(root / "site", partial(WithHeaders, directory=str(root / "site"))) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, base: str) -> Visit:
    """Open a page for a reader with a phone, at an instant; nothing may go wrong in it."""

    @contextmanager
    def opened(
        path: str, at: datetime, zone: str = "Europe/Rome", width: int = 390, script: bool = True
    ) -> Iterator[Page]:
        with browser.new_context(
            viewport={"width": width, "height": 844},
            timezone_id=zone,
            locale="en-US",
            java_script_enabled=script,
        ) as context:
            page = context.new_page()
            errors: list[str] = []
            page.on(
                "console", lambda said: errors.append(said.text) if said.type == "error" else None
            )
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.clock.install(time=at)
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            yield page
            assert errors == []

    return opened


def ask(page: Page, sent: datetime, channel: str) -> str:
    """Choose a channel and an instant by the desk's clock, and return the answer."""
    page.select_option("#answer-channel", channel)
    page.fill("#answer-at", sent.astimezone(ROME).strftime("%Y-%m-%dT%H:%M"))
    page.wait_for_load_state("networkidle")
    return page.locator(".answered").inner_text()


def answered(catalog: Catalog, language: str, sent: datetime, channel: str) -> list[str]:
    """Return what the program says of the same request, as the page words it."""
    messages = read_messages(own_sources(), language)
    found = deadlines(catalog, Ticket(SERVICE, sent, channel=channel)).deadlines
    return [
        messages("at once") if each.due == sent else messages.moment(each.due) for each in found
    ]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("language", ["it", "en"])
def test_a_mail_of_monday_is_answered_when_the_program_says(
    frozen: Loaded, visit: Visit, language: str, zone: str
) -> None:
    with visit(SHEETS[language], MONDAY, zone) as page:
        told = ask(page, MONDAY, "mail")
    (due,) = answered(frozen.catalog, language, MONDAY, "mail")
    assert due.endswith("12 gennaio 2026, 17:30" if language == "it" else "12 January 2026, 17:30")
    assert due in told


def test_what_is_done_at_once_is_said_once_and_assumptions_are_there_for_who_asks(
    visit: Visit,
) -> None:
    with visit(SHEETS["it"], MONDAY, "Europe/Rome") as page:
        told = ask(page, MONDAY, "desk")
        assert told.lower().count("subito") == 1
        assert "Ipotesi" not in told
        page.click(".answered summary")
        assert "Ipotesi: Che la presa in carico" in page.locator(".answered").inner_text()


@pytest.mark.parametrize("channel", ["desk", "mail", "phone"])
def test_the_page_answers_as_the_program_on_holidays_nights_and_when_clocks_change(
    frozen: Loaded, visit: Visit, channel: str
) -> None:
    instants = [
        datetime(2026, 3, 27, 17, 59, tzinfo=ROME),
        datetime(2026, 3, 29, 3, 30, tzinfo=ROME),
        datetime(2026, 10, 25, 1, 30, tzinfo=ROME),
        datetime(2026, 12, 24, 18, 0, tzinfo=ROME),
        datetime(2026, 12, 25, 0, 0, tzinfo=ROME),
        datetime(2028, 2, 29, 8, 0, tzinfo=ROME),
    ]
    with visit(SHEETS["it"], MONDAY, "America/New_York") as page:
        for sent in instants:
            told = ask(page, sent, channel)
            for due in answered(frozen.catalog, "it", sent, channel):
                assert due in told, sent


def test_a_reader_elsewhere_is_told_the_hour_of_the_own_clock(visit: Visit) -> None:
    with visit(SHEETS["it"], MONDAY, "America/New_York") as page:
        assert "Sul tuo orologio: lunedì 12 gennaio 2026, 11:30." in ask(page, MONDAY, "mail")
    with visit(SHEETS["it"], MONDAY, "Europe/Rome") as page:
        assert "Sul tuo orologio" not in ask(page, MONDAY, "mail")


def test_an_empty_field_asks_about_now(visit: Visit) -> None:
    with visit(SHEETS["it"], MONDAY) as page:
        page.select_option("#answer-channel", "mail")
        assert "lunedì 12 gennaio 2026, 17:30" in page.locator(".answered").inner_text()


def test_the_picture_tells_each_day_in_words_that_can_be_read_on_a_phone(visit: Visit) -> None:
    with visit(SHEETS["en"], MONDAY, width=358) as page:
        ask(page, MONDAY, "mail")
        picture = page.locator(".counting .timeline")
        rows = [row.inner_text().split("\t") for row in picture.locator("tbody tr").all()]
        sizes = picture.locator("th, td, .axis span").evaluate_all(
            "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
        )
        wide = page.evaluate("document.documentElement.scrollWidth")
        styled = page.locator("main [style]").count()
    assert [(day.strip(), adds.strip()) for day, _, adds in rows] == [
        ("Mon 5 Jan", "30 min"),
        ("Tue 6 Jan", "Epiphany"),
        ("Wed 7 Jan", "10 h"),
        ("Thu 8 Jan", "10 h"),
        ("Fri 9 Jan", "10 h"),
        ("Sat 10 Jan", "weekend"),
        ("Sun 11 Jan", "weekend"),
        ("Mon 12 Jan", "9 h 30 min by 17:30"),
    ]
    assert min(sizes) >= 12
    assert wide <= 358
    assert styled == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2031-01-02T10:00", "Gli orari sono noti da giovedì 1 gennaio 2026"),
        ("2025-12-31T10:00", "Gli orari sono noti da giovedì 1 gennaio 2026"),
        ("2026-03-29T02:30", "Quella notte gli orologi saltano"),
    ],
)
def test_a_date_that_cannot_be_answered_is_told_why(visit: Visit, written: str, said: str) -> None:
    with visit(SHEETS["it"], MONDAY) as page:
        page.fill("#answer-at", written)
        assert said in page.locator("#answer-wrong").inner_text()
        assert page.locator("#answer-at").get_attribute("aria-invalid") == "true"
        assert page.locator(".answered").inner_text() == ""
        assert page.locator(".counting").inner_text() == ""
        page.fill("#answer-at", "2026-01-05T17:30")
        assert page.locator("#answer-wrong").inner_text() == ""
        assert "gennaio 2026" in page.locator(".answered").inner_text()


def test_an_hour_that_comes_twice_is_answered_for_the_first_and_says_so(visit: Visit) -> None:
    with visit(SHEETS["en"], MONDAY) as page:
        page.fill("#answer-at", "2026-10-25T02:30")
        assert "clocks show this time twice" in page.locator(".answered").inner_text()


def test_an_answer_beyond_the_known_days_is_none(visit: Visit) -> None:
    with visit(SHEETS["en"], MONDAY) as page:
        page.select_option("#answer-channel", "mail")
        page.fill("#answer-at", "2030-12-30T10:00")
        told = page.locator(".answered").inner_text()
    assert told == "The answer lies beyond the days whose hours are known."


def test_a_date_half_written_is_told_by_keyboard_on_a_phone(visit: Visit) -> None:
    with visit(SHEETS["en"], MONDAY) as page:
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "answer-channel":
                break
        page.keyboard.type("Mail")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "answer-at"
        page.keyboard.type("0105")
        while page.evaluate("document.activeElement.id") == "answer-at":
            page.keyboard.press("Tab")
        expect(page.locator("#answer-wrong")).to_contain_text("incomplete")
        page.locator("#answer-at").focus()
        page.keyboard.type("010520260530P")
        expect(page.locator(".answered")).to_contain_text("12 January 2026, 17:30")


def rome(*written: int) -> datetime:
    return datetime(*written, tzinfo=ROME).astimezone(UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("at", "state"),
    [
        (rome(2026, 11, 27, 10, 36), "Aperto adesso, fino alle 18:00."),
        (rome(2026, 11, 27, 18, 0), "Chiuso adesso. Apre lunedì 30 novembre 2026 alle 08:00."),
        (
            rome(2026, 12, 8, 10, 0),
            "Chiuso oggi: Immacolata Concezione. Apre mercoledì 9 dicembre 2026 alle 08:00.",
        ),
        (rome(2026, 3, 30, 7, 59), "Chiuso adesso. Apre alle 08:00."),
        (rome(2026, 3, 30, 8, 0), "Aperto adesso, fino alle 18:00."),
        (rome(2026, 10, 26, 7, 59), "Chiuso adesso. Apre alle 08:00."),
        (rome(2026, 10, 26, 8, 0), "Aperto adesso, fino alle 18:00."),
    ],
)
def test_whether_somebody_answers_now(visit: Visit, at: datetime, state: str, zone: str) -> None:
    with visit(SHEETS["it"], at, zone) as page:
        assert page.locator(".now .state").first.inner_text() == state


def test_home_hours_contacts_and_sheet_say_the_same(visit: Visit) -> None:
    for path in ("en/", "en/hours/", "en/contacts/", SHEETS["en"]):
        with visit(path, rome(2026, 11, 27, 10, 36)) as page:
            assert page.locator(".now .state").all_inner_texts() == ["Open now, until 18:00."], path


def test_the_next_closure_is_told(visit: Visit) -> None:
    with visit(SHEETS["it"], rome(2026, 12, 8, 10, 0)) as page:
        assert (
            "Prossima chiusura: venerdì 25 dicembre 2026 (Natale)."
            in page.locator(".now").first.inner_text()
        )


def test_the_state_follows_the_clock_in_silence(visit: Visit) -> None:
    with visit(SHEETS["it"], rome(2026, 11, 27, 17, 59)) as page:
        state = page.locator(".now .state").first
        assert state.inner_text().startswith("Aperto adesso")
        page.clock.run_for(61_000)
        assert state.inner_text().startswith("Chiuso adesso")
        assert (
            page.locator(".now[role], .now[aria-live], .now [role], .now [aria-live]").count() == 0
        )
        assert not state.evaluate("each => Boolean(each.closest('[aria-live], [role=status]'))")


def test_beyond_the_known_days_no_state_is_told(visit: Visit) -> None:
    with visit(SHEETS["it"], rome(2031, 1, 2, 10, 0)) as page:
        now = page.locator(".now").first
        assert now.inner_text().strip() == "Da lunedì a venerdì 08:00–18:00"


@pytest.mark.parametrize("path", ["", "servizi/ditech-xmart/", "contatti/", "orari/"])
def test_a_desk_whose_hours_nobody_confirmed_is_never_called_open(visit: Visit, path: str) -> None:
    with visit(path, rome(2026, 11, 27, 10, 36)) as page:
        told = page.locator(".now").all()
        ditech = [each.inner_text() for each in told if "09:00–13:00" in each.inner_text()]
        states = page.locator(".now .state").all_inner_texts()
        assert ditech == [each for each in ditech if "Aperto" not in each and "Chiuso" not in each]
        assert len(states) == (0 if path == "servizi/ditech-xmart/" else 1)


def test_without_script_there_are_hours_and_examples_and_no_state(visit: Visit) -> None:
    with visit(SHEETS["it"], rome(2026, 11, 27, 10, 36), script=False) as page:
        text = page.locator("main").inner_text()
        assert "Da lunedì a venerdì 08:00–18:00" in text
        assert not page.locator("form.answer").is_visible()
        assert page.locator(".examples .timeline").is_visible()
        assert "entro lunedì 12 gennaio 2026, 17:30" in text
    assert "adesso" not in text.lower()


def test_service_and_priority_decide_and_what_comes_late_counts_from_the_next_morning(
    browser: Browser, catalog_at: Callable[..., Path], tmp_path: Path
) -> None:
    intake = '  intake: {extends: office, week: {mon-fri: "08:00-16:00"}}\n'
    root = catalog_at(
        ("services/main.yaml", "  wiki: {", "  wiki: {intake_calendar: intake, "),
        ("calendars.yaml", "calendars:\n", f"calendars:\n{intake}"),
    )
    catalog = load(root).catalog
    write_tree(tmp_path / "docs", files(catalog.public()))
    build_site(tmp_path / "docs", tmp_path / "site")
    messages = read_messages(own_sources(), "en")
    with serving(tmp_path / "site") as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}en/when-an-answer-comes/")
        page.wait_for_load_state("networkidle")
        for service, severity in product(("wiki", "pump"), ("high", "ordinary", "")):
            page.select_option("#answer-service", service)
            page.select_option("#answer-priority", severity)
            page.fill("#answer-at", "2026-01-05T17:30")
            expect(page.locator(".answered .by")).to_have_count(1)
            told = page.locator(".answered").inner_text()
            answer = deadlines(catalog, Ticket(service, MONDAY, severity=severity or None))
            (deadline,) = answer.deadlines
            assert messages.moment(deadline.due) in told, (service, severity)
            late = "It counts as received on Wednesday 7 January 2026, 08:00."
            assert (late in told) is (service == "wiki")


def test_where_the_data_do_not_come_the_examples_stay(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/assets/promises.json", lambda route: route.abort())
        page.goto(base + SHEETS["en"])
        page.wait_for_load_state("networkidle")
        assert not page.locator("form.answer").is_visible()
        assert page.locator(".examples .timeline").is_visible()
