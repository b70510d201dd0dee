"""Questions for the SQL twins with the answers of the package: the golden ones and random ones."""

import datetime as dt
import json
from functools import cache
from random import Random
from typing import Any, NamedTuple

from golden.make_worktime import FILE
from random_calendars import random_calendars
from sportello.targets.sql.opening_deltas import OpeningDeltas, opening_deltas
from sportello.worktime import BeyondKnownHolidays, Calendar

SECONDS = {
    "timezone": "America/New_York",
    "week": {"mon-fri": ["08:00:30-12:00:01", "12:59:59-17:00"], "sun": "22:00-03:00:07"},
}
RANDOM_CALENDARS = 12
REFUSED = (
    ("sla_due_epoch('nobody', {low}, 1)", 'no calendar "nobody"'),
    ("sla_elapsed_epoch('nobody', {low}, {low})", 'no calendar "nobody"'),
    ("sla_due_epoch('office', {low} - 1, 0)", "lies outside the years built"),
    ("sla_due_epoch('office', {high} + 1, -1)", "lies outside the years built"),
    ("sla_due_epoch('office', {low}, -1)", "lies outside the years built"),
    ("sla_due_epoch('office', {low}, 999999999)", "lies outside the years built"),
    ("sla_elapsed_epoch('office', {low}, {high} + 1)", "lies outside the years built"),
    ("sla_elapsed_epoch('office', {low} - 1, {low})", "lies outside the years built"),
    ("sla_received_epoch('nobody', {low})", 'no calendar "nobody"'),
    ("sla_received_epoch('office', {low} - 1)", "lies outside the years built"),
    ("sla_received_epoch('office', {high} + 1)", "lies outside the years built"),
    ("sla_received_epoch('office', {high})", "the next opening lies outside the years built"),
)
"""What must be an error, never a number, and what the message says."""

UNKNOWN = (
    "sla_due_epoch(NULL, {low}, 0)",
    "sla_due_epoch('office', NULL, 0)",
    "sla_due_epoch('office', {low}, NULL)",
    "sla_elapsed_epoch(NULL, {low}, {low})",
    "sla_elapsed_epoch('office', NULL, {low})",
    "sla_elapsed_epoch('office', {low}, NULL)",
    "sla_due(NULL, {opened}, 0)",
    "sla_due('office', NULL, 0)",
    "sla_due('office', {opened}, NULL)",
    "sla_elapsed(NULL, {opened}, {opened})",
    "sla_elapsed('office', NULL, {opened})",
    "sla_received_epoch(NULL, {low})",
    "sla_received_epoch('office', NULL)",
    "sla_received(NULL, {opened})",
    "sla_received('office', NULL)",
)
"""What must be NULL."""


WITHIN = (
    ("2026-01-07 12:29:59.5+01:00", "2026-01-07 12:30:00.25+01:00"),
    ("2026-01-07 12:29:59.5+01:00", "2026-01-07 13:30:00.25+01:00"),
    ("2026-01-07 12:29:59.5+01:00", "2026-01-07 13:30:00.5+01:00"),
    ("2026-01-07 12:29:58.5+01:00", "2026-01-07 12:30:00.75+01:00"),
)
"""Instants within a second about the hours of the office, which closes from 12:30 to 13:30."""


def parts(zoned: str) -> tuple[list[str], list[int]]:
    """Return what to ask of these instants, there and back, and the package's answers.

    `zoned` is the type of an instant.
    """
    pairs = [*WITHIN, *((b, a) for a, b in WITHIN)]
    office = calendars()["office"][0]
    moment = dt.datetime.fromisoformat
    answers = [office.elapsed(moment(a), moment(b)) for a, b in pairs]
    return [f"sla_elapsed('office', {zoned} '{a}', {zoned} '{b}')" for a, b in pairs], answers


CALLS = {
    "due": "sla_due_epoch(calendar, a, b)",
    "elapsed": "sla_elapsed_epoch(calendar, a, b)",
    "received": "sla_received_epoch(calendar, a)",
}
"""How each kind of question is asked."""


class Question(NamedTuple):
    """What to ask, with the answer in seconds.

    `due`: from `a`, `b` seconds; `elapsed`: from `a` to `b`; `received`: of what comes at `a`.
    """

    calendar: str
    op: str
    a: int
    b: int
    answer: int


