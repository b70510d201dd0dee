"""How long a year of a rota is checked: two seats, two shifts and twelve people, from 1 January.

In one run, in turn: compiling the hours of the calendar and of the shifts for the year (the floor, since
who sits where follows from them), everything that `check --on` asks of the rota, who sits at one instant,
and reading the wall clock of the zone once for every minute of the year, as the tests' oracle does. The
check includes gaps, double bookings, rest, teams and shares. What counts are the ratios; the claim is that
a year is checked within 50 ms.
"""

import statistics
import time
from datetime import UTC, date, datetime
from platform import machine, python_version
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sportello.catalog.model import (
    Catalog,
    Day,
    Helpdesk,
    Person,
    Rota,
    Seat,
    Team,
    Text,
    Turns,
    Url,
    Valid,
    WeeklyHours,
    Years,
    ZoneName,
)
from sportello.rota import seated
from sportello.rules.rota.from_a_day import DAY_CHECKS
from sportello.worktime import Calendar, Duration

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
YEAR = 2026
ZONE = "Europe/Rome"
SPEC = {
    "timezone": ZONE,
    "week": {"mon-fri": ["09:00-13:00", "14:00-17:00"]},
    "holidays": ["italy"],
}
SHIFTS = {"morning": {"mon-fri": "09:00-13:00"}, "afternoon": {"mon-fri": "14:00-17:00"}}


def main() -> None:
    """Print the milliseconds of each, and their ratio to the floor."""
    print(f"Python {python_version()}, {machine()}; medians of {ROUNDS} rounds")
    steps: dict[str, Callable[[], object]] = {
        "compile the hours (floor)": lambda: [
            each.timeline(YEAR, YEAR) for each in (_calendar(SPEC), *map(_shift, SHIFTS.values()))
        ],
        "check the year": _check,
        "who sits at an instant": lambda: seated(
            _catalog(), "phone", datetime(YEAR, 6, 10, 10, tzinfo=UTC)
        ),
        "read the clock every minute": _minutes,
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            begun = time.process_time()
            step()
            taken[name].append(time.process_time() - begun)
    floor = statistics.median(taken["compile the hours (floor)"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:28} {1000 * median:8.1f} ms   {median / floor:6.1f} x the floor")


def _check() -> None:
    found = [problem for check in DAY_CHECKS for problem in check(_catalog(), date(YEAR, 1, 1))]
    assert found == []


def _minutes() -> None:
    zone = ZoneInfo(ZONE)
    first = int(datetime(YEAR, 1, 1, tzinfo=zone).timestamp())
    for second in range(first, first + 365 * 86_400, 60):
        datetime.fromtimestamp(second, zone)


def _calendar(spec: object) -> Calendar:
    return Calendar.from_spec(spec, holidays={"italy": {"country": "IT"}})


def _shift(week: object) -> Calendar:
    return _calendar({"timezone": ZONE, "week": week})


def _catalog() -> Catalog:
    """Return a catalog of which nothing is compiled yet."""
    people = [f"p-{number:02}" for number in range(1, 13)]
    rota = Rota(
        name=Text("Phone"),
        provider="acme",
        calendar="phone",
        seats={"direct": Seat(team="one"), "indirect": Seat(team="two")},
        shifts={name: WeeklyHours(week) for name, week in SHIFTS.items()},
        turns=(
            Turns(
                starts=Day("2026-01-05"),
                turn="week",
                order={"direct": tuple(people[:6]), "indirect": tuple(people[6:])},
            ),
        ),
        rest=Duration.parse("11 hours"),
        valid=Valid(from_=Day("2026-01-05"), until=Day("2027-12-31")),
    )
    desk = Helpdesk(
        name=Text("Desk"),
        languages=("en",),
        timezone=ZoneName(ZONE),
        site=Url("https://support.example/"),
        years=Years(first=YEAR, last=YEAR),
    )
    return Catalog(
        helpdesk=desk,
        calendars={"phone": _calendar(SPEC)},
        teams={name: Team(name=Text(name), provider="acme") for name in ("one", "two")},
        people={
            name: Person(team="one" if place < 6 else "two", valid=Valid())
            for place, name in enumerate(people)
        },
        rotas={"phone": rota},
    )


if __name__ == "__main__":
    main()
