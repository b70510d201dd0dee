"""When announcements stop the clocks that count day and night (`sla: pause`)."""

from functools import lru_cache

from sportello.catalog.model import Announcement, Catalog, PublicCatalog
from sportello.worktime import Calendar, Standstill


def standstills(catalog: Catalog | PublicCatalog, service: str) -> tuple[Standstill, ...]:
    """Return when clocks of a service stand still, sorted; where two overlap the first is told.

    An internal announcement stops none: nobody could say why.
    """
    provider = catalog.services[service].provider
    zone = catalog.helpdesk.timezone
    found: list[Standstill] = []
    pausing = (
        each
        for each in catalog.announcements.values()
        if each.sla == "pause" and each.is_about(service, provider)
        if not (isinstance(each, Announcement) and each.visibility == "internal")
    )
    for each in sorted(pausing, key=lambda each: each.begins(zone)):
        begin, end = each.begins(zone), each.ends(zone)
        if found:
            begin = max(begin, found[-1].end)
        if begin < end:
            found.append(Standstill(begin, end, each.title))
    return tuple(found)


@lru_cache(maxsize=1024)
def standing_still(calendar: Calendar, pauses: tuple[Standstill, ...]) -> Calendar:
    """Return a calendar whose clocks stand still: of one calendar and pauses always the same."""
    return calendar.standing_still(pauses) if pauses else calendar
