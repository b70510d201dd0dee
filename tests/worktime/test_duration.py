import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.findings import Invalid
from sportello.worktime import Duration, DurationKind

UNITS = ("minutes", "hours", "calendar days", "business minutes", "business hours", "working days")


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("immediate", DurationKind.IMMEDIATE, 0),
        ("90 minutes", DurationKind.ELAPSED, 5400),
        ("1 hour", DurationKind.ELAPSED, 3600),
        ("5 calendar days", DurationKind.CALENDAR_DAYS, 432_000),
        ("1 business minute", DurationKind.BUSINESS, 60),
        ("40 business hours", DurationKind.BUSINESS, 144_000),
        ("1.5 business hours", DurationKind.BUSINESS, 5400),
        ("  2   Working  Days ", DurationKind.WORKING_DAYS, 2),
        ("0 business hours", DurationKind.BUSINESS, 0),
    ],
)
def test_reads_every_unit(text: str, kind: DurationKind, amount: int) -> None:
    found = Duration.parse(text)
    assert (found.kind, found.amount) == (kind, amount)


def test_seconds_or_days_by_kind() -> None:
    hours, days = Duration.parse("2 hours"), Duration.parse("3 working days")
    assert (hours.seconds, hours.days) == (7200, None)
    assert (days.seconds, days.days) == (None, 3)


def test_equal_by_meaning() -> None:
    assert Duration.parse("60 minutes") == Duration.parse("1 hour")
    assert hash(Duration.parse("24 hours")) == hash(Duration.parse("1440 minutes"))
    # In a lead time one gives an instant, the other a date.
    assert Duration.parse("24 hours") != Duration.parse("1 calendar day")
    assert Duration.parse("1 hour") != Duration.parse("1 business hour")
    assert Duration.parse("1 hour") != "1 hour"
    assert Duration.parse("1440 minutes") != Duration.parse("1440 working days")


@given(st.sampled_from(UNITS), st.integers(0, 3660))
def test_text_round_trips(unit: str, number: int) -> None:
    text = f"{number} {unit[:-1] if number == 1 else unit}"
    assert str(Duration.parse(text)) == text
    assert repr(Duration.parse(text)) == f"Duration('{text}')"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("IMMEDIATE", "immediate"),
        ("1.50 Business Hours", "1.5 business hours"),
        ("1 minutes", "1 minute"),
        ("0100 hours", "100 hours"),
    ],
)
def test_text_is_canonical(text: str, canonical: str) -> None:
    assert str(Duration.parse(text)) == canonical


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("5 days", 'write "5 calendar days" or "5 working days"'),
        ("1 day", 'write "1 calendar day" or "1 working day"'),
        ("2 dyas", 'write "2 calendar days" or "2 working days"'),
        ("5 business day", 'did you mean "5 working days"?'),
        ("1.5 busines days", 'did you mean "1.5 working days"?'),
        ("1 calender days", 'did you mean "1 calendar day"?'),
        ("40", 'write it like "40 business hours"'),
        ("40 busines hours", 'did you mean "40 business hours"?'),
        ("3 fortnights", "the units are minutes, hours, calendar days"),
        ("-5 hours", "has a sign"),
        ("+5 hours", "has a sign"),
        ("1,5 hours", 'write "1.5 hours", with a point'),
        ("0.001 hours", "whole seconds"),
        ("1.5 working days", "whole days"),
        ("1234567890 hours", "too long a number"),
        ("imediate", 'did you mean "immediate"?'),
        ("soon", 'write "immediate" or a number and a unit'),
        ("", 'write "immediate" or a number and a unit'),
        (5, 'write it like "40 business hours"'),
        (1.5, 'write it like "40 business hours"'),
        (None, 'write it like "40 business hours"'),
        ("nan hours", 'write "immediate" or a number and a unit'),
    ],
)
def test_refuses_with_a_remedy(text: object, remedy: str) -> None:
    with pytest.raises(ValueError, match=re.escape(remedy)):
        Duration.parse(text)


