"""Dates by rule: how they are written, which dates they mean, what is said of a wrong one."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Invalid
from sportello.worktime.date_rules import (
    DayBeforeHoliday,
    EasterDate,
    ExceptionRule,
    NthWeekday,
    parse_date_or_rule,
    parse_exception_date,
)
from sportello.worktime.dates import YearlyDate
from sportello.worktime.easter import easter, orthodox_easter

from . import rules_of_dates

FORMS = "write it like 2026-08-14, --12-24, easter - 46 days, 2nd sat, last fri of november"


def rule(text: str) -> ExceptionRule:
    found = parse_exception_date(text)
    assert not isinstance(found, dt.date)
    return found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("--12-24", YearlyDate(12, 24)),
        ("easter", EasterDate(0)),
        ("easter - 46 days", EasterDate(-46)),
        ("Easter  +1 day", EasterDate(1)),
        ("orthodox easter - 2 days", EasterDate(-2, orthodox=True)),
        ("2nd sat", NthWeekday(2, 5)),
        ("1st Monday", NthWeekday(1, 0)),
        ("last venerdì of novembre", NthWeekday(0, 4, 11)),
        ("4th thu of nov", NthWeekday(4, 3, 11)),
        ("3rd dom of gen", NthWeekday(3, 6, 1)),
        ("Day before  Holiday", DayBeforeHoliday()),
        ("2026-08-14 Friday", dt.date(2026, 8, 14)),
    ],
)
def test_a_date_or_a_rule_is_read(text: str, meant: object) -> None:
    assert parse_exception_date(text) == meant


@pytest.mark.parametrize(
    ("text", "year", "dates"),
    [
        ("easter", 2026, ["04-05"]),
        ("easter - 46 days", 2026, ["02-18"]),
        ("easter - 46 days", 2027, ["02-10"]),
        ("orthodox easter", 2027, ["05-02"]),
        ("easter - 300 days", 2026, ["06-01"]),
        ("2nd sat of may", 2026, ["05-09"]),
        ("last fri of november", 2026, ["11-27"]),
        ("5th sat", 2026, ["01-31", "05-30", "08-29", "10-31"]),
        ("--02-29", 2026, []),
        ("--02-29", 2028, ["02-29"]),
    ],
)
def test_a_rule_has_dates_in_a_year(text: str, year: int, dates: list[str]) -> None:
    found = rule(text)
    assert not isinstance(found, DayBeforeHoliday)
    assert [f"{date:%m-%d}" for date in found.dates_in(year)] == dates


@pytest.mark.parametrize("year", range(1900, 2200))
def test_easter_is_what_another_reckoning_finds(year: int) -> None:
    assert easter(year) == rules_of_dates.easter(year)
    assert orthodox_easter(year) == rules_of_dates.orthodox_easter(year)


@given(st.dates(dt.date(1970, 1, 1), dt.date(2100, 12, 31)))
def test_every_rule_that_means_a_date_has_it_and_is_written_back(date: dt.date) -> None:
    for text in rules_of_dates.rules_for(date):
        if "day" in text and int(text.split()[-2]) > 300:
            continue
        found = parse_date_or_rule(text)
        assert not isinstance(found, dt.date)
        assert date in found.dates_in(date.year)
        new_year = dt.date(date.year, 1, 1).toordinal()
        days = map(dt.date.fromordinal, range(new_year, dt.date(date.year, 12, 31).toordinal() + 1))
        assert {*found.dates_in(date.year)} == {
            day for day in days if rules_of_dates.is_meant(text, day, lambda _: False)
        }
        assert parse_date_or_rule(str(found)) == found


@pytest.mark.parametrize(
    ("text", "english", "italian"),
    [
        ("--12-24", "every 24 December", "ogni 24 dicembre"),
        ("easter", "Easter", "Pasqua"),
        ("easter - 46 days", "46 days before Easter", "46 giorni prima di Pasqua"),
        ("orthodox easter + 1 day", "1 day after Orthodox Easter", "1 giorno dopo Pasqua ortodossa"),
        ("2nd sat", "2nd Saturday of the month", "2° sabato del mese"),
        ("1st sun of may", "1st Sunday of May", "1ª domenica di maggio"),
        ("last sun", "last Sunday of the month", "ultima domenica del mese"),
        ("last fri of november", "last Friday of November", "ultimo venerdì di novembre"),
        ("day before holiday", "the day before a holiday", "il giorno prima di un festivo"),
    ],
)  # fmt: skip
def test_a_rule_is_told_in_words(text: str, english: str, italian: str) -> None:
    assert rule(text).spoken() == {"en": english, "it": italian}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("second saturday of the month", "2nd sat"),
        ("every 2nd saturdy", "2nd sat"),
        ("2° sabato", "2nd sat"),
        ("ultimo venerdì di novembre", "last fri of november"),
        ("3rd monday in january", "3rd mon of january"),
        ("46 days before easter", "easter - 46 days"),
        ("1 day after orthodox easter", "orthodox easter + 1 day"),
        ("Pasqua - 46 giorni", "easter - 46 days"),
        ("easter-46", "easter - 46 days"),
        ("24 dic", "--12-24"),
        ("24 December", "--12-24"),
        ("Dec 24", "--12-24"),
        ("12-24", "--12-24"),
        ("--2-9", "--02-09"),
        ("the day before a holiday", "day before holiday"),
        ("4th thu november", "4th thu of november"),
        ("Easter Monday", "easter + 1 day"),
        ("Mercoledì delle Ceneri", "easter - 46 days"),
        ("Christmas Eve", "--12-24"),
        ("New Year's Eve", "--12-31"),
    ],
)
def test_what_is_nearly_a_rule_is_proposed_as_one(text: str, meant: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse_exception_date(text)
    assert caught.value.hint == f'did you mean "{meant}"? {FORMS}, day before holiday'


@pytest.mark.parametrize("text", ["soon", "last workday", "6th mon", "2nd", "", 5, None, "31-31"])
def test_what_is_like_no_rule_gets_the_forms(text: object) -> None:
    with pytest.raises(Invalid, match="is not a date") as caught:
        parse_date_or_rule(text)
    assert caught.value.hint == FORMS


def test_the_day_before_a_holiday_is_no_holiday_itself() -> None:
    with pytest.raises(Invalid, match="cannot stand here"):
        parse_date_or_rule("day before holiday")


def test_a_date_too_far_from_easter_is_refused() -> None:
    with pytest.raises(Invalid, match="is too far from Easter: write at most 300 days"):
        parse_date_or_rule("easter + 301 days")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        told = str(parse_exception_date(text))
    except Invalid as error:
        told = str(error)
    assert told
