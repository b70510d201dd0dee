"""Who sits where, against an oracle that reads the wall clock of a zone minute by minute.

Random rotas over the changes of the clocks in eight zones, some of which change at midnight or by
half an hour. The oracle knows the rules of a rota and nothing of the program.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from sportello.catalog.model import (
    Absence,
    Catalog,
    Day,
    Helpdesk,
    Rota,
    Seat,
    Swap,
    Text,
    Turns,
    Url,
    Valid,
    WeeklyHours,
    Years,
    ZoneName,
)
from sportello.rota import CompiledRota, seated
from sportello.worktime import Calendar
from worktime.wallclock import DAYS

CHANGES: Final = {
    "Africa/Cairo": ("2026-04-23", "2026-10-29"),
    "Africa/Casablanca": ("2026-02-14", "2026-03-21"),
    "America/New_York": ("2026-03-07", "2026-10-31"),
    "America/Santiago": ("2026-04-04", "2026-09-05"),
    "Asia/Beirut": ("2026-03-28", "2026-10-24"),
    "Atlantic/Azores": ("2026-03-28", "2026-10-24"),
    "Australia/Lord_Howe": ("2026-04-04", "2026-10-03"),
    "Europe/Rome": ("2026-03-28", "2026-10-24"),
}
"""The day before a change of the clocks, or that on which it begins."""
ROTAS: Final = 8
"""A zone and a change."""
ONE: Final = dt.timedelta(days=1)
PEOPLE: Final = tuple(f"p-{n:02}" for n in range(1, 7))
SEATS: Final = ("direct", "indirect")
Span = tuple[int, int]
"""From and to, in minutes after the midnight at which a date begins."""
Week = dict[int, list[Span]]
Minute = tuple[int, str, str, dt.date, str | None]
"""An instant, the seat, the shift, its date, and who sits there."""


@dataclass(frozen=True)
class Case:
    """A rota as the oracle reads it, and the same as a catalog."""

    zone: str
    hours: Week
    closed: frozenset[dt.date]
    shifts: dict[str, Week]
    rota: Rota

    @property
    def catalog(self) -> Catalog:
        exceptions = [{"date": str(each), "closed": True} for each in sorted(self.closed)]
        spec = {"timezone": self.zone, "week": written(self.hours), "exceptions": exceptions}
        desk = Helpdesk(
            name=Text("Desk"),
            languages=("en",),
            timezone=ZoneName("Europe/Rome"),
            site=Url("https://support.example/"),
            years=Years(first=2026, last=2026),
        )
        calendars = {"phone": Calendar.from_spec(spec, "phone")}
        return Catalog(helpdesk=desk, calendars=calendars, rotas={"phone": self.rota})


def written(week: Week) -> dict[str, list[str]]:
    return {DAYS[day]: [f"{clock(a)}-{clock(b)}" for a, b in hours] for day, hours in week.items()}


def clock(minutes: int) -> str:
    minutes = minutes if minutes <= 1440 else minutes - 1440
    return f"{minutes // 60:02}:{minutes % 60:02}"


def random_week(random: Random, marks: list[int]) -> Week:
    """Return hours between some times of day, and on some days a night after them."""
    week: Week = {}
    for day in range(7):
        if random.random() < 0.9:
            week[day] = [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
            if random.random() < 0.3:
                week[day].append((marks[-1], 1440 + random.randrange(0, marks[0], 10)))
                week[day] = [each for each in week[day] if each[0] < each[1]]
    return week


def random_marks(random: Random) -> list[int]:
    return sorted(random.sample(range(30, 1440, 10), random.choice((2, 4))))


def random_case(zone: str, eve: dt.date, number: int) -> Case:
    random = Random(f"{zone} {eve} {number}")  # noqa: S311 - the same rotas each time
    days = [eve + n * ONE for n in range(-1, 4)]

    def day(low: int, high: int) -> Day:
        return Day(str(eve + random.randint(low, high) * ONE))

    turns = tuple(
        Turns(
            starts=day(*span),
            turn=random.choice(("day", "week", "working day")),
            every=random.randint(1, 2),
            order={
                seat: tuple(random.choices(PEOPLE, k=random.randint(1, 4)))
                for seat in SEATS
                if random.random() < 0.95
            },
        )
        for span in ((-30, -2), (-1, 2))[: random.randint(1, 2)]
    )
    marks = random_marks(random)
    shifts = {
        "early": random_week(random, marks),
        **({"late": random_week(random, random_marks(random))} if random.random() < 0.7 else {}),
    }
    places = {
        (date, random.choice(SEATS)): random.choice((None, *shifts))
        for date in random.sample(days, 2)
    }
    rota = Rota(
        name=Text("Phone"),
        provider="acme",
        calendar="phone",
        seats={seat: Seat(team="front") for seat in SEATS},
        shifts={name: WeeklyHours(written(week)) for name, week in shifts.items()},
        turns=turns,
        swaps=tuple(
            Swap(date=Day(str(date)), seat=seat, shift=shift, person=random.choice(PEOPLE))
            for (date, seat), shift in places.items()
        ),
        absences=tuple(
            Absence(
                person=person,
                from_=Day(str(days[low])),
                until=Day(str(days[high])),
                cover=random.choice((None, *PEOPLE)),
            )
            for person in random.sample(PEOPLE, 2)
            for low, high in [sorted(random.choices(range(5), k=2))]
        ),
        valid=Valid(until=day(1, 9)) if random.random() < 0.3 else None,
    )
    hours = random_week(random, marks if random.random() < 0.5 else random_marks(random))
    closed = frozenset(random.sample(days, random.randint(0, 1)))
    return Case(zone, hours, closed, shifts, rota)


@cache
def minutes(zone: str, eve: dt.date) -> tuple[tuple[int, dt.date, int], ...]:
    """Return every minute of three days with what the clock reads: date and minute of the day."""
    begin = int(dt.datetime.combine(eve, dt.time(12), ZoneInfo(zone)).timestamp()) - 86_400
    found = []
    for now in range(begin, begin + 3 * 86_400, 60):
        wall = dt.datetime.fromtimestamp(now, ZoneInfo(zone))
        found.append((now, wall.date(), wall.hour * 60 + wall.minute))
    return tuple(found)


def readings(date: dt.date, minute: int) -> tuple[tuple[dt.date, int], ...]:
    """Return a minute as one of its date, and as one of the night that began on the day before."""
    return (date, minute), (date - ONE, minute + 1440)


def hours_on(case: Case, date: dt.date) -> list[Span]:
    return [] if date in case.closed else case.hours.get(date.weekday(), [])


def is_in(spans: list[Span], minute: int) -> bool:
    return any(start <= minute < end for start, end in spans)


def sits(case: Case, date: dt.date, seat: str, shift: str) -> str | None:
    """Return who sits there by the rules of a rota, read one by one."""
    planned = turn_of(case, date, seat)
    for swap in case.rota.swaps:
        if swap.date == date and swap.seat == seat and swap.shift in (None, shift):
            planned = swap.person
    if planned is None or not absences(case, planned, date):
        return planned
    covers = [each.cover for each in absences(case, planned, date) if each.cover]
    return covers[0] if covers and not absences(case, covers[0], date) else None


def absences(case: Case, person: str, date: dt.date) -> list[Absence]:
    return [
        each
        for each in case.rota.absences
        if each.person == person and each.from_ <= date <= each.until
    ]


def turn_of(case: Case, date: dt.date, seat: str) -> str | None:
    begun = [each for each in case.rota.turns if each.starts <= date]
    if not begun or (case.rota.valid and not case.rota.valid.covers(date)):
        return None
    turns = max(begun, key=lambda each: each.starts)
    people = turns.order.get(seat, ())
    passed, day = 0, dt.date.fromordinal(turns.starts.toordinal())
    while day < date:
        if turns.turn == "working day":
            passed += bool(hours_on(case, day))
        day += ONE
        passed += turns.turn == "day" or (turns.turn == "week" and day.weekday() == 0)
    return people[passed // turns.every % len(people)] if people else None


def by_the_clock(
    case: Case, eve: dt.date
) -> Iterator[tuple[Minute | None, tuple[int, str] | None]]:
    """Yield who sits in each minute, and each minute in which a seat is empty that must not be."""
    known: dict[tuple[dt.date, str, str], str | None] = {}
    for now, date, minute in minutes(case.zone, eve):
        asked = readings(date, minute)
        if not any(is_in(hours_on(case, day), reading) for day, reading in asked):
            continue
        there = [
            (day, shift)
            for day, reading in asked
            if hours_on(case, day)
            for shift, week in case.shifts.items()
            if is_in(week.get(day.weekday(), []), reading)
        ]
        for seat in SEATS:
            filled = False
            for day, shift in there:
                key = (day, seat, shift)
                if key not in known:
                    known[key] = sits(case, day, seat, shift)
                filled |= known[key] is not None
                yield (now, seat, shift, day, known[key]), None
            if not filled:
                yield None, (now, seat)


@pytest.mark.parametrize("zone", CHANGES)
def test_sittings_and_gaps_are_what_the_wall_clock_says(zone: str) -> None:
    for eve in map(dt.date.fromisoformat, CHANGES[zone]):
        window = {now for now, *_ in minutes(zone, eve)}
        first, last = eve - 2 * ONE, eve + 3 * ONE
        for number in range(ROTAS):
            case = random_case(zone, eve, number)
            compiled = CompiledRota(case.catalog, "phone")
            sittings = compiled.sittings(first - ONE, last)
            told = {
                (now, each.seat, each.shift, each.date, each.person)
                for each in sittings
                for now in range(each.start, each.end, 60)
                if now in window
            }
            empty = {
                (now, each.seat)
                for each in compiled.gaps(sittings, first, last)
                for now in range(each.start, each.end, 60)
                if now in window
            }
            read = [*by_the_clock(case, eve)]
            assert told == {each for each, _ in read if each}, (zone, eve, number)
            assert empty == {each for _, each in read if each}, (zone, eve, number)


@pytest.mark.parametrize("zone", CHANGES)
def test_who_sits_there_at_an_instant_is_what_the_wall_clock_says(zone: str) -> None:
    eve = dt.date.fromisoformat(CHANGES[zone][1])
    case = random_case(zone, eve, 0)
    there: dict[tuple[int, str], set[str | None]] = {}
    for each, _ in by_the_clock(case, eve):
        if each:
            there.setdefault((each[0], each[1]), set()).add(each[4])
    for now, *_ in minutes(zone, eve)[::97]:
        found = seated(case.catalog, "phone", dt.datetime.fromtimestamp(now, dt.UTC))
        for seat in SEATS:
            sitting, read = found[seat], there.get((now, seat), set())
            assert (sitting is None) == (not read)
            assert sitting is None or sitting.person in (read - {None} or read)