@given(st.text() | st.from_regex(r"[+-]?[0-9.,]{1,5} ?[a-z ]{0,20}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = Duration.parse(text)
    except ValueError:
        return
    assert Duration.parse(str(found)) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (5, '5 is not a duration: write it like "40 business hours"'),
        (
            "imediate",
            '"imediate" is not a duration: did you mean "immediate"? '
            'write "immediate" or a number and a unit, like "40 business hours"',
        ),
        ("-5 hours", '"-5 hours" has a sign: write the number without it'),
        ("1234567890 hours", '"1234567890 hours" has too long a number: write at most 9 digits'),
        (
            "1,5 hours, or 2",
            '"1,5 hours, or 2" has a comma: write "1.5 hours, or 2", with a point',
        ),
        (
            "5 DAYS",
            '"5 DAYS" does not say which days: write "5 calendar days" or "5 working days"',
        ),
        ("5 d", '"5 d" does not say which days: write "5 calendar days" or "5 working days"'),
        (
            "1 business day",
            '"1 business day" has an unknown unit: did you mean "1 working day"? the units are '
            "minutes, hours, calendar days, business minutes, business hours, working days",
        ),
        ("40", '"40" has no unit: write it like "40 business hours"'),
        (
            "3 fortnights",
            '"3 fortnights" has an unknown unit: the units are minutes, hours, calendar days, '
            "business minutes, business hours, working days",
        ),
        ("1 week", '"1 week" is told in days: write "7 calendar days" or "5 working days"'),
        ("1.5 WEEKS", '"1.5 WEEKS" is told in days: write "10.5 calendar days"'),
        ("4 business weeks", '"4 business weeks" is told in days: write "20 working days"'),
        ("1 month", '"1 month" is told in days: write "30 calendar days" or "20 working days"'),
        ("2 solar months", '"2 solar months" is told in days: write "60 calendar days"'),
        ("1 quarter", '"1 quarter" is told in days: write "90 calendar days" or "60 working days"'),
        (
            "Next Business Day",
            '"Next Business Day" is not a duration: did you mean "1 working day"?',
        ),
        (
            "by the end of the next working day",
            '"by the end of the next working day" is not a duration: did you mean "1 working day"?',
        ),
        (
            "by the end of the same day",
            '"by the end of the same day" is not a duration: write "0 working days", and beside it '
            'the hour: at: "18:00"',
        ),
        (
            "same business day",
            '"same business day" is not a duration: write "0 working days", and '
            'beside it the hour: at: "18:00"',
        ),
        ("NBD", '"NBD" is not a duration: did you mean "1 working day"?'),
        ("2w", '"2w" is told in days: write "14 calendar days" or "10 working days"'),
        ("1 mese", '"1 mese" is told in days: write "30 calendar days" or "20 working days"'),
        (
            "2 settimane lavorative",
            '"2 settimane lavorative" is told in days: write "10 working days"',
        ),
        (
            "5 giorni",
            '"5 giorni" does not say which days: write "5 calendar days" or "5 working days"',
        ),
        ("a week", '"a week" is not a duration: write "7 calendar days" or "5 working days"'),
        ("un giorno", '"un giorno" is not a duration: write "1 calendar day" or "1 working day"'),
        (
            "Two Working Days",
            '"Two Working Days" is not a duration: did you mean "2 working days"?',
        ),
        (
            "un'ora",
            '"un\'ora" is not a duration: did you mean "1 hour"? the units are minutes, hours, '
            "calendar days, business minutes, business hours, working days",
        ),
        (
            "a while",
            '"a while" is not a duration: the units are minutes, hours, calendar days, business '
            "minutes, business hours, working days",
        ),
        (
            "3 busines hours",
            '"3 busines hours" has an unknown unit: did you mean "3 business hours"? the units are '
            "minutes, hours, calendar days, business minutes, business hours, working days",
        ),
        (
            "0.001 hours",
            '"0.001 hours" does not give whole seconds: write a whole number',
        ),
        (
            "1.5 working days",
            '"1.5 working days" does not give whole days: write a whole number',
        ),
    ],
)
def test_what_is_told_in_full(text: object, told: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        Duration.parse(text)


@pytest.mark.parametrize(
    ("most", "more"),
    [
        ("5270400 minutes", "5270401 minutes"),
        ("87840 hours", "87840.5 hours"),
        ("3660 calendar days", "99999999 calendar days"),
        ("5270400 business minutes", "5270401 business minutes"),
        ("87840 business hours", "99999999 business hours"),
        ("3660 working days", "3661 working days"),
    ],
)
def test_ten_years_are_the_most(most: str, more: str) -> None:
    assert str(Duration.parse(most)) == most
    told = f'"{more}" is more than ten years: write at most {most}'
    with pytest.raises(ValueError, match=f"^{re.escape(told)}$"):
        Duration.parse(more)


def test_the_unit_is_the_one_it_was_written_in() -> None:
    texts = ("IMMEDIATE", "1 Hour", "2 working days")
    assert [Duration.parse(text).unit for text in texts] == ["immediate", "hours", "working days"]


def test_durations_of_other_meaning_have_other_hashes() -> None:
    texts = ("1 hour", "2 hours", "1 business hour", "1 working day", "immediate")
    assert len({hash(Duration.parse(text)) for text in texts}) == len(texts)


def test_is_never_negative() -> None:
    with pytest.raises(ValueError, match=r"^a duration is never negative$"):
        Duration(DurationKind.BUSINESS, -1, "business minutes")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("40 working hours", "40 business hours"),
        ("8 office hours", "8 business hours"),
        ("1 business day", "1 working day"),
        ("5 workdays", "5 working days"),
        ("3 busines hours", "3 business hours"),
        ("10 mins", "10 minutes"),
        ("8 hrs", "8 hours"),
        ("8h", "8 hours"),
        ("3 weekdays", "3 working days"),
        ("3 Working-Days", "3 working days"),
        ("8 hours business", "8 business hours"),
        ("8 hrs business", "8 business hours"),
        ("2 opening hours", "2 business hours"),
        ("1 workhour", "1 business hour"),
        ("8 calendar hours", "8 hours"),
        ("8 clock hours", "8 hours"),
        ("8 elapsed hours", "8 hours"),
        ("8 real hours", "8 hours"),
        ("30 elapsd minutes", "30 minutes"),
        ("3 solar days", "3 calendar days"),
        ("3 natural days", "3 calendar days"),
        ("3 running days", "3 calendar days"),
        ("1 consecutive day", "1 calendar day"),
        ("5 bd", "5 working days"),
        ("5bd", "5 working days"),
        ("1 wd", "1 working day"),
        ("8 bh", "8 business hours"),
        ("30m", "30 minutes"),
        ("5 giorni lavorativi", "5 working days"),
        ("1 giorno solare", "1 calendar day"),
        ("3 gg lavorativi", "3 working days"),
        ("8 ore lavorative", "8 business hours"),
        ("1 ora", "1 hour"),
        ("30 minuti", "30 minutes"),
    ],
)
def test_what_is_proposed_means_the_same(written: str, meant: str) -> None:
    with pytest.raises(Invalid) as caught:
        Duration.parse(written)
    assert f'did you mean "{meant}"?' in caught.value.hint


@pytest.mark.parametrize(
    "written",
    [
        "2 weeks",
        "3 months",
        "1 year",
        "30 seconds",
        "12 non-business hours",
        "12 nonbusiness hours",
        "12 night hours",
        "4 morning hours",
        "8 off hours",
        "8 off-hours",
        "8 out-of-office hours",
        "2 non-working days",
        "2 not working days",
        "2 unworking days",
        "2 holidays",
        "2 weekends",
        "2 sundays",
        "8 hours per day",
        "8 business calendar hours",
        "3 giorni non lavorativi",
        "8 ore notturne",
        "5 giorni feriali",
        "a non-working day",
    ],
)
def test_another_length_is_never_proposed(written: str) -> None:
    with pytest.raises(Invalid) as caught:
        Duration.parse(written)
    assert "did you mean" not in caught.value.hint
