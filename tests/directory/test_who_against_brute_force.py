"""Every minute of a week, `who` says what a reader of wall clocks finds, and until when.

The oracle reads the clock of each zone, minute by minute, from the data of a desk alone. The weeks
are those in which clocks change, among others.
"""

import os
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from sportello.directory.ways import Way
from sportello.directory.who import who

from .desks import desk

EXAMPLES: Final = max(1, int(os.environ.get("EXAMPLES", "50")) // 5)
MINUTE: Final = timedelta(minutes=1)
WEEK: Final = 7 * 24 * 60
KNOWN: Final = 2 * WEEK + 24 * 60
"""How far the oracle looks for the next change, in minutes."""
ROME: Final = ZoneInfo("Europe/Rome")
ZONES: Final = (
    "Europe/Rome",
    "Europe/Rome",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
)
MONDAYS: Final = (
    "2026-03-23",
    "2026-10-19",
    "2026-10-26",
    "2026-03-02",
    "2026-03-30",
    "2026-12-28",
)
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BEST_FIRST: Final = ("open", "stand-in", "unknown", "closed")


@dataclass(frozen=True)
class Case:
    """The data of a desk, and the first minute of a week of it."""

    monday: date
    calendars: Mapping[str, Any]
    contacts: Mapping[str, Mapping[str, Any]]
    mailboxes: Mapping[str, Mapping[str, Any]]
    service: Mapping[str, Any]
    language: str | None

    @cached_property
    def start(self) -> datetime:
        return datetime(*self.monday.timetuple()[:3], tzinfo=ROME).astimezone(UTC)


def case(number: int) -> Case:
    random = Random(f"desk {number}")  # noqa: S311 - the same desks each time
    monday = date.fromisoformat(random.choice(MONDAYS))
    calendars = {name: calendar(random, monday) for name in ("one", "two", "three")}
    boxes = [f"box-{n}" for n in range(3)]
    mailboxes: dict[str, dict[str, Any]] = {}
    for name in boxes:
        mailboxes[name] = {"address": f"{name}@acme.example", "deliver_to": ()}
        if random.random() < 0.4:
            since = monday + timedelta(days=random.randrange(-3, 10))
            successor = random.choice([None, *boxes])
            mailboxes[name]["retired"] = {"since": str(since), "successor": successor}
    names = [f"c{n}" for n in range(7)]
    contacts = {name: contact(random, monday, n, names, boxes) for n, name in enumerate(names)}
    service: dict[str, Any] = {"contacts": tuple(random.sample(names, random.randrange(4)))}
    if random.random() < 0.6:
        service["mailbox"] = random.choice(boxes)
    if random.random() < 0.7:
        service["calendar"] = random.choice([*calendars])
    if random.random() < 0.2:
        service["valid"] = valid(random, monday)
    service["channels"] = tuple(
        {
            "kind": "phone",
            "contact": random.choice(names),
            **({"calendar": random.choice([*calendars])} if random.random() < 0.3 else {}),
        }
        for _ in range(random.randrange(3))
    )
    language = random.choice([None, None, "en"])
    return Case(monday, calendars, contacts, mailboxes, service, language)


def calendar(random: Random, monday: date) -> dict[str, Any]:
    days = random.sample(DAYS, random.randint(2, 7))
    week = {}
    for day in days:
        morning = random.randrange(1, 6 * 60)
        clock = [clock_of(each) for each in sorted(random.sample(range(6 * 60, 24 * 60), 4))]
        week[day] = random.choice([
            [f"{clock[0]}-{clock[1]}"],
            [f"{clock[0]}-{clock[1]}", f"{clock[2]}-{clock[3]}"],
            [f"{clock[3]}-{clock_of(morning)}"],  # a night
            ["06:00-24:00"],
        ])  # fmt: skip
    closed = monday + timedelta(days=random.randrange(-1, 8))
    exceptions = [{"date": str(closed), "closed": True}] if random.random() < 0.5 else []
    return {"timezone": random.choice(ZONES), "week": week, "exceptions": exceptions}


def clock_of(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def contact(
    random: Random, monday: date, number: int, names: list[str], boxes: list[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {"provider": random.choice([None, "acme", "acme"])}
    if random.random() < 0.7:
        found["phone"] = f"+39051603{number:04}"
    if random.random() < 0.3:
        found["mailbox"] = random.choice(boxes)
    if random.random() < 0.15:
        found["reachable"] = "At the door"
    if random.random() < 0.8:
        found["calendar"] = random.choice(["one", "two", "three"])
    if random.random() < 0.6:
        found["out_of_hours"] = random.choice(names)
    if random.random() < 0.3:
        found["valid"] = valid(random, monday)
    if random.random() < 0.15:
        found["role"] = "commercial"
    if random.random() < 0.4:
        found["languages"] = tuple(random.sample(["it", "en", "de"], random.randint(1, 2)))
    return found


def valid(random: Random, monday: date) -> dict[str, str]:
    first, last = sorted(monday + timedelta(days=random.randrange(-2, 9)) for _ in range(2))
    both = {"from": str(first), "until": str(last)}
    return {key: both[key] for key in random.choice([("from",), ("until",), ("from", "until")])}


class Oracle:
    """Who is there at a minute of a desk, by its clocks."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.at = lru_cache(maxsize=None)(self._at)
        self.is_open = lru_cache(maxsize=None)(self._is_open)
        self.openings = lru_cache(maxsize=None)(self._openings)
        self.day = lru_cache(maxsize=None)(self._day)

    def _is_open(self, name: str, minute: int) -> bool:
        spec = self.case.calendars[name]
        wall = (self.case.start + minute * MINUTE).astimezone(ZoneInfo(spec["timezone"]))
        clock = wall.hour * 60 + wall.minute
        eve = wall.date() - timedelta(days=1)
        return any(first <= clock < last for first, last in self._hours(spec, wall.date())) or any(
            first <= clock + 1440 < last for first, last in self._hours(spec, eve)
        )

    def _hours(self, spec: Mapping[str, Any], day: date) -> list[tuple[int, int]]:
        if any(each["date"] == str(day) for each in spec["exceptions"]):
            return []
        found = []
        for written in spec["week"].get(DAYS[day.weekday()], []):
            first, last = (int(each[:2]) * 60 + int(each[3:]) for each in written.split("-"))
            found.append((first, last if last > first else last + 1440))
        return found

    def _openings(self, name: str) -> list[int]:
        """The minutes at which closed turns into open."""
        opened = [self.is_open(name, minute) for minute in range(2 * WEEK + KNOWN)]
        return [minute for minute in range(1, len(opened)) if opened[minute] > opened[minute - 1]]

    def _opening(self, name: str, minute: int) -> int | None:
        """The next minute at which closed turns into open."""
        found = self.openings(name)
        return found[at] if (at := bisect_right(found, minute)) < len(found) else None

    def _day(self, minute: int) -> str:
        return str((self.case.start + minute * MINUTE).astimezone(ROME).date())

    def _at(self, minute: int) -> tuple[str | None, tuple[tuple[Any, ...], ...]]:
        """Source and answers: state, what is reached, instead of whom, and when it opens."""
        day, service = self.day(minute), self.case.service
        if not holds(service.get("valid"), day):
            return None, ()
        for source, ways in self._sources:
            found = [each for way in ways if (each := self._answer(way, minute, day))]
            if found:
                found.sort(key=lambda each: (self._speaks(each[1][0]), BEST_FIRST.index(each[0])))
                kept: dict[Any, Any] = {}
                for each in found:
                    phone, mail, said = each[1][1:4]
                    kept.setdefault((phone, mail) if phone or mail else (each[1][0], said), each)
                return source, tuple(kept.values())
        return None, ()

    @cached_property
    def _sources(self) -> list[tuple[str, list[dict[str, Any]]]]:
        case, service = self.case, self.case.service
        ways: list[dict[str, Any]] = []
        if "mailbox" in service:
            ways.append(
                {"contact": None, "mailbox": service["mailbox"], "hours": service.get("calendar")}
            )
        for channel in service["channels"]:
            named = case.contacts[channel["contact"]]
            hours = channel.get("calendar") or named.get("calendar") or service.get("calendar")
            ways.append({"contact": channel["contact"], "hours": hours, "only": "phone"})
        known = [each["contact"] for each in ways]
        ways += [self._own(name) for name in service["contacts"] if name not in known]
        groups = [("service", ways)]
        for source, provider in (("provider", "acme"), ("desk", None)):
            own = [
                self._own(n) for n, each in case.contacts.items() if each["provider"] == provider
            ]
            groups.append((source, own))
        return [
            (source, [each for each in ways if not self._sells(each["contact"])])
            for source, ways in groups
        ]

    def _own(self, name: str) -> dict[str, Any]:
        return {"contact": name, "hours": self.case.contacts[name].get("calendar")}

    def _sells(self, name: str | None) -> bool:
        return name is not None and self.case.contacts[name].get("role") == "commercial"

    def _speaks(self, name: str | None) -> int:
        spoken = self.case.contacts[name].get("languages") if name else None
        if self.case.language is None:
            return 0
        return 1 if not spoken else 0 if self.case.language in spoken else 2

    def _reached(self, way: Mapping[str, Any], day: str) -> tuple[Any, ...] | None:
        """Contact, number, address, words and hours of a way on a day; None if there is nothing."""
        name = way["contact"]
        about = self.case.contacts[name] if name else {}
        if not holds(about.get("valid"), day):
            return None
        box = way.get("mailbox") or about.get("mailbox")
        mail = None
        seen = set()
        while way.get("only") != "phone" and box and box not in seen:
            seen.add(box)
            retired = self.case.mailboxes[box].get("retired")
            if not retired or retired["since"] > day:
                mail = self.case.mailboxes[box]["address"]
                break
            box = retired["successor"]
        said = about.get("reachable", "")
        found = (name, about.get("phone"), mail, said, way["hours"])
        return found if any(found[1:4]) else None

    def _answer(self, way: Mapping[str, Any], minute: int, day: str) -> tuple[Any, ...] | None:
        here = self._reached(way, day)
        if here is None:
            return None
        if way["hours"] is None:
            return ("unknown", here, None, None)
        if self.is_open(way["hours"], minute):
            return ("open", here, None, None)
        opens = self._opening(way["hours"], minute)
        if opens is not None and self._reached(way, self.day(opens)) is None:
            opens = None
        name, seen = way["contact"], [way["contact"]]
        for _ in range(3):
            name = self.case.contacts[name].get("out_of_hours") if name else None
            if name is None or name in seen:
                break
            seen.append(name)
            own = self._own(name)
            other = self._reached(own, day)
            if other and (own["hours"] is None or self.is_open(own["hours"], minute)):
                return ("stand-in", other, here, opens)
        return ("closed", here, None, opens)


def holds(valid: Mapping[str, str] | None, day: str) -> bool:
    return not valid or valid.get("from", "") <= day <= valid.get("until", "9")


@pytest.mark.parametrize("number", range(EXAMPLES))
def test_every_minute_of_a_week_has_the_answer_of_the_clocks_and_its_end(number: int) -> None:
    given = case(number)
    oracle = Oracle(given)
    catalog = desk(given.calendars, given.contacts, given.service, given.mailboxes)

    def minute_of(instant: datetime | None) -> int | None:
        return None if instant is None else (instant - given.start) // MINUTE

    def reached(way: Way | None) -> tuple[Any, ...] | None:
        return (
            (way.contact_name, way.phone, way.mail, way.reachable.says("en"), way.hours)
            if way
            else None
        )

    minute = 0
    while minute < WEEK:
        found = who(catalog, "wiki", given.start + minute * MINUTE, given.language)
        told = tuple(
            (each.state, reached(each.way), reached(each.instead_of), minute_of(each.opens))
            for each in found.answers
        )
        until = minute_of(found.until)
        assert (found.source, told) == oracle.at(minute)
        for each, answer in zip(found.answers, told, strict=True):
            end = minute_of(each.until)
            assert end is None or end > minute
            last = min(minute + 2 * WEEK if end is None else end, minute + 2 * WEEK)
            assert answer in oracle.at(last - 1)[1] or hidden(oracle, answer, last - 1)
            assert end is None or end > last or answer not in oracle.at(end)[1]
        end = WEEK if until is None else min(until, WEEK)
        assert all(oracle.at(each) == oracle.at(minute) for each in range(minute, end))
        assert until is None or until > minute + KNOWN or oracle.at(until) != oracle.at(minute)
        minute = end


def hidden(oracle: Oracle, answer: tuple[Any, ...], minute: int) -> bool:
    """Whether an answer still holds and is not told: another is reached there, or comes first."""
    return any(
        oracle._answer(way, minute, oracle.day(minute)) == answer
        for _, ways in oracle._sources
        for way in ways
    )
