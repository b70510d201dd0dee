"""When a calendar is open or closed, in the published years whose holidays are known.

Outside of these years nothing is known, neither that it is open nor that it is closed: what is
rendered for a mail server holds these years alone.
"""

from datetime import datetime
from itertools import pairwise
from typing import Literal, TypeAlias

from sportello.catalog.model import Catalog
from sportello.worktime import Calendar
from sportello.worktime.timeline import EpochInterval
from sportello.worktime.zone import new_year
from sportello.worktime.zones import Zone

OpenOrClosed: TypeAlias = Literal["open", "closed"]


def hours_at(catalog: Catalog, calendar: str, at: datetime) -> OpenOrClosed | None:
    """Return whether a calendar is open at an instant, None if that is not known.

    A naive instant is read in the calendar's zone. Raises AmbiguousTime or NonexistentTime for
    one that its clocks show twice or never.
    """
    found = catalog.calendars[calendar]
    year = (at if at.tzinfo is None else at.astimezone(Zone(found.timezone))).year
    if year not in years_of(catalog, found):
        return None
    return "open" if found.is_open(at) else "closed"


def intervals_of(catalog: Catalog, calendar: str, hours: OpenOrClosed) -> tuple[EpochInterval, ...]:
    """Return when a calendar is open, or when it is closed, in all the years that are known."""
    found = catalog.calendars[calendar]
    years = years_of(catalog, found)
    if not years:
        return ()
    first, last = years[0], years[-1]
    opened = found.timeline(first, last)
    if hours == "open":
        return opened
    zone = Zone(found.timezone)
    begin, end = new_year(first, zone), new_year(last + 1, zone)
    edges = [(begin, begin), *opened, (end, end)]
    return tuple((closes, opens) for (_, closes), (opens, _) in pairwise(edges) if closes < opens)


def years_of(catalog: Catalog, calendar: Calendar) -> range:
    """Return the published years whose holidays a calendar knows."""
    return calendar.known_years(catalog.helpdesk.years.first, catalog.helpdesk.years.last)
