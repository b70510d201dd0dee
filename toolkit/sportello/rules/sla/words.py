"""How messages say an instant and a promise."""

from datetime import datetime

from sportello.catalog.model import Catalog
from sportello.worktime.zones import Zone


def local_time(catalog: Catalog, instant: datetime, calendar: str | None) -> str:
    """Return an instant as people write it, in the zone of a calendar: Mon 2026-01-05 09:00."""
    known = catalog.calendars.get(calendar) if calendar else None
    zone = known.timezone if known else catalog.helpdesk.timezone
    return f"{instant.astimezone(Zone(zone)):%a %Y-%m-%d %H:%M}"
