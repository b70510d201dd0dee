"""A rota compiled: its shifts as calendars of its zone, held against the hours it must cover.

Start and end of a shift are never turned into instants apart: where clocks are put back inside of
one, its hours may be two stretches, and a calendar knows that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sportello.catalog.model import Catalog, Rota
from sportello.rota.sitting import Gap, Sitting
from sportello.rota.turns import TurnTaking
from sportello.worktime import Calendar
from sportello.worktime.calendar_rules import CalendarRules
from sportello.worktime.timeline import EpochInterval, Timeline, within, without
from sportello.worktime.week import Week
from sportello.worktime.weekly_hours import WeeklyHours
from sportello.worktime.zones import Zone

_WEEKDAYS: Final = range(7)


class CompiledRota:
    """A rota of a catalog, which says who sits where.

    `required` is the calendar whose hours must be covered, None if the catalog names none: then
    they are those of the shifts.
    """

    def __init__(self, catalog: Catalog, name: str) -> None:
        self.name = name
        self.rota: Rota = catalog.rotas[name]
        self.required = _calendar_of(catalog, self.rota)
        self.zone = Zone(self.required.timezone if self.required else catalog.helpdesk.timezone)
        self.shifts: Mapping[str, Calendar] = {
            shift: self._weekly(hours.week) for shift, hours in self.rota.shifts.items()
        }
        """The shifts by name, each as a calendar of its hours alone."""
        self.days = self.required or self._weekly(_together(self.rota.shifts.values()))
        """The calendar of which open dates are the days that are worked."""
        self.turns = TurnTaking(self.rota, self.days)
        self._opened: dict[date, list[EpochInterval]] = {}

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Yield the dates that are worked, both ends included, as far as holidays are known."""
        low, high = self.days.known_dates
        for ordinal in range(max(first, low).toordinal(), min(last, high).toordinal() + 1):
            day = date.fromordinal(ordinal)
            if self._openings(day):
                yield day

    def sittings(self, first: date, last: date) -> tuple[Sitting, ...]:
        """Return who sits where in the shifts that begin from `first` to `last`, both included.

        Only while the seats must be filled, on the dates that are worked; sorted by their start.
        """
        found: list[Sitting] = []
        required = self._required(first, last)
        for day in self.dates(first, last):
            for shift, calendar in self.shifts.items():
                stretches = [*_inside(calendar.openings(day), required)]
                if not stretches:
                    continue
                for seat in self.rota.seats:
                    chosen = self.turns.chosen(day, seat, shift)
                    found += [
                        Sitting(start, end, day, seat, shift, chosen) for start, end in stretches
                    ]
        return tuple(sorted(found, key=lambda each: each[:3]))

    def gaps(self, sittings: Iterable[Sitting], first: date, last: date) -> tuple[Gap, ...]:
        """Return when seats are empty that must be filled, in the hours of these dates.

        `sittings` are those of these dates and of the day before. Sorted by seat and start.
        """
        found: list[Gap] = []
        by_seat: dict[str, list[Sitting]] = {seat: [] for seat in self.rota.seats}
        for each in sittings:
            by_seat[each.seat].append(each)
        required = [
            (start, end, day)
            for day in (self.dates(first, last) if self.required else ())
            for start, end in self._openings(day)
        ]
        for seat, own in by_seat.items():
            in_shift = _merged(each[:2] for each in own)
            filled = _merged(each[:2] for each in own if each.person is not None)
            gaps = [
                Gap(*stretch, day, seat, None)
                for start, end, day in required
                for stretch in without((start, end), in_shift)
            ]
            gaps += [
                Gap(*stretch, each.date, seat, each)
                for each in own
                if each.person is None and first <= each.date
                for stretch in without(each[:2], filled)
            ]
            found += sorted(gaps, key=lambda each: each[:2])
        return tuple(found)

    def _openings(self, day: date) -> list[EpochInterval]:
        """Return when the seats must be filled in the hours of a date."""
        found = self._opened.get(day)
        if found is None:
            found = self._opened[day] = self.days.openings(day)
        return found

    def _required(self, first: date, last: date) -> tuple[EpochInterval, ...] | None:
        """Return when the seats must be filled, in all years of these dates; None for always."""
        if self.required is None:
            return None
        years = self.required.known_years(first.year, last.year + 1)
        return self.required.timeline(years[0], years[-1]) if years else ()

    def _weekly(self, week: Week) -> Calendar:
        return Calendar(CalendarRules(self.name, self.zone, week, (), ()))


def seated(catalog: Catalog, rota: str, instant: datetime) -> Mapping[str, Sitting | None]:
    """Return the sitting in each seat of a rota at an instant, None where nobody need be there.

    At the instant of a handover the next one sits. The sitting says if its person is None, and why.
    Raises KeyError for a rota that the catalog does not have.
    """
    compiled, second = CompiledRota(catalog, rota), int(instant.timestamp())
    today = instant.astimezone(compiled.zone).date()
    eve = date.fromordinal(today.toordinal() - 1)
    found: dict[str, Sitting | None] = dict.fromkeys(compiled.rota.seats)
    for each in compiled.sittings(eve, today):
        known = found[each.seat]
        if each.start <= second < each.end and (known is None or known.person is None):
            found[each.seat] = each
    return found


def _calendar_of(catalog: Catalog, rota: Rota) -> Calendar | None:
    """Return the calendar that a rota must cover: its own, or that of the contact."""
    contact = catalog.contacts.get(rota.contact) if rota.contact else None
    name = rota.calendar or (contact.calendar if contact else None)
    return catalog.calendars.get(name) if name else None


def _together(shifts: Iterable[WeeklyHours]) -> Week:
    each = tuple(shifts)
    return tuple(tuple(sorted({h for one in each for h in one.on(day)})) for day in _WEEKDAYS)


def _inside(
    stretches: Iterable[EpochInterval], required: Sequence[EpochInterval] | None
) -> Iterator[EpochInterval]:
    for each in stretches:
        yield from [each] if required is None else within(each, required)


def _merged(intervals: Iterable[EpochInterval]) -> tuple[EpochInterval, ...]:
    found = sorted(intervals)
    if not found:
        return ()
    return Timeline.of(found, found[0][0], max(end for _, end in found)).intervals()
