"""calendars.yaml: sets of holidays and business calendars."""

from collections.abc import Mapping

from sportello.catalog.model.values import FileId
from sportello.part import Part
from sportello.worktime.written import WrittenCalendar, WrittenHolidays


class CalendarFile(Part, frozen=True, kw_only=True):
    """The sections of calendars.yaml."""

    holidays: Mapping[str, WrittenHolidays] = {}
    """Sets of holidays, by name, which calendars name. Example: `{italy: {country: IT}}`"""
    calendars: Mapping[FileId, WrittenCalendar] = {}
    """Business calendars, by name: when a desk answers, and when a clock runs.

    Example: `{office: {timezone: Europe/Rome, week: {mon-fri: "09:00-18:00"}, holidays: [italy]}}`
    """
