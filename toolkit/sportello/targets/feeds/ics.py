"""Events as an iCalendar file (RFC 5545, RFC 7986): what programs for calendars subscribe to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import icalendar

from sportello.targets.feeds.recurring import Once, Weekly
from sportello.targets.feeds.vtimezone import vtimezone
from sportello.worktime.zones import Zone

_PRODUCT: Final = "-//Sportello//Sportello//EN"
_REFRESH: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """What is told of one stretch of time, or of whole days: `when` are the first and the last.

    `uid` stays the same as long as it is the same event; `is_private` is for feeds of the desk
    alone.
    """

    uid: str
    summary: str
    when: Weekly | Once | tuple[dt.date, dt.date]
    description: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """A feed in one zone. `page` is what says the same for people, `address` where the feed is.

    `changed` is when what it tells was changed last, never a clock's time: the same feed gives the
    same bytes.
    """

    name: str
    description: str
    language: str
    zone: Zone
    page: str
    address: str
    changed: dt.datetime
    events: tuple[Event, ...]


def ics(feed: CalendarFeed) -> bytes:
    """Return a feed as the bytes of its file."""
    made = icalendar.Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("calscale", "GREGORIAN")
    language = {"language": feed.language}
    made.add("name", icalendar.vText(feed.name), parameters=language)
    made.add("description", feed.description, parameters=language)
    made.add("x-wr-calname", icalendar.vText(feed.name))
    made.add("x-wr-caldesc", icalendar.vText(feed.description))
    made.add("last-modified", _utc(feed.changed))
    made.add("refresh-interval", _REFRESH, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "P1D")
    made.add("url", feed.page)
    made.add("source", feed.address, parameters={"value": "URI"})
    if years := _years(feed.events):
        made.add_component(vtimezone(feed.zone, years))
    for each in feed.events:
        made.add_component(_event(each, feed))
    return bytes(made.to_ical(sorted=False))


def _event(event: Event, feed: CalendarFeed) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", _utc(feed.changed))
    made.add("last-modified", _utc(feed.changed))
    match event.when:
        case Weekly() as weekly:
            _add_weekly(made, weekly, feed.zone)
        case Once(begins, ends):
            made.add("dtstart", begins.astimezone(dt.UTC))
            made.add("dtend", ends.astimezone(dt.UTC))
        case first, last:
            made.add("dtstart", first)
            made.add("dtend", last + dt.timedelta(days=1))
    made.add("summary", event.summary, parameters={"language": feed.language})
    if event.description:
        made.add("description", event.description, parameters={"language": feed.language})
    made.add("class", "PRIVATE" if event.is_private else "PUBLIC")
    made.add("transp", "TRANSPARENT")
    return made


def _utc(instant: dt.datetime) -> icalendar.vDatetime:
    """Return an instant ready to be written: the library would ask the machine what UTC is."""
    return icalendar.vDatetime(instant.astimezone(dt.UTC))


def _add_weekly(made: icalendar.Event, weekly: Weekly, zone: Zone) -> None:
    # As wall-clock times with the name of the zone: of times that know their zone, the library asks
    # the machine's own database.
    there = {"tzid": zone.key}
    last = dt.datetime.combine(weekly.last, weekly.begins.time(), zone)
    made.add("dtstart", weekly.begins, parameters=there)
    made.add("dtend", weekly.ends, parameters=there)
    made.add("rrule", {"freq": "weekly", "until": last.astimezone(dt.UTC)})
    missing = [dt.datetime.combine(day, weekly.begins.time()) for day in weekly.missing]
    if missing:
        made.add("exdate", missing, parameters=there)


def _years(events: Iterable[Event]) -> range:
    """Return the years of what is told by the clock of a zone; none if nothing is."""
    weekly = [each.when for each in events if isinstance(each.when, Weekly)]
    if not weekly:
        return range(0)
    first = min(each.begins.year for each in weekly)
    return range(first, max(each.last.year for each in weekly) + 1)
