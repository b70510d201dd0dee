"""Calendars and sets of holidays as they are written: what may stand there, and what it means.

What `Calendar.from_spec` reads and says of a key, and the schema of editors, are made of these.
"""

from collections.abc import Mapping
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from sportello.part import Part
from sportello.worktime.scalars import NO_TEXT, Day, Text, ZoneName

CalendarRef = Annotated[str, Meta(extra_json_schema={"reference": "calendars"})]
HolidaysRef = Annotated[str, Meta(extra_json_schema={"reference": "holidays"})]
CountryCode = Annotated[str, Meta(extra_json_schema={"format": "country"})]
_TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
_DAY = "(mon|tue|wed|thu|fri|sat|sun)"
_DAYS = rf"\s*{_DAY}(\s*-\s*{_DAY})?\s*"
_EASTER = "([Oo]rthodox )?[Ee]aster( ?[+-] ?[0-9]+ days?)?"
_NTH = "([1-5](st|nd|rd|th)|[Ll]ast) [^ ]+( of [^ ]+)?"


def _scalar(form: str, pattern: str, description: str) -> Meta:
    # As a pattern of its own, msgspec 0.22 would spoil its memory where the value may be a list.
    return Meta(description=description, extra_json_schema={"format": form, "pattern": pattern})


OpeningHours = Annotated[
    str,
    _scalar(
        "opening-hours",
        f"^({_TIME}-{_TIME}|closed)$",
        "When it opens and closes by the clock of its zone, or `closed`.",
    ),
]
DateOrRule = Annotated[
    str,
    _scalar(
        "date-or-rule",
        f"[0-9]{{2}}-[0-9]{{2}}|^({_EASTER}|{_NTH}|[Dd]ay before holiday)$",
        "A date, or a rule that has some in every year: see docs/calendars.md.",
    ),
]
Weekdays = Annotated[
    str,
    _scalar(
        "weekdays",
        f"^{_DAYS}(,{_DAYS})*$",
        "A day of the week, a list of some, or from one to another.",
    ),
]
WrittenHours = OpeningHours | tuple[OpeningHours, ...]
WrittenWeek = Mapping[Weekdays, WrittenHours]
Days: TypeAlias = Literal["all", "working"]
AssumedOf: TypeAlias = Literal["hours", "holidays"]
"""On which of its dates an exception opens: on all, or on those that have hours without it."""
NO_WEEK: Final[WrittenWeek] = {}


class WrittenHoliday(Part, frozen=True, kw_only=True):
    """A holiday with its name."""

    date: DateOrRule
    """The date, or a rule that has some every year. Example: `--12-24`"""
    name: Text = NO_TEXT
    """What it is called. Example: `{it: Vigilia, en: Christmas Eve}`"""
    note: str = ""
    """A note of the desk, which is never published. Example: `Agreed every year`"""


class WrittenHolidays(Part, frozen=True, kw_only=True):
    """A set of holidays: those of a `country`, or listed `dates`."""

    name: Text = NO_TEXT
    """What it is called. Example: `{it: Festività nazionali, en: National holidays}`"""
    country: CountryCode | None = None
    """The country whose holidays they are."""
    subdivision: str | None = None
    """The part of the country, with its own holidays. Example: `BO`"""
    except_: tuple[DateOrRule, ...] = msgspec.field(name="except", default=())
    """Dates of the country, or rules for dates, that are no holidays here. Example: `[--12-08]`"""
    dates: tuple[DateOrRule | WrittenHoliday, ...] = ()
    """Listed holidays: dates, rules for dates of every year, or either with a name.

    Example: `[2026-08-14, --12-24, easter + 1 day, last fri of november]`
    """
    note: str = ""
    """A note of the desk, which is never published. Example: `Asked the personnel office`"""


class WrittenSpan(Part, frozen=True, kw_only=True):
    """From when until when a season lasts, both included."""

    from_: str | None = msgspec.field(name="from", default=None)
    """Its first day, of every year or of one. Example: `--06-15`"""
    until: str | None = None
    """Its last day, of every year or of one. Example: `--09-15`"""


class WrittenSeason(Part, frozen=True, kw_only=True):
    """A week that holds for a part of the year."""

    valid: WrittenSpan
    """From when until when. Example: `{from: --06-15, until: --09-15}`"""
    week: WrittenWeek
    """Its hours, by days of the week. Example: `{mon-fri: "08:00-14:00"}`"""
    why: Text = NO_TEXT
    """The reason, for readers. Example: `{it: Orario estivo, en: Summer hours}`"""
    note: str = ""
    """A note of the desk, which is never published. Example: `As every year`"""


class WrittenException(Part, frozen=True, kw_only=True):
    """Other hours on a `date`, on those of a rule, or `from` a day `to` another.

    They are `open` or `closed`.
    """

    date: DateOrRule | None = None
    """The date, or a rule that has some every year: `--12-24`, `easter - 46 days`, `2nd sat`,
    `last fri of november`, `day before holiday`. Example: `2nd sat`
    """
    from_: Day | None = msgspec.field(name="from", default=None)
    """The first date, if there are several."""
    to: Day | None = None
    """The last date, itself included."""
    open: WrittenHours = ()
    """The hours of these dates. Example: `"09:00-13:00"`"""
    days: Days | None = None
    """Whether it opens all of these dates, or those alone that have hours anyway.

    Where it is not said, dates and weekdays open, and any other rule only changes hours.
    Example: `working`
    """
    closed: bool = False
    """Whether these dates are closed."""
    why: Text = NO_TEXT
    """The reason, for readers. Example: `{it: Trasloco, en: Office move}`"""
    note: str = ""
    """A note of the desk, which is never published. Example: `Told by mail on 1 April`"""


class WrittenCalendar(Part, frozen=True, kw_only=True):
    """A date has the hours of its exception; none on a holiday; else those of season or week.

    One with `any_of` or `all_of` has none of these: it is open where other calendars are.
    """

    name: Text = NO_TEXT
    """What the public calls it. Example: `{it: Orario d'ufficio, en: Office hours}`"""
    extends: CalendarRef | None = None
    """The calendar from which everything comes that is not written here; exceptions add up."""
    any_of: tuple[CalendarRef, ...] = ()
    """The calendars of which one at least must be open, each in its zone, with its holidays.

    Example: `[munich, berlin]`
    """
    all_of: tuple[CalendarRef, ...] = ()
    """The calendars that must all be open. Example: `[counter, technicians]`"""
    timezone: ZoneName | None = None
    """The time zone of its hours; needed, unless the calendar that it extends has one, or all
    that it is made of are in one.
    """
    week: WrittenWeek = NO_WEEK
    """Its hours, by days of the week; midnight at the end of a day is 24:00.

    Example: `{mon-thu: ["08:00-12:30", "13:30-18:00"], fri: "08:00-12:30"}`
    """
    seasons: tuple[WrittenSeason, ...] = ()
    """Other weeks for parts of the year."""
    holidays: tuple[HolidaysRef, ...] = ()
    """The sets of holidays on which it is closed."""
    exceptions: tuple[WrittenException, ...] = ()
    """Other hours on single dates, or by a rule. Example: `[{date: 2026-05-02, closed: true}]`"""
    assumed: Text = NO_TEXT
    """What of it no source says: readers are told beside it.

    Example: `{it: Nei giorni festivi è chiuso., en: It is closed on holidays.}`
    """
    assumed_of: AssumedOf = "hours"
    """What `assumed` is about: the hours, so that nobody is told that the desk is open now, or the
    holidays alone. Example: `holidays`
    """
    note: str = ""
    """A note of the desk, which is never published. Example: `Ask again in 2027`"""
