"""What the date alone brings: one catalog, seen on two days, as two that can be compared."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace as with_fields

from sportello.catalog.model import Announcement, Catalog, Day, Part, Retired, Valid
from sportello.frozendict import FrozenDict
from sportello.plan.change import Change, Words, own_change
from sportello.plan.comparison import Side
from sportello.plan.impact import Impact
from sportello.plan.plan import Plan, plan
from sportello.plan.texts.words import NOT_YET, NOW
from sportello.routing import as_of
from sportello.worktime import Calendar, DatedHours
from sportello.worktime.seasons import Season


def plan_of_days(side: Side, first: date, last: date) -> Plan:
    """Return what is otherwise on the last of two days, though nobody edited anything.

    What is expected is held against the catalog as it is written, and is left out here.
    """
    before, after = (Side(seen_on(side.catalog, day), (), side.incomplete) for day in (first, last))
    return plan(before, after, last, tuple(_of_days(side.catalog, first, last)))


def seen_on(catalog: Catalog, day: date) -> Catalog:
    """Return a catalog in which what holds on a day holds for good, and all else does not.

    Mailboxes are as they are on that day, and announcements that are over are not there. So two
    days differ in nothing but what begins or ends between them.
    """
    current = as_of(catalog, day)
    announced = {
        name: each
        for name, each in current.announcements.items()
        if each.lasts or each.end.day >= day
    }
    settled: Catalog = _settled(with_fields(current, announcements=FrozenDict(announced)), day)
    return settled


def _settled(value: Any, day: date) -> Any:
    """Return a value with all `Valid` in it settled by a day."""
    found = value
    match value:
        case Valid():
            found = _valid(value, day)
        case Retired(forward_until=date()):  # `as_of` has left out those that are over
            found = with_fields(value, forward_until=Day(date.max.isoformat()))
        case Announcement() | Calendar():
            pass  # they have days of their own
        case Part():
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {
                name: new
                for name, each in fields.items()
                if (new := _settled(each, day)) is not each
            }
            found = with_fields(value, **changed) if changed else value
        case tuple():
            entries = tuple(_settled(each, day) for each in value)
            is_same = all(new is old for new, old in zip(entries, value, strict=True))
            found = value if is_same else entries
        case Mapping():
            named = {name: _settled(each, day) for name, each in value.items()}
            is_same = all(each is value[name] for name, each in named.items())
            found = value if is_same else FrozenDict(named)
    return found


def _valid(valid: Valid, day: date) -> Valid:
    if valid.from_ is not None and valid.from_ > day:
        return NOT_YET
    if valid.until is not None and valid.until < day:
        return valid
    return NOW


def _of_days(catalog: Catalog, first: date, last: date) -> Iterator[Change]:
    """Yield what begins or ends in calendars, by dates and seasons, and in the published years."""
    years = catalog.helpdesk.years
    if first.year <= years.last < last.year:
        known: tuple[Words, Words] = (f"{years.first} to {years.last}",), ("these are over",)
        yield own_change(("helpdesk", ""), "published-years", Impact.BROKEN, known, "the site")
    for name, calendar in catalog.calendars.items():
        entry = ("calendars", name)
        was, now = (_exception(calendar, day) for day in (first, last))
        if was != now:
            kind = "closure" if now and not now.hours else "opening"
            yield own_change(entry, kind, Impact.NEUTRAL, (_hours(was), _hours(now)))
        old, new = (_season(calendar, day) for day in (first, last))
        if old != new:
            yield own_change(entry, "season", Impact.NEUTRAL, (_week(old), _week(new)))


def _exception(calendar: Calendar, day: date) -> DatedHours | None:
    return next((each for each in calendar.exceptions if each.first <= day <= each.last), None)


def _season(calendar: Calendar, day: date) -> Season | None:
    at = day.toordinal()
    return next(
        (
            each
            for each in calendar.seasons
            if any(first <= at <= last for first, last in each.date_ranges())
        ),
        None,
    )


def _hours(dated: DatedHours | None) -> Words:
    if dated is None:
        return ("the usual hours",)
    return (f"{', '.join(map(str, dated.hours)) or 'closed'}, {dated}",)


def _week(season: Season | None) -> Words:
    return ("the usual week",) if season is None else (f"the season {season}",)
