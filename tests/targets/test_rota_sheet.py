"""The sheets of a rota are for staff: who is on in the next weeks, by day and by person."""

from datetime import date
from html.parser import HTMLParser

from rota.example import EXAMPLE, with_rota
from sportello.catalog.model import Catalog
from sportello.targets.site import files as site_files
from sportello.targets.staff import files
from sportello.targets.staff.pages import rota_page
from sportello.targets.staff.rota_sheet import rota_sheet
from sportello.targets.target import BuildContext

DAY = date(2026, 12, 16)


class _Words(HTMLParser):
    """What a page says: the cells of its tables in rows, and everything else."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.text: list[str] = []
        self._cell = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True
        if tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.rows[-1][-1] += data
        self.text.append(data)


def words(catalog: Catalog = EXAMPLE, day: date = DAY, language: str = "en") -> _Words:
    return _Words(files(catalog, BuildContext(day=day))[f"rota-phone.{language}.html"])


def test_four_weeks_from_that_of_the_build_are_printed_by_day() -> None:
    page = words()
    assert page.rows[:3] == [
        ["Day", "Hours", "Direct area", "First level of the indirect area"],
        ["Monday 14 December", "09:00–13:00", "p-03", "p-13"],
        ["14:00–17:00", "p-03", "p-13"],
    ]
    assert ["Thursday 17 December", "09:00–13:00", "p-03", "p-11 instead of p-13"] in page.rows
    assert ["Monday 21 December", "09:00–13:00", "nobody p-01 is absent", "p-11"] in page.rows
    assert sum(row[:1] == ["Day"] for row in page.rows) == 4
    text = " ".join(" ".join(page.text).split())
    assert "The phone is open, and there is no shift: Saturday 2 January, 09:00–13:00" in text


def test_below_each_week_stands_when_each_person_is_on() -> None:
    text = " ".join(" ".join(words().text).split())
    assert "p-11 Thursday 17 December 09:00–13:00, 14:00–17:00; Friday 18 December" in text


def test_it_speaks_the_languages_of_the_desk_and_the_staff_page_leads_to_it() -> None:
    page = words(language="it")
    assert page.rows[1][0] == "lunedì 14 dicembre"
    assert "al posto di p-13" in " ".join(page.text)
    found = files(EXAMPLE, BuildContext(day=DAY))
    assert b'href="rota-phone.it.html"' in found["it.html"]


def test_rota_of_which_nothing_is_planned_has_no_sheet() -> None:
    for catalog, day in (
        (with_rota(turns=(), shifts={}, swaps=(), absences=()), DAY),
        (EXAMPLE, date(2027, 6, 1)),
    ):
        found = files(catalog, BuildContext(day=day))
        assert "rota-phone.en.html" not in found
        assert b"rota-phone" not in found["en.html"]


def test_sheet_to_send_has_its_style_and_the_names_of_people() -> None:
    sheet = rota_sheet(EXAMPLE, "phone", DAY, weeks=1)
    page = rota_page(EXAMPLE, sheet, "en", {"p-03": "Carla <Modello>"})
    assert b"staff.css" not in page
    assert b".rota th" in page
    assert "Carla <Modello>" in " ".join(_Words(page).text)
    assert sum(row[:1] == ["Day"] for row in _Words(page).rows) == 1


def test_public_site_has_no_person_and_nothing_of_a_rota() -> None:
    published = b"".join(site_files(EXAMPLE.public(), BuildContext(day=DAY)).values())
    assert b"Phone shifts" not in published
    assert not any(person.encode() in published for person in EXAMPLE.people)
