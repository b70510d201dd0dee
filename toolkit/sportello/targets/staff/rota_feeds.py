"""Private calendars of rotas, one a seat and one a person: for those who sit there alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final
from urllib.parse import urlsplit

from sportello.catalog.model import Catalog
from sportello.rota import CompiledRota, Sitting
from sportello.targets.feeds.ics import CalendarFeed, Event, ics
from sportello.targets.feeds.recurring import Once
from sportello.worktime.zone import at
from sportello.worktime.zones import Zone

_TO_KNOW: Final = (
    "Programs for calendars look for changes once a day: a swap of today is not in it yet."
)


def rota_feeds(
    catalog: Catalog, first: date, last: date, changed: date, names: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of all seats and of all people, for the shifts of some days.

    `changed` is the day of the last change of the plan, so that the same plan gives the same bytes;
    `names` are those of people by identifier, if they are to be named.
    """
    language = catalog.helpdesk.languages[0]
    host = urlsplit(catalog.helpdesk.site).hostname or ""

    def file(name: str, title: str, zone: Zone, events: Sequence[Event]) -> tuple[str, bytes]:
        feed = CalendarFeed(
            title,
            _TO_KNOW,
            language,
            zone,
            page=catalog.helpdesk.site,
            address=f"urn:sportello:{name}",
            changed=datetime.combine(changed, time(), UTC),
            events=tuple(events),
        )
        return f"{name}.ics", ics(feed)

    own: dict[str, list[Event]] = {}
    for name in catalog.rotas:
        rota = CompiledRota(catalog, name)
        title = rota.rota.name.says(language)
        seats: dict[str, list[Event]] = {}
        for uid, each in _identified(rota, first, last):
            when = Once(at(each.start, rota.zone), at(each.end, rota.zone))
            who = names.get(each.person, each.person) if each.person else "nobody"
            event = Event(f"{uid}@{host}", who, when, is_private=True)
            seats.setdefault(each.seat, []).append(event)
            if each.person:
                event = Event(
                    f"{uid}-{each.person}@{host}", f"{title}: {each.seat}", when, is_private=True
                )
                own.setdefault(each.person, []).append(event)
        for seat, events in seats.items():
            yield file(f"rota-{name}-{seat}", f"{title}: {seat}", rota.zone, events)
    zone = Zone(catalog.helpdesk.timezone)
    for person in sorted(own):
        yield file(f"person-{person}", names.get(person, person), zone, own[person])


def _identified(rota: CompiledRota, first: date, last: date) -> Iterator[tuple[str, Sitting]]:
    """Yield the planned sittings, each with an identifier that stays when its shift moves."""
    parts: Counter[str] = Counter()
    for each in rota.sittings(first, last):
        if each.chosen.because != "no order":
            key = f"{rota.name}-{each.date}-{each.shift}-{each.seat}"
            yield f"{key}-{parts[key]}", each
            parts[key] += 1
