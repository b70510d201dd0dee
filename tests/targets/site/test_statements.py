"""Pages state nothing that is not so: intake is no opening hour, the past is over, mail has an address."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sportello.catalog import Loaded, load
from sportello.catalog.model import Part, PublicCatalog, Text
from sportello.catalog.model.values import Claim
from sportello.targets.site import files
from sportello.targets.site.hours import calendar_uses
from sportello.targets.site.notices import announced_titles
from targets.site.conftest import rows_of

Write = Callable[..., Path]
CALENDARS = """\
holidays: {italy: {country: IT}}
calendars:
  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}, name: {it: Sempre, en: Always}}
  days: {timezone: Europe/Rome, week: {mon-fri: "00:00-24:00"}, holidays: [italy], name: {it: Giorni, en: Days}}
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy], name: {it: Ufficio, en: Office}, assumed: {it: Gli orari, en: The hours}}
"""
SERVICES = """\
services:
  wiki:
    name: Wiki
    provider: acme
    calendar: office
    intake_calendar: always
    contacts: [sales]
    channels:
      - {kind: mail, reachable: {it: Nel contratto, en: In the contract}}
      - {kind: desk, name: {it: Banco, en: Counter}, intake_calendar: always, reachable: {it: Nel programma, en: In the program}}
"""
ANNOUNCEMENTS = """\
announcements:
  old: {title: {it: Vecchio, en: Old}, kind: extraordinary-cover, from: 2021-01-02, until: 2021-01-15, calendars: [office], providers: [acme], open: ["08:00-20:00"]}
  new: {title: {it: Nuovo, en: New}, kind: closure, from: 2026-03-02, until: 2026-03-03, calendars: [office], providers: [acme], closed: true}
