"""Calendars made at random with all that one can have, the same ones each time."""

import datetime as dt
from random import Random
from typing import Any

from worktime.rules_of_dates import WEEKDAYS, rules_for

FIRST_YEAR, LAST_YEAR = 2026, 2028
_ZONES = ("Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
_COUNTRIES = ("IT", "DE", "GB", "GR", "TR", "JP")


def random_calendars(how_many: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return entries like those of the golden calendars by name, and their sets of holidays.

    To so many calendars come a third as many that are made of two or three of these, each but the
    first of the one before, too.
    """
    calendars: dict[str, Any] = {}
    holidays: dict[str, Any] = {}
    for number in range(how_many):
        random = Random(f"calendar {number}")  # noqa: S311 - the same calendars each time
        name = f"random-{number}"
        holidays[name] = {"dates": [_rule(random) for _ in range(random.randint(0, 4))]}
        country = _COUNTRIES[number % len(_COUNTRIES)]
        holidays[f"{name}-country"] = {"country": country, "except": [_rule(random), "--12-25"]}
        spec = {
            "timezone": random.choice(_ZONES),
            "week": _week(random),
            "seasons": [
                {"valid": {"from": "--06-15", "until": "--09-15"}, "week": _week(random)},
                {"valid": {"from": "--12-20", "until": "--01-07"}, "week": _week(random)},
            ][: random.randint(0, 2)],
            "holidays": [f"{name}-country", name][: random.randint(0, 2)],
            "exceptions": [_exception(random) for _ in range(random.randint(1, 6))],
        }
        calendars[name] = {"spec": spec, "first_year": FIRST_YEAR, "last_year": LAST_YEAR}
    names = [*calendars]
    for number in range(how_many // 3):
        random = Random(f"combined {number}")  # noqa: S311 - as above
        parts = random.sample(names, 3)
        if number:
            parts[0] = f"combined-{number - 1}"
        spec = {"any_of": parts} if number % 2 else {"all_of": parts[:2]}
        calendars[f"combined-{number}"] = {
            "spec": {**spec, "timezone": random.choice(_ZONES)},
            "first_year": FIRST_YEAR,
            "last_year": LAST_YEAR,
        }
    return calendars, holidays


def _rule(random: Random) -> str:
    day = dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=random.randrange(365))
    if random.random() < 0.5:  # so that the last of their kind in a month are not rare
        day = day.replace(day=random.randint(25, 28))
    return random.choice(
        [rule for rule in rules_for(day) if "- 3" not in rule and "+ 3" not in rule]
    )


def _exception(random: Random) -> dict[str, Any]:
    date = random.choice((_rule(random), _rule(random), "day before holiday"))
    if random.random() < 0.3:
        return {"date": date, "closed": True}
    days = random.choice(({}, {"days": "all"}, {"days": "working"}))
    return {"date": date, "open": _hours(random), **days}


def _week(random: Random) -> dict[str, Any]:
    days = random.sample(WEEKDAYS, random.randint(3, 7))
    return {day: _hours(random, nights=False) for day in days}


def _hours(random: Random, *, nights: bool = True) -> list[str]:
    marks = sorted(random.sample(range(1, 288), 4))
    times = [f"{mark // 12:02}:{mark % 12 * 5:02}" for mark in marks]
    if nights and random.random() < 0.2:
        return [f"{times[3]}-{times[0]}"]
    return [f"{times[0]}-{times[1]}", f"{times[2]}-{times[3]}"][: random.randint(1, 2)]
