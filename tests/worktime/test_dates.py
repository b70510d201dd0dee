import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.worktime import YearlyDate, parse_date, parse_holiday_date

ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ITALIAN = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")


@given(
    st.dates(),
    st.sampled_from((ENGLISH, ITALIAN)),
    st.sampled_from((3, 20)),
    st.sampled_from((str.upper, str.lower, str.title)),
    st.sampled_from(("{date} {day}", "{date}, {day}", "{day} {date}", "{day}, {date}")),
)
def test_reads_a_date_with_its_weekday(
    date: dt.date, names: tuple[str, ...], length: int, case: object, form: str
) -> None:
    assert callable(case)
    day = case(names[date.weekday()][:length])
    assert parse_date(form.format(date=date, day=day)) == date
    assert parse_date(str(date)) == date


def test_reads_italian_without_accents() -> None:
    assert parse_date("venerdi 2021-01-15") == dt.date(2021, 1, 15)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "2021-01-15 Monday",
            "2021-01-15 is a Friday, not a Monday: correct the date or the weekday",
        ),
        ("lun 2021-01-15", "2021-01-15 is a venerdì (Friday), not a lunedì (Monday)"),
        ("2021-01-15 Fryday", '"Fryday" is not a weekday: write 2021-01-15, or 2021-01-15 Friday'),
        ("2021-02-30", "2021-02-30 is not in the calendar"),
        ("2021-1-5", '"2021-1-5" is not a date: write 2021-01-05'),
        ("Fri, 2021-1-15", "write Fri, 2021-01-15"),
        ("2021-2-30", "write it like 2026-08-14"),
        ("2021-1-5T09:00", "write it like 2026-08-14"),
        ("02/01/2021", "write it like 2026-08-14"),
        ("20210115", "write it like 2026-08-14"),
        ("2021-W02-5", "write it like 2026-08-14"),
        ("2021-01-15 2021-01-15", "write it like 2026-08-14"),
        ("2021-01-15 Fri Fri", "write it like 2026-08-14"),
        ("2021-01-15,,Fri", "write it like 2026-08-14"),
        ("٢٠٢١-01-15", "write it like 2026-08-14"),
        ("", "write it like 2026-08-14"),
        (20210115, "20210115 is not a date"),
        (None, "an empty value is not a date"),
        ([1], "a list is not a date"),
        ({}, "a mapping is not a date"),
        (True, "true is not a date"),
        (10**50, "a very long number is not a date"),
        ("x" * 100, 'xxx..." is not a date'),
    ],
)
def test_refuses_with_a_remedy(text: object, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_date(text)


def test_a_yearly_date_is_there_every_year() -> None:
    yearly = parse_holiday_date("--12-24")
    assert yearly == YearlyDate(12, 24)
    assert isinstance(yearly, YearlyDate)
    assert str(yearly) == "--12-24"
    assert yearly.in_year(2026) == dt.date(2026, 12, 24)


def test_the_29th_of_february_is_there_in_leap_years_only() -> None:
    leap = parse_holiday_date("--02-29")
    assert isinstance(leap, YearlyDate)
    assert [leap.in_year(year) for year in (2023, 2024)] == [None, dt.date(2024, 2, 29)]


def test_holidays_may_also_be_single_dates() -> None:
    assert parse_holiday_date("2026-08-14 Friday") == dt.date(2026, 8, 14)


@pytest.mark.parametrize("text", ["--02-30", "--13-01", "--00-10"])
def test_a_yearly_date_of_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is in no year") as caught:
        parse_holiday_date(text)
    assert str(caught.value) == f'"{text}" is in no year: write month and day like --12-24'


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_holiday_date(text)
    except ValueError as error:
        told = str(error)
    else:
        told = "nothing"
    assert told
