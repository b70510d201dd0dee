"""Which calendar a promise is counted in."""

from functools import cache

from sportello.catalog.model import Catalog, Target
from sportello.findings import did_you_mean
from sportello.sla.announced import standing_still, standstills
from sportello.sla.ticket import TicketError
from sportello.worktime import Calendar, DurationKind


def calendar_of(catalog: Catalog, name: str, target: Target) -> Calendar:
    """Return the calendar a target of a service is counted in: its own, else that of the service.

    What counts day and night stands still in it while an announcement says so. Raises TicketError
    if there is none; time round the clock needs only the desk's time zone.
    """
    calendar = _named(catalog, name, target)
    pauses = standstills(catalog, name) if target.within.kind.is_day_and_night else ()
    return standing_still(calendar, pauses)


def _named(catalog: Catalog, service: str, target: Target) -> Calendar:
    sheet = catalog.services[service]
    name = target.calendar or sheet.calendar
    if name is not None:
        return catalog.calendars[name]
    kind = target.within.kind
    if (kind is DurationKind.IMMEDIATE or kind.is_day_and_night) and not target.may_roll:
        return round_the_clock(catalog.helpdesk.timezone)
    shown = sheet.name.says("en")
    raise TicketError(f'"{target.within}" for "{shown}" needs a calendar', "add one to the target")


def hours_of_service(catalog: Catalog, name: str) -> Calendar:
    """Return the calendar of a service, else one of the desk's zone that is always open."""
    calendar = catalog.services[name].calendar
    return (
        round_the_clock(catalog.helpdesk.timezone)
        if calendar is None
        else catalog.calendars[calendar]
    )


def calendar_named(catalog: Catalog, name: str) -> Calendar:
    """Return a calendar. Raises TicketError if there is none; of a service, it tells its own."""
    if name in catalog.calendars:
        return catalog.calendars[name]
    service = catalog.services.get(name)
    if service is not None and service.calendar is not None:
        raise TicketError(f"{name} is a service; its calendar is {service.calendar}")
    hint = did_you_mean(name, catalog.calendars) or "the catalog has no calendar"
    raise TicketError(f'unknown calendar "{name}"', hint)


@cache
def round_the_clock(timezone: str) -> Calendar:
    """Return a calendar of a zone that is always open."""
    return Calendar.from_spec(
        {"timezone": timezone, "week": {"mon-sun": "00:00-24:00"}},
        name="round the clock",
    )
