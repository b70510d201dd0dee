"""The page of the hours tells of days that are moved, cut short or estimated, in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.targets.site import files

Write = Callable[..., Path]
COVER = """\
announcements:
  cover:
    title: {it: Presidio, en: Cover}
    kind: extraordinary-cover
    from: 2026-12-24
    until: 2027-01-06
    calendars: [office]
    open: ["09:00-13:00"]
"""


def rows(root: Path, page: str) -> list[str]:
    return files(load(root).catalog.public())[page].decode().splitlines()


@pytest.mark.parametrize(
    ("country", "years", "page", "row"),
    [
        ("HU", "2026", "en/hours/index.md", "| Saturday 8 August 2026 | 08:00–18:00 | Worked instead of Friday 21 August 2026 |"),
        ("HU", "2026", "it/orari/index.md", "| sabato 8 agosto 2026 | 08:00–18:00 | Si lavora al posto di venerdì 21 agosto 2026 |"),
        ("HU", "2026", "en/hours/index.md", "<li data-date=\"2026-08-21\"><span>Friday 21 August</span> <span>Day off instead of Saturday 8 August 2026</span></li>"),
        ("HU", "2026", "it/orari/index.md", "<li data-date=\"2026-08-21\"><span>Venerdì 21 agosto</span> <span>Riposo al posto di sabato 8 agosto 2026</span></li>"),
        ("TR", "2026", "en/hours/index.md", "| Wednesday 28 October 2026 | 08:00–13:00 | Republic Day (from 1pm) |"),
        ("TR", "2026", "it/orari/index.md", "| mercoledì 28 ottobre 2026 | 08:00–13:00 | Republic Day (dalle 13:00) |"),
        # So far away that no version of the package knows it for sure.
        ("TR", "2070", "en/hours/index.md", "Eid al-Fitr (estimated)"),
        ("TR", "2070", "it/orari/index.md", "Eid al-Fitr (data stimata)"),
    ],
)  # fmt: skip
def test_days_unlike_others_are_told(
    catalog_at: Write, country: str, years: str, page: str, row: str
) -> None:
    root = catalog_at(
        ("calendars.yaml", "country: IT", f"country: {country}"),
        ("helpdesk.yaml", "first: 2026, last: 2027", f"first: {years}, last: {years}"),
    )
    found = rows(root, page)
    assert any(row in line for line in found), [line for line in found if line.startswith("|")]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("en/hours/index.md", "Moved working days"),
        ("it/orari/index.md", "Giorni lavorativi spostati"),
    ],
)
def test_a_country_without_such_days_has_no_table_of_them(
    catalog_at: Write, page: str, title: str
) -> None:
    assert not any(title in line for line in rows(catalog_at(), page))


@pytest.mark.parametrize(
    ("days", "page", "notice", "hours"),
    [
        ("working", "en/hours/index.md", "Open 09:00–13:00 on these days, if they are working days.",
         "09:00–13:00 (on working days)"),
        ("working", "it/orari/index.md", "In questi giorni, se lavorativi, l'orario è 09:00–13:00.",
         "09:00–13:00 (nei giorni lavorativi)"),
        ("all", "en/hours/index.md", "Open 09:00–13:00 on these days.", "09:00–13:00 |"),
    ],
)  # fmt: skip
def test_on_which_days_an_announcement_opens_is_told(
    catalog_at: Write, days: str, page: str, notice: str, hours: str
) -> None:
    found = rows(catalog_at(announcements=f"{COVER}    days: {days}\n"), page)
    assert notice in found
    assert any("24 " in line and hours in line for line in found)


RULES = """\
holidays:
  italy: {country: IT, except: [--12-08]}
calendars:
  office:
    timezone: Europe/Rome
    week: {mon-sat: "08:00-18:00"}
    holidays: [italy]
    exceptions:
      - {date: 2nd sat, closed: true}
      - {date: last sun of may, open: "09:00-12:00", why: {it: Porte aperte, en: Open day}}
      - {date: --12-24, open: "09:00-13:00"}
      - {date: day before holiday, open: "08:00-17:00"}
