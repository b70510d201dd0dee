"""The days on which nobody answers although the weekday has hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sportello.catalog.model import PublicCatalog
from sportello.worktime import Calendar


@dataclass(frozen=True)
class Closure:
    """A closed day and why, language -> text; `providers` are those it is about, if not all."""

    date: date
    why: Mapping[str, str]
    providers: tuple[str, ...]


def closures(catalog: PublicCatalog) -> tuple[Closure, ...]:
    """Return the closed days of the published years, in order, as far as holidays are known."""
    users: dict[str, dict[str, None]] = {}
    for service in catalog.services.values():
        if service.calendar:
            users.setdefault(service.calendar, {})[service.provider] = None
    everybody = dict.fromkeys(name for providers in users.values() for name in providers)
    found: dict[date, tuple[Mapping[str, str], dict[str, None]]] = {}
    years = catalog.helpdesk.years
    for name, providers in users.items():
        calendar = catalog.calendars[name]
        for day in closed_days(calendar, calendar.known_years(years.first, years.last)):
            reason = calendar.day(day).reason
            found.setdefault(day, (reason.text if reason else {}, {}))[1].update(providers)
    return tuple(
        Closure(day, why, () if whose.keys() == everybody.keys() else tuple(whose))
        for day, (why, whose) in sorted(found.items(), key=lambda each: each[0])
    )


def closed_days(calendar: Calendar, years: range) -> Iterator[date]:
    """Yield the days of some years on which a calendar is closed although the weekday has hours."""
    if not years:
        return
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    days = {day for day, _names in calendar.holidays_between(first, last)}
    for dated in calendar.exceptions:
        length = (min(dated.last, last) - dated.first).days
        if not dated.hours:
            days |= {dated.first + timedelta(days=each) for each in range(length + 1)}
    week = calendar.weekly()
    for day in sorted(days):
        if day >= first and week.get(day.weekday()) and not calendar.day(day).hours:
            yield day
