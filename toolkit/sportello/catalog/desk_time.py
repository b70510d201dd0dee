"""Instants as the desk's clock shows them: one reading for whatever is told of a ticket.

A ticket may be promised times in calendars of several zones. What is written without an offset
is nevertheless one instant: the one at which the desk's clock shows it.
"""

from datetime import UTC, datetime

from sportello.catalog.model import Catalog
from sportello.worktime import BeyondKnownHolidays
from sportello.worktime.zone import epoch_seconds
from sportello.worktime.zones import Zone


def desk_time(catalog: Catalog, instant: datetime | None = None) -> datetime:
    """Return an instant in the desk's zone; one without an offset is read there.

    Without any, it is the present one, to the whole second. Raises WorktimeError for one without an
    offset that the desk's clock shows twice or never, and for one that is beyond every calendar.
    """
    zone = Zone(catalog.helpdesk.timezone)
    if instant is None:
        return datetime.now(zone).replace(microsecond=0)
    aware = instant
    if instant.tzinfo is None:
        epoch_seconds(instant, zone)
        aware = instant.replace(tzinfo=zone)
    try:
        return aware.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise BeyondKnownHolidays(
            f"{instant.isoformat()} is out of reach of every calendar", "write another year"
        ) from None