"""
AVERAGES = "averages: {resolution: {time: 48 business hours, calendar: days}}"


@pytest.fixture
def desk(catalog_at: Write) -> PublicCatalog:
    root = catalog_at(
        ("contacts.yaml", "name: {it: Commerciale", "role: commercial, name: {it: Commerciale"),
        (
            "sla.yaml",
            "    name: {it: Base, en: Base}\n",
            f"    name: {{it: Base, en: Base}}\n    {AVERAGES}\n",
        ),
        (
            "sla.yaml",
            "    critical: {when: {tag: [critical]}",
            "    critical: {when: {cause: [bug]}",
        ),
        calendars=CALENDARS,
        announcements=ANNOUNCEMENTS,
        mailboxes="",
    )
    (root / "services" / "main.yaml").write_text(SERVICES)
    loaded = load(root)
    assert loaded.findings == ()
    return loaded.catalog.public()


def page(desk: PublicCatalog, path: str) -> str:
    return files(desk)[f"en/{path}/index.md"].decode()


def section(text: str, title: str) -> str:
    """What stands below a heading, up to the next of its rank."""
    found = re.search(rf"^## {title}.*?$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_intake_and_clocks_open_nothing(desk: PublicCatalog) -> None:
    uses = {use.name: use for use in calendar_uses(desk)}
    assert {name: use.opens for name, use in uses.items()} == {
        "office": True,
        "always": False,
        "days": False,
    }
    assert uses["office"].services == uses["always"].accepted == ("wiki",)
    assert uses["always"].services == ()
    assert [each.name["en"] for each in uses["days"].averages] == ["Base"]


def test_the_hours_page_says_which_hours_are_none_of_opening(desk: PublicCatalog) -> None:
    hours = page(desk, "hours")
    answers, clocks = section(hours, "When somebody answers"), section(hours, "Requests and times")
    assert (
        '<tr data-calendar="office"><th scope="row"><a href="../services/wiki/">Wiki</a>' in answers
    )
    assert "round the clock" not in answers
    assert "These are not opening hours" in clocks
    always = "Requests are accepted in these hours, whether or not somebody answers:"
    assert f'{always} <a href="../services/wiki/">Wiki</a>' in clocks
    assert "Averages are counted in these hours: Base" in clocks
    assert "closed" not in clocks.lower()
    assert "| Open |" not in clocks


def test_services_whose_hours_nobody_knows_are_named(desk: PublicCatalog) -> None:
    silent = "No hours are published: write at any time."
    assert silent not in page(desk, "hours")
    (name, wiki), *_ = desk.services.items()
    pump = replace(wiki, name=Text("Pump"), calendar=None)
    (row,) = (
        line
        for line in page(replace(desk, services={name: wiki, "pump": pump}), "hours").splitlines()
        if silent in line
    )
    assert ">Pump</a>" in row
    assert "Wiki" not in row
    assert "data-calendar" not in row


def test_holidays_are_listed_once_with_whom_they_close(desk: PublicCatalog) -> None:
    holidays = section(page(desk, "hours"), "Holidays")
    assert holidays.count('data-date="2026-12-25"') == 1
    assert "unless a notice says otherwise, there is no answer from: <a" in holidays
    assert (
        "Times counted in these hours leave them out: Monday to Friday round the clock" in holidays
    )
    open_always = {name: each for name, each in desk.calendars.items() if name == "always"}
    services = {name: replace(each, calendar="always") for name, each in desk.services.items()}
    bare = replace(desk, calendars=open_always, services=services, announcements={}, policies={})
    assert "Holidays" not in page(bare, "hours")


def test_what_decides_the_time_has_one_name(desk: PublicCatalog) -> None:
    told = files(desk)
    assert "the priority is: Ordinary" in page(desk, "service-levels")
    assert "la priorità è: Ordinaria" in told["it/livelli-di-servizio/index.md"].decode()
    for path, text in told.items():
        if path.endswith(".md"):
            assert not re.search("severity|gravità", text.decode(), re.IGNORECASE), path


def test_a_notice_of_the_past_stands_in_the_archive(desk: PublicCatalog) -> None:
    assert [each["en"] for each in announced_titles(desk, past=False)] == ["New"]
    assert [each["en"] for each in announced_titles(desk, past=True)] == ["Old"]
    hours, archive = page(desk, "hours"), page(desk, "past-notices")
    assert hours.index("**New**") < hours.index("## When somebody answers")
    assert "**Old**" not in hours
    assert "2021" not in hours
    assert "[Past notices](../past-notices/index.md)" in hours
    assert "**Old**" in archive
    assert "**New**" not in archive
    current = replace(desk, announcements={"new": desk.announcements["new"]})
    assert "Past notices" not in page(current, "hours")


def test_who_needs_support_is_not_sent_to_a_commercial_contact(desk: PublicCatalog) -> None:
    row = next(line for line in page(desk, "which-address").splitlines() if "Wiki" in line)
    assert "sales@acme.example" not in row
    assert "In the contract" in row
    assert "Counter: In the program" in row
    sheet = page(desk, "services/wiki")
    assert "sales@acme.example" not in sheet[: sheet.index("## Contacts")]
    assert "sales@acme.example" in section(sheet, "Contacts")


def test_an_average_is_told_as_one(desk: PublicCatalog) -> None:
    said = "on average within 48 business hours"
    for path in ("service-levels", "services/wiki"):
        lines = [each for each in page(desk, path).splitlines() if said in each]
        assert any("(an average, not a deadline)" in line for line in lines)


# --- what is assumed ------------------------------------------------------------------------------


def marked(value: Any, count: Iterator[int]) -> Any:
    """The same with an assumption of its own in everything that may have one."""
    if isinstance(value, Part):
        fields = {name: marked(getattr(value, name), count) for name in value.__struct_fields__}
        if isinstance(value, Claim):
            number = next(count)
            fields["assumed"] = Text({"it": f"<{number} ipotesi>", "en": f"<{number} assumed>"})
        return replace(value, **fields)
    if isinstance(value, Mapping) and not isinstance(value, Text):
        return {name: marked(each, count) for name, each in value.items()}
    return tuple(marked(each, count) for each in value) if isinstance(value, tuple) else value


def test_every_assumption_is_on_some_page_of_each_language(frozen: Loaded) -> None:
    numbers = count(1)
    desk = marked(frozen.catalog.public(), numbers)
    last = next(numbers)
    assert last > 10
    pages = {path: text.decode() for path, text in files(desk).items() if path.endswith(".md")}
    for language, word in (("it", "ipotesi"), ("en", "assumed")):
        told = "".join(text for path, text in pages.items() if path.startswith(f"{language}/"))
        assert [n for n in range(1, last) if f"&#60;{n} {word}&#62;" not in told] == []


def test_the_assumption_of_a_calendar_stands_beside_its_hours(desk: PublicCatalog) -> None:
    for path in ("hours", "services/wiki"):
        assert "<strong>Assumed:</strong> The hours" in page(desk, path)


def test_every_mail_has_somebody_to_go_to(frozen: Loaded) -> None:
    for path, content in files(frozen.catalog.public()).items():
        assert b'"mailto:?' not in content, path
        assert b"(mailto:?" not in content, path


def test_what_a_cancelled_state_and_an_internal_note_mean_is_told(catalog_at: Write) -> None:
    merged = "    merged: {name: {it: Unito, en: Merged}, category: cancelled}\npolicies:"
    response = "      first_response: {within: 40 business hours}\n"
    update = "      next_update: {within: 8 business hours, stop: note}\n"
    root = catalog_at(
        ("sla.yaml", "policies:", merged), ("sla.yaml", response, f"{response}{update}")
    )
    pages = {path: text.decode() for path, text in files(load(root).catalog.public()).items()
             if path.endswith(".md")}  # fmt: skip
    english, italian = (
        " ".join(text for path, text in pages.items() if path.startswith(language))
        for language in ("en/", "it/")
    )
    assert "Cancelled. Here the promises end, neither kept nor missed." in english
    assert "Annullato. Qui gli impegni finiscono, né mantenuti né mancati." in italian
    assert "within 8 business hours (an internal note of the desk is enough)" in english
    assert "(basta una nota interna dell'assistenza)" in italian


def test_example_of_a_promise_comes_after_the_cutoff(catalog_at: Write) -> None:
    intake = '  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}\n'
    root = catalog_at(
        ("services/main.yaml", "  wiki: {", "  wiki: {intake_calendar: intake, "),
        ("calendars.yaml", "calendars:\n", f"calendars:\n{intake}"),
    )
    made = files(load(root).catalog.public())
    wiki, pump = (made[f"en/services/{name}/index.md"].decode() for name in ("wiki", "pump"))
    assert (
        "Friday 2 January 2026, 09:00 <small>in the desk's hours</small> "
        "| by Friday 2 January 2026, 10:00"
    ) in rows_of(wiki)
    assert (
        "Friday 2 January 2026, 16:30 <small>after the cut-off; counts as received on "
        "Monday 5 January 2026, 00:00</small> | by Monday 5 January 2026, 09:00"
    ) in rows_of(wiki)
    assert "counts as" not in pump
    assert "What is written after 16:00 counts as written tomorrow" in wiki


def test_the_hour_of_the_last_day_and_a_closed_one_are_told(catalog_at: Write) -> None:
    lead = "take_in_charge: {within: 30 calendar days, from: order, if_closed: next}"
    targets = 'within: 1 working day, at: "14:00"}\n      resolution: {within: 5 calendar days, if_closed: previous'
    root = catalog_at(
        ("services/main.yaml", "  wiki: {", f"  wiki: {{activation: {{{lead}}}, "),
        ("sla.yaml", "first_response: {within: 40 business hours", f"first_response: {{{targets}"),
    )
    made = files(load(root).catalog.public())
    pages = (made[f"{each}/wiki/index.md"].decode() for each in ("en/services", "it/servizi"))
    english, italian = pages
    assert "<strong>within 1 working day, by 14:00</strong>" in english
    assert "Business hours and working days: Monday to Friday" in english
    assert (
        "within 5 calendar days</strong> (if that day is closed, on the one before that is open)"
    ) in english
    assert (
        "within 30 calendar days after the order (if that day is closed, on the next one that is open)"
    ) in english
    assert "entro 1 giorno lavorativo, entro le 14:00</strong>" in italian
    assert "(se quel giorno è chiuso, il primo giorno aperto dopo)" in italian


def test_a_desk_says_itself_when_it_reviewed_its_accessibility_statement(catalog_at: Write) -> None:
    guide = (
        "guides: {review: {title: {it: Revisione, en: Review}, page: accessibility, "
        "text: {it: Rivista il 2 marzo 2026., en: Reviewed on 2 March 2026.}}}\n"
    )
    root = catalog_at(("helpdesk.yaml", "country: IT\n", f"country: IT\n{guide}"))
    page = files(load(root).catalog.public())["en/accessibility/index.md"].decode()
    made = page.split("{: #made }")[1].split("{: #feedback }")[0]
    assert made.index("It is a self-assessment by those") < made.index("Reviewed on 2 March 2026.")
