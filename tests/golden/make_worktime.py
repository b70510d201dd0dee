"""Write worktime.json: questions about business time with their answers, found the slow way.

The answers come from reading the wall clock every five minutes, never from the package, so that
every calculator (Python one at a time, Python in bulk, JavaScript, SQL) can be held to them.
Run in tests/: python -m golden.make_worktime
"""

import datetime as dt
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo, reset_tzpath

from worktime.wallclock import STEP, SeveralClocks, WallClock, clock_of, count

FILE = Path(__file__).parent / "worktime.json"
Case: TypeAlias = dict[str, Any]

HOLIDAYS: dict[str, Any] = {
    "italy": {
        "dates": [
            *("--01-01", "--01-06", "--04-25", "--05-01", "--06-02", "--08-15", "--11-01"),
            *("--12-08", "--12-25", "--12-26"),
            *("2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2028-04-17"),
        ]
    },
    "company": {"dates": ["2026-08-14", "--12-24"]},
    "hungary": {"country": "HU"},
    "china": {"country": "CN"},
    "turkey": {"country": "TR"},
    "moving": {
        "dates": [
            "easter - 46 days",
            "easter + 1 day",
            "orthodox easter",
            "last mon of may",
            "--12-08",
        ]
    },
    "hungary-but": {"country": "HU", "except": ["2024-12-27", "--08-20", "easter + 50 days"]},
}
# What the countries have decreed for the year that is asked about, written down by hand: days off,
# worked days with the day that is off instead, half days with the hour at which they begin.
DECREED: dict[str, Any] = {
    "hungary": {  # 15/2023 GM rendelet
        "dates": [
            *("2024-01-01", "2024-03-15", "2024-03-29", "2024-03-31", "2024-04-01", "2024-05-01"),
            *("2024-05-19", "2024-05-20", "2024-08-19", "2024-08-20", "2024-10-23", "2024-11-01"),
            *("2024-12-24", "2024-12-25", "2024-12-26", "2024-12-27"),
        ],
        "worked": {
            "2024-08-03": "2024-08-19",
            "2024-12-07": "2024-12-24",
            "2024-12-14": "2024-12-27",
        },
    },
    "china": {  # State Council, Guobanfa Mingdian (2023) 7
        "dates": [
            "2024-01-01",
            *(f"2024-02-{day}" for day in range(10, 18)),
            *("2024-04-04", "2024-04-05", "2024-04-06"),
            *(f"2024-05-0{day}" for day in range(1, 6)),
            *("2024-06-10", "2024-09-15", "2024-09-16", "2024-09-17"),
            *(f"2024-10-0{day}" for day in range(1, 8)),
        ],
        "worked": dict.fromkeys(  # all weekdays have the same hours
            (
                *("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28"),
                *("2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12"),
            ),
            "2024-01-08",
        ),
    },
    "turkey": {  # Law 2429
        "dates": [
            *("2026-01-01", "2026-03-20", "2026-03-21", "2026-03-22", "2026-04-23", "2026-05-01"),
            *("2026-05-19", "2026-05-27", "2026-05-28", "2026-05-29", "2026-05-30", "2026-07-15"),
            *("2026-08-30", "2026-10-29"),
        ],
        "half": {"2026-03-19": "13:00", "2026-05-26": "13:00", "2026-10-28": "13:00"},
    },
}
DECREED["hungary-but"] = {**DECREED["hungary"], **HOLIDAYS["hungary-but"]}
CALENDARS: dict[str, Any] = {
    "office": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"]},
            "holidays": ["italy", "company"],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "night": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-sat": "22:00-06:00"},
            "holidays": ["italy"],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "always": {
        "spec": {"timezone": "Europe/Rome", "week": {"mon-sun": "00:00-24:00"}},
        "first_year": 2024,
        "last_year": 2028,
    },
    "lord-howe": {
        "spec": {
            "timezone": "Australia/Lord_Howe",
            "week": {"mon-fri": "09:00-17:00", "sat": "23:00-01:45", "sun": "01:45-04:00"},
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "kathmandu": {
        "spec": {"timezone": "Asia/Kathmandu", "week": {"sun-fri": ["10:00-13:15", "14:00-17:00"]}},
        "first_year": 2024,
        "last_year": 2028,
    },
    "apia": {
        "spec": {
            "timezone": "Pacific/Apia",
            "week": {"mon-thu": "09:00-17:00", "fri": "22:00-06:00"},
        },
        "first_year": 2010,
        "last_year": 2013,
    },
    "sao-paulo": {
        "spec": {
            "timezone": "America/Sao_Paulo",
            "week": {
                "mon-sat": ["09:00-18:00", "23:00-24:00"],
                "sun": ["00:00-00:30", "23:30-24:00"],
            },
        },
        "first_year": 2017,
        "last_year": 2019,
    },
    "seasons": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"]},
            "holidays": ["italy"],
            "seasons": [
                {
                    "valid": {"from": "--06-15", "until": "--09-15"},
                    "week": {"mon-fri": "08:00-14:00", "sat": "22:00-02:00"},
                },
                {
                    "valid": {"from": "--12-20", "until": "--01-07"},
                    "week": {"mon-thu": "09:00-13:00"},
                },
                {
                    "valid": {"from": "2026-02-02", "until": "2026-02-14"},
                    "week": {"mon-sat": "06:00-22:00"},
                    "why": "Games",
                },
            ],
            "exceptions": [{"date": "2026-08-10", "closed": True}],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "exceptions": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-fri": "09:00-18:00"},
            "holidays": ["italy"],
            "exceptions": [
                {"from": "2026-01-02", "to": "2026-01-06", "open": "08:00-20:00"},
                {"date": "2026-01-09", "open": "22:00-08:00"},
                {"date": "2026-01-10", "open": ["06:00-09:00", "20:00-24:00"]},
                {"from": "2026-01-12", "to": "2026-01-14", "closed": True},
            ],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "cover": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-fri": "09:00-17:00"},
            "holidays": ["italy"],
            "exceptions": [
                {
                    "from": "2026-12-24",
                    "to": "2027-01-06",
                    "open": "09:00-13:00",
                    "days": "working",
                },
                {"from": "2027-01-07", "to": "2027-01-11", "open": "08:00-20:00", "days": "all"},
            ],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "by-rule": {
        "spec": {
            "timezone": "Europe/Rome",
            "week": {"mon-fri": "09:00-17:00", "sat": "22:00-02:00"},
            "holidays": ["italy", "moving"],
            "seasons": [
                {
                    "valid": {"from": "--08-01", "until": "--08-31"},
                    "week": {"mon-thu": "08:00-14:00"},
                }
            ],
            "exceptions": [
                {"date": "--12-24", "open": "09:00-13:00"},
                {"date": "easter - 47 days", "open": "12:00-17:00"},
                {"date": "2nd sat", "closed": True},
                {"date": "4th sat", "open": "20:00-23:00"},
                {"date": "1st sun", "open": "10:00-12:00", "days": "all"},
                {"date": "last fri of november", "open": "08:00-20:00", "days": "working"},
                {"date": "2026-05-09", "open": "09:00-13:00"},
                {"date": "day before holiday", "open": "09:00-16:00"},
            ],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "hungary-but": {
        "spec": {
            "timezone": "Europe/Budapest",
            "week": {"mon-thu": ["08:00-12:00", "12:30-17:00"], "fri": "08:00-14:00"},
            "holidays": ["hungary-but"],
        },
        "first_year": 2023,
        "last_year": 2025,
    },
    "hungary": {
        "spec": {
            "timezone": "Europe/Budapest",
            "week": {"mon-thu": ["08:00-12:00", "12:30-17:00"], "fri": "08:00-14:00"},
            "holidays": ["hungary"],
        },
        "first_year": 2023,
        "last_year": 2025,
    },
    "china": {
        "spec": {
            "timezone": "Asia/Shanghai",
            "week": {"mon-fri": "09:00-18:00"},
            "holidays": ["china"],
        },
        "first_year": 2023,
        "last_year": 2025,
    },
    "turkey": {
        "spec": {
            "timezone": "Europe/Istanbul",
            "week": {"mon-fri": ["09:00-12:30", "13:30-18:00"]},
            "holidays": ["turkey"],
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "sites": {
        "spec": {"any_of": ["office", "night"]},
        "first_year": 2024,
        "last_year": 2028,
    },
    "meeting": {
        "spec": {"all_of": ["office", "seasons"]},
        "first_year": 2024,
        "last_year": 2028,
    },
    "sun": {
        "spec": {
            "any_of": ["office", "kathmandu", "lord-howe"],
            "timezone": "America/New_York",
        },
        "first_year": 2024,
        "last_year": 2028,
    },
    "call": {
        "spec": {"all_of": ["sun", "turkey"], "timezone": "Europe/London"},
        "first_year": 2024,
        "last_year": 2028,
    },
}
# The days to ask about: first and last date to watch, and wall times near which something is odd.
WATCHED: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "office": (
        "2025-12-01",
        "2026-10-31",
        (
            *("2026-01-05T17:30", "2026-01-07T12:30", "2026-01-07T13:00", "2026-03-27T17:59"),
            *("2026-04-03T18:00", "2026-08-13T16:00", "2026-10-23T08:00"),
        ),
    ),
    "night": (
        "2026-02-01",
        "2026-11-30",
        ("2026-03-28T23:00", "2026-03-29T03:00", "2026-10-24T22:00", "2026-10-25T02:30"),
    ),
    "always": ("2026-03-01", "2026-04-30", ("2026-03-28T12:00", "2026-03-29T12:00")),
    "lord-howe": (
        "2026-03-15",
        "2026-10-31",
        ("2026-04-04T23:00", "2026-04-05T01:45", "2026-10-03T23:30", "2026-10-04T04:00"),
    ),
    "kathmandu": ("2026-01-01", "2026-02-28", ("2026-01-16T17:00", "2026-01-18T13:15")),
    "apia": (
        "2011-12-01",
        "2012-01-31",
        ("2011-12-29T10:00", "2011-12-29T17:00", "2011-12-31T05:00", "2012-01-02T09:00"),
    ),
    "sao-paulo": (
        "2018-01-20",
        "2018-12-10",
        ("2018-11-03T23:30", "2018-11-04T01:00", "2018-02-17T22:00", "2018-02-18T00:15"),
    ),
    "seasons": (
        "2025-12-01",
        "2026-10-31",
        (
            *("2025-12-19T17:00", "2026-01-07T12:00", "2026-01-31T12:00", "2026-02-14T21:00"),
            *("2026-06-12T16:00", "2026-06-15T13:00", "2026-08-08T23:00", "2026-09-12T22:30"),
        ),
    ),
    "exceptions": (
        "2025-12-15",
        "2026-02-15",
        ("2026-01-01T12:00", "2026-01-06T19:59", "2026-01-09T22:00", "2026-01-10T07:00"),
    ),
    "cover": (
        "2026-11-30",
        "2027-02-15",
        ("2026-12-24T11:00", "2026-12-24T13:00", "2026-12-31T12:59", "2027-01-08T20:00"),
    ),
    "by-rule": (
        "2025-11-15",
        "2026-12-31",
        (
            *("2025-11-28T19:30", "2025-12-24T12:00", "2026-02-17T11:00", "2026-02-18T12:00"),
            *("2026-04-04T22:30", "2026-04-30T16:00", "2026-05-08T16:00", "2026-05-09T12:00"),
            *("2026-05-23T22:59", "2026-06-07T11:00", "2026-08-14T13:00", "2026-10-24T21:00"),
        ),
    ),
    "hungary-but": (
        "2024-02-01",
        "2024-12-31",
        ("2024-08-19T13:00", "2024-08-20T16:00", "2024-12-06T14:00", "2024-12-13T13:59"),
    ),
    "hungary": (
        "2024-02-01",
        "2024-12-31",
        ("2024-08-02T13:00", "2024-08-03T16:00", "2024-12-06T14:00", "2024-12-13T13:59"),
    ),
    "china": (
        "2024-01-01",
        "2024-12-15",
        ("2024-02-03T17:00", "2024-02-09T18:00", "2024-02-17T12:00", "2024-09-28T12:00"),
    ),
    "turkey": (
        "2026-01-15",
        "2026-12-15",
        ("2026-03-19T12:59", "2026-05-26T13:00", "2026-10-27T15:00", "2026-10-28T12:30"),
    ),
    "sites": (
        "2026-02-01",
        "2026-11-30",
        ("2026-03-28T23:00", "2026-04-06T12:00", "2026-10-24T22:00", "2026-10-25T02:30"),
    ),
    "meeting": (
        "2025-12-01",
        "2026-10-31",
        ("2026-01-05T13:00", "2026-03-27T17:59", "2026-08-10T09:00", "2026-08-13T14:00"),
    ),
    "sun": (
        "2026-02-01",
        "2026-11-30",
        ("2026-03-08T03:30", "2026-03-29T12:00", "2026-10-03T23:30", "2026-11-01T00:59"),
    ),
    "call": (
        "2026-02-01",
        "2026-12-15",
        ("2026-03-29T00:30", "2026-05-26T11:00", "2026-10-25T00:30", "2026-10-28T10:30"),
    ),
}
_AMOUNTS = (0, 1, 600, 28_800, 144_000, -1, -1_800, -32_400, -100_000)
_HOUR = 3600


@dataclass(frozen=True)
class Oracle:
    """A calendar's answers, counted on its wall clock."""

    clock: WallClock | SeveralClocks

    @cached_property
    def steps(self) -> list[int]:
        """The first second of every five minutes in which it is open."""
        return self.clock.open_steps()

    def due(self, start: int, seconds: int) -> int:
        """Return the first instant by which so many open seconds pass, the last one before."""
        if seconds == 0:
            return start
        if seconds < 0:
            return self._back(start, -seconds)
        for step in self.steps[bisect_right(self.steps, start - STEP) :]:
            usable = step + STEP - max(start, step)
            if usable >= seconds:
                return max(start, step) + seconds
            seconds -= usable
        raise ValueError("watch the clock for longer")

    def _back(self, start: int, seconds: int) -> int:
        for step in reversed(self.steps[: bisect_left(self.steps, start)]):
            usable = min(start, step + STEP) - step
            if usable >= seconds:
                return min(start, step + STEP) - seconds
            seconds -= usable
        raise ValueError("watch the clock from earlier on")

    def next_opening(self, at: int) -> int:
        """Return the first step after an instant that is open while the one before is not."""
        known = set(self.steps)
        later = self.steps[bisect_right(self.steps, at) :]
        return next(step for step in later if step - STEP not in known)

    def received(self, at: int) -> int:
        """Return an instant at which it is open, else the next opening."""
        return at if self.clock.open_at(at) else self.next_opening(at)


def answers() -> dict[str, Any]:
    """Return the whole content of the file."""
    cases = [case for name in CALENDARS for case in _cases(name)]
    return {"calendars": CALENDARS, "holidays": HOLIDAYS, "cases": cases}


def written(content: dict[str, Any]) -> str:
    """Return the file's text, one case a line."""
    head = json.dumps({key: content[key] for key in ("calendars", "holidays")}, indent=1)
    cases = ",\n".join(f"  {json.dumps(case)}" for case in content["cases"])
    return f'{head[:-2]},\n "cases": [\n{cases}\n ]\n}}\n'


def _cases(name: str) -> Iterator[Case]:
    specs = {each: entry["spec"] for each, entry in CALENDARS.items()}
    first, last, oddities = WATCHED[name]
    zone = ZoneInfo(clock_of(specs[name], specs, HOLIDAYS | DECREED, 0, 0).timezone)
    low, high = (_epoch(f"{date}T00:00", zone) for date in (first, last))
    oracle = Oracle(clock_of(specs[name], specs, HOLIDAYS | DECREED, low, high))
    random = Random(name)  # noqa: S311 (any numbers will do, if only they stay the same)
    odd = [_epoch(text, zone) for text in oddities]
    # Far enough from both ends for the longest amount at the shortest hours.
    near = [random.randrange(low + 14 * 86_400, high - 14 * 86_400) for _ in range(6)]

    def told(op: str, result: int | bool, **asked: int) -> Case:
        instants = [asked[key] for key in ("start", "a", "b", "at") if key in asked]
        if op in {"due", "next_opening", "received"}:
            instants.append(int(result))
        shown = [
            f"{dt.datetime.fromtimestamp(now, zone):%a %Y-%m-%d %H:%M:%S %z}" for now in instants
        ]
        return {"calendar": name, "op": op, **asked, "result": result, "about": " | ".join(shown)}

    for start in odd:
        for seconds in random.sample(_AMOUNTS, 4):
            yield told("due", oracle.due(start, seconds), start=start, seconds=seconds)
    for start in near:
        seconds = random.randrange(-80_000, 120_000)
        yield told("due", oracle.due(start, seconds), start=start, seconds=seconds)
    for a, b in _pairs(random, odd, near):
        yield told("elapsed", count(oracle.steps, a, b), a=a, b=b)
    for at in (*odd, *(now + random.choice((-1, 1, _HOUR)) for now in odd), *near[:3]):
        yield told("is_open", oracle.clock.open_at(at), at=at)
        yield told("received", oracle.received(at), at=at)
    if name != "always":
        for at in (*odd, *near[:2]):
            yield told("next_opening", oracle.next_opening(at), at=at)


def _pairs(random: Random, odd: list[int], near: list[int]) -> Iterator[tuple[int, int]]:
    """Yield instants to count between, also backward and from one to itself."""
    for start in odd:
        yield start, start + random.randrange(1, 30 * _HOUR)
        yield start, start - random.randrange(1, 30 * _HOUR)
    yield from zip(near, random.sample(near, len(near)), strict=True)
    yield near[0], near[0]
    yield min(odd), max(near)


def _epoch(text: str, zone: ZoneInfo) -> int:
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


if __name__ == "__main__":
    reset_tzpath(())  # the zones of tzdata, not the machine's
    FILE.write_text(written(answers()), encoding="utf-8")
