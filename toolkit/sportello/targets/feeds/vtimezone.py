"""A time zone as iCalendar tells it (RFC 5545, 3.6.5): every change of its clocks in some years.

Of our own, since `icalendar` gives the beginning of summer time by the clock that is put forward
already, where the standard asks for the one before: an hour of a night would be read wrong.
"""

import datetime as dt
from itertools import pairwise

import icalendar

from sportello.worktime.zone import OffsetInterval, offset_intervals
from sportello.worktime.zones import Zone


def vtimezone(zone: Zone, years: range) -> icalendar.Timezone:
    """Return what the clocks of a zone show in these years."""
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    first, *_ = offset_intervals(zone, years[0])
    made.add_component(_observance(zone, first, first[2]))
    seen = {first[0]}
    for year in years:
        for before, after in pairwise(offset_intervals(zone, year)):
            if after[0] not in seen:
                seen.add(after[0])
                made.add_component(_observance(zone, after, before[2]))
    return made


def _observance(
    zone: Zone, begun: OffsetInterval, offset_before: int
) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    start, _end, offset = begun
    there = dt.datetime.fromtimestamp(start, zone)
    made = icalendar.TimezoneDaylight() if there.dst() else icalendar.TimezoneStandard()
    onset = dt.datetime.fromtimestamp(start + offset_before, dt.UTC).replace(tzinfo=None)
    made.add("dtstart", onset)
    made.add("tzoffsetfrom", dt.timedelta(seconds=offset_before))
    made.add("tzoffsetto", dt.timedelta(seconds=offset))
    made.add("tzname", there.tzname())
    return made