@cache
def _golden() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    content["calendars"]["seconds"] = {"spec": SECONDS, "first_year": 2026, "last_year": 2027}
    at_random, sets = random_calendars(RANDOM_CALENDARS)
    content["calendars"] |= at_random
    content["holidays"] |= sets
    return content


@cache
def calendars() -> dict[str, tuple[Calendar, OpeningDeltas]]:
    """Return the golden calendars, and one with odd seconds, with their years' hours."""
    content = _golden()
    specs = {name: entry["spec"] for name, entry in content["calendars"].items()}
    made = {
        name: Calendar.from_spec(entry["spec"], name, content["holidays"], specs)
        for name, entry in content["calendars"].items()
    }
    years = {
        name: (entry["first_year"], entry["last_year"])
        for name, entry in content["calendars"].items()
    }
    return {name: (made[name], opening_deltas(made[name], *years[name])) for name in made}


def hours() -> dict[str, OpeningDeltas]:
    """Return the hours of all calendars, as the SQL files hold them."""
    return {name: known for name, (_, known) in calendars().items()}


def bounds(template: str) -> str:
    """Fill in the first and the last instant of the office's years."""
    known = hours()["office"]
    opened = "(TIMESTAMP '2026-01-05 16:30:00')"
    return template.format(low=known.low, high=known.high, opened=opened)


def golden_questions() -> list[Question]:
    """Return the golden cases."""
    keys = {"due": ("start", "seconds"), "elapsed": ("a", "b"), "received": ("at", "at")}
    found: list[Question] = []
    for case in _golden()["cases"]:
        if case["op"] in keys:
            a, b = (case[key] for key in keys[case["op"]])
            found.append(Question(case["calendar"], case["op"], a, b, case["result"]))
    return found


def random_questions(how_many: int) -> list[Question]:
    """Return random questions whose answers lie within the years, many of them at edges."""
    random = Random("sla")  # noqa: S311 - the same questions each time
    found: list[Question] = []
    known = [
        (calendar, each, [edge for interval in intervals(each) for edge in interval])
        for calendar, each in calendars().values()
    ]
    while len(found) < how_many:
        calendar, each, edges = random.choice(known)
        a, b = (_instant(random, each, edges) for _ in range(2))
        kind = random.random()
        if kind < 0.2:
            answer = _received(calendar, a)
            if answer is not None and answer < each.high:
                found.append(Question(calendar.name, "received", a, 0, answer))
            continue
        if kind < 0.5:
            found.append(Question(calendar.name, "elapsed", a, b, calendar.elapsed(_at(a), _at(b))))
            continue
        seconds = _amount(random, calendar, a, b)
        answer = _due(calendar, a, seconds)
        if answer is not None and each.low <= answer <= each.high:
            found.append(Question(calendar.name, "due", a, seconds, answer))
    return found


def intervals(known: OpeningDeltas) -> list[tuple[int, int]]:
    """Return the open intervals that the weeks of distances stand for."""
    found: list[tuple[int, int]] = []
    now = known.low
    for week in known.weeks:
        for closed, opened in zip(week[::2], week[1::2], strict=True):
            found.append((now + closed, now + closed + opened))
            now = found[-1][1]
    return found


def _instant(random: Random, known: OpeningDeltas, edges: list[int]) -> int:
    kind = random.random()
    if kind < 0.5:
        return random.randint(known.low, known.high)
    near = random.choice(edges if kind < 0.9 else [known.low, known.high])
    reach = random.choice((0, 1, 60, 86_400))
    return min(max(near + random.randint(-reach, reach), known.low), known.high)


def _amount(random: Random, calendar: Calendar, start: int, other: int) -> int:
    """Return seconds of any sign: few, many, or those to another instant, give or take one."""
    if random.random() < 0.5:
        return calendar.elapsed(_at(start), _at(other)) + random.choice((0, 0, 1, -1))
    reach = random.choice((0, 1, 3600, 144_000, 10_000_000))
    return random.randint(-reach, reach)


def _due(calendar: Calendar, start: int, seconds: int) -> int | None:
    try:
        return int(calendar.due(_at(start), dt.timedelta(seconds=seconds)).timestamp())
    except BeyondKnownHolidays:
        return None


def _received(calendar: Calendar, instant: int) -> int | None:
    try:
        return int(calendar.received(_at(instant)).timestamp())
    except BeyondKnownHolidays:
        return None


def _at(instant: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(instant, dt.UTC)
