"""When somebody answers: the hours of a week, or the dates that are others."""

from collections.abc import Iterator
from typing import Final

from sportello.catalog.model import PublicCatalog, PublicService
from sportello.catalog.model.publishing import with_parts
from sportello.plan.change import OpenFigures
from sportello.plan.sections import entries_of
from sportello.plan.visitors.told import Told, some
from sportello.targets.changed import PublicChange
from sportello.worktime import Calendar

_FEW: Final = 10
"""Dates that a reader may want to see one by one."""


def calendar_swapped(told: Told) -> Iterator[PublicChange]:
    """Yield another calendar of a service or a contact."""
    section, name = (str(each) for each in told.change.about[0])
    part = told.change.part
    found = []
    for side, each in zip(told.sides, told.both(section, name), strict=True):
        named = each and each.calendar
        if part and isinstance(each, PublicService):
            named = next((way.calendar for way in each.channels if way.kind == part), None)
        found.append(some(side.calendars.get(named or "")))
    yield told.of("hours", (section, name), (found[0], found[1]), part=part)


def hours(told: Told) -> Iterator[PublicChange]:
    """Yield, of who answers in a calendar, its hours; or the dates, if its week is the same."""
    figures = told.change.figures
    if not isinstance(figures, OpenFigures):
        return
    old, new = (side.calendars.get(told.change.subject) for side in told.sides)
    if old is None or new is None:
        return
    is_week = old.weekly() != new.weekly()
    kind = "hours" if is_week else _on_dates(new, figures)
    was, now = ((old,), (new,)) if is_week else ((), ())
    dates = () if is_week else figures.dates
    for entry in _answering(told.sides[1], told.change.subject):
        yield told.of(kind, entry, (was, now), dates=dates)


def _on_dates(calendar: Calendar, figures: OpenFigures) -> str:
    if figures.minutes_less and not figures.minutes_more:
        days = figures.dates if len(figures.dates) <= _FEW else ()
        is_closed = days and not any(calendar.day(each).hours for each in days)
        return "closed-on" if is_closed else "hours-less-on"
    return "hours-other-on" if figures.minutes_less else "hours-more-on"


def _answering(catalog: PublicCatalog, calendar: str) -> Iterator[tuple[str, str]]:
    """Yield the services and contacts that answer in a calendar, or in one made of it."""
    for section in ("services", "contacts"):
        for name, each in entries_of(catalog, section).items():
            own = [each.calendar, *(way.calendar for way in getattr(each, "channels", ()))]
            named = with_parts(catalog.calendars, [one for one in own if one])
            if calendar in named:
                yield section, name