"""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "en/hours/index.md",
            [
                "**Other hours on some days of every year**",
                "| 2nd Saturday of the month | closed |  |",
                "| Last Sunday of May | 09:00–12:00 | Open day |",
                "| Every 24 December | 09:00–13:00 (on working days) |  |",
                "| The day before a holiday | 08:00–17:00 (on working days) |  |",
            ],
        ),
        (
            "it/orari/index.md",
            [
                "**Orari diversi in certi giorni di ogni anno**",
                "| 2° sabato del mese | chiuso |  |",
                "| Ultima domenica di maggio | 09:00–12:00 | Porte aperte |",
                "| Ogni 24 dicembre | 09:00–13:00 (nei giorni lavorativi) |  |",
                "| Il giorno prima di un festivo | 08:00–17:00 (nei giorni lavorativi) |  |",
            ],
        ),
    ],
)
def test_days_by_rule_are_told(catalog_at: Write, page: str, expected: list[str]) -> None:
    found = rows(catalog_at(calendars=RULES), page)
    assert [line for line in expected if line not in found] == []
    assert not any('data-date="2026-12-08"' in line for line in found)
    assert any('data-date="2026-12-25"' in line for line in found)


@pytest.mark.parametrize(
    ("page", "row"),
    [
        (
            "en/hours/index.md",
            "| From 15 June to 15 September | Monday to Friday 08:00–14:00 | Summer |",
        ),
        (
            "it/orari/index.md",
            "| 15 giugno – 15 settembre | Da lunedì a venerdì 08:00–14:00 | Estate |",
        ),
    ],
)
def test_seasons_are_told(catalog_at: Write, page: str, row: str) -> None:
    summer = (
        "    seasons: [{valid: {from: --06-15, until: --09-15}, "
        'week: {mon-fri: "08:00-14:00"}, why: {it: Estate, en: Summer}}]\n'
    )
    week = '      mon-fri: "08:00-18:00"\n'
    assert row in rows(catalog_at(("calendars.yaml", week, week + summer)), page)


SITES = """\
calendars:
  office: {KEY: [rome, london], timezone: Europe/Rome}
  rome: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy], name: {it: Roma, en: Rome}}
  london: {timezone: Europe/London, week: {mon-fri: "09:00-17:30"}, holidays: [italy]}
"""


def sites(key: str = "any_of") -> tuple[str, str, str]:
    return "calendars.yaml", "calendars:\n  office:\n", f"{SITES.replace('KEY', key)}  unused:\n"


@pytest.mark.parametrize(
    ("key", "page", "title", "lead", "part"),
    [
        ("any_of", "en/hours/index.md",
         "### Whenever one of these is open: Rome and Monday to Friday 09:00–17:30 (London time)",
         "Whenever one of these is open:", "- Monday to Friday 09:00–17:30 (London time)"),
        ("any_of", "it/orari/index.md",
         "### Ogni volta che è aperto uno di questi: Roma e da lunedì a venerdì 09:00–17:30 (ora di Londra)",
         "Ogni volta che è aperto uno di questi:", "- Roma: da lunedì a venerdì 08:00–18:00 (ora di Roma)"),
        ("all_of", "en/hours/index.md",
         "### Whenever all of these are open: Rome and Monday to Friday 09:00–17:30 (London time)",
         "Whenever all of these are open:", "- Rome: Monday to Friday 08:00–18:00 (Rome time)"),
        ("all_of", "it/orari/index.md",
         "### Ogni volta che sono aperti tutti questi: Roma e da lunedì a venerdì 09:00–17:30 (ora di Londra)",
         "Ogni volta che sono aperti tutti questi:", "- Roma: da lunedì a venerdì 08:00–18:00 (ora di Roma)"),
    ],
)  # fmt: skip
def test_hours_of_several_sites_are_told_by_these(
    catalog_at: Write, key: str, page: str, title: str, lead: str, part: str
) -> None:
    found = rows(catalog_at(sites(key)), page)
    assert any(line.startswith(title) for line in found)
    assert {lead, part} <= {*found}


def test_what_sites_are_made_of_themselves_is_told_by_these(catalog_at: Write) -> None:
    file, old, new = sites("all_of")
    abroad = (
        "  abroad: {any_of: [london, tokyo], timezone: Europe/Rome}\n"
        '  tokyo: {timezone: Asia/Tokyo, week: {mon-fri: "09:00-18:00"}, holidays: [italy]}\n'
    )
    new = new.replace("[rome, london]", "[rome, abroad]").replace("  unused:", f"{abroad}  unused:")
    found = rows(catalog_at((file, old, new)), "en/hours/index.md")
    inner = (
        "henever one of these is open: Monday to Friday 09:00–17:30 (London time) "
        "and Monday to Friday 09:00–18:00 (Tokyo time)"
    )
    assert f"- W{inner}" in found
    assert any(
        line.startswith(f"### Whenever all of these are open: Rome and (w{inner})")
        for line in found
    )


def test_hours_of_sites_in_one_zone_are_told_as_one_week(catalog_at: Write) -> None:
    one_zone = ("calendars.yaml", "Europe/London", "Europe/Rome")
    found = rows(catalog_at(sites(), one_zone), "en/hours/index.md")
    assert any(
        line.startswith('<tr data-calendar="office">') and "Monday to Friday 08:00–18:00<" in line
        for line in found
    )


def test_somebody_answers_in_each_of_several_sites_of_which_one_will_do(catalog_at: Write) -> None:
    closed = "These are not opening hours: there may be nobody to answer."
    assert closed not in rows(catalog_at(sites()), "en/hours/index.md")
    assert closed in rows(catalog_at(sites("all_of")), "en/hours/index.md")
