"""What is in the catalog as plain data for JSON, with the keys of its YAML."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Final

from msgspec.structs import fields

from sportello.catalog.model import Part, PublicCatalog, Text
from sportello.worktime import Calendar, DayPlan

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONE_DAY: Final = timedelta(days=1)


def plain(value: object, catalog: PublicCatalog) -> Any:
    """Return a value of the catalog as plain data.

    What is not written is left out. Texts are told in every language of the desk, days and
    durations as they are written; a calendar is its week, and the days of the published years that
    differ.
    """
    made: Any = str(value)
    match value:
        case bool() | int() | float():
            made = value
        case Text():
            made = {language: value.says(language) for language in catalog.helpdesk.languages}
        case Calendar():
            years = catalog.helpdesk.years
            made = _calendar(value, value.known_years(years.first, years.last))
        case Part():
            made = _part(value, catalog)
        case Mapping():
            made = {str(key): plain(each, catalog) for key, each in value.items()}
        case tuple() | frozenset():
            made = [plain(each, catalog) for each in value]
    return made


def _part(part: Part, catalog: PublicCatalog) -> dict[str, Any]:
    return {
        key: plain(own, catalog)
        for key, field, is_required in _fields(type(part))
        for own in (getattr(part, field),)
        if is_required or _is_written(own)
    }


@cache
def _fields(kind: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """Return the keys of a part, its fields, and whether each must be there."""
    return tuple((each.encode_name, each.name, each.required) for each in fields(kind))


def _is_written(value: object) -> bool:
    return not (value is None or (isinstance(value, str | tuple | Mapping) and not value))


@lru_cache(maxsize=256)
def _calendar(calendar: Calendar, years: range) -> dict[str, Any]:
    usual = {day: [str(each) for each in hours] for day, hours in calendar.weekly().items()}
    found = {
        "name": dict(calendar.title),
        "timezone": calendar.timezone,
        "zones": sorted(calendar.zones),
        "week": {_WEEKDAYS[day]: hours for day, hours in usual.items() if hours},
        "known": {"from": f"{years[0]}-01-01", "until": f"{years[-1]}-12-31"} if years else {},
        "days": [_day(plan) for plan in _other_days(calendar, years, usual)],
        "assumed": dict(calendar.assumed),
    }
    return {name: each for name, each in found.items() if each or name in ("week", "days")}


def _other_days(calendar: Calendar, years: range, usual: Mapping[int, list[str]]) -> list[DayPlan]:
    """Return the days whose hours are not those of the week, which has none over several zones."""
    if not years:
        return []
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    dates = (first + each * _ONE_DAY for each in range((last - first).days + 1))
    plans = (calendar.day(each) for each in dates)
    return [
        plan
        for plan in plans
        if [str(each) for each in plan.hours] != usual.get(plan.date.weekday(), [])
    ]


def _day(plan: DayPlan) -> dict[str, Any]:
    why = dict(plan.reason.text) if plan.reason else {}
    told = {"date": str(plan.date), "open": [str(each) for each in plan.hours]}
    return {**told, "why": why} if why else told
