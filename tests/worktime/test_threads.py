"""One calendar asked by many threads or processes answers each as it would answer it alone."""

import datetime as dt
import pickle
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier

import pytest

from sportello.worktime import Calendar, Duration

SPEC = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"]},
    "holidays": ["closures"],
}
CLOSURES = {"closures": {"dates": ["--12-25", "--08-15"]}}
OVERSEAS = {"timezone": "America/New_York", "week": {"mon-sat": "10:00-18:30"}}
THREADS = 6
ROUNDS = 5
Question = Callable[[Calendar], object]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let the interpreter change threads as often as it can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def office() -> Calendar:
    """Return a calendar that has compiled nothing yet."""
    return Calendar.from_spec(SPEC, "office", CLOSURES)


def union(*, overseas: bool) -> Calendar:
    """Return one made of two others, in two zones if the other is overseas."""
    parts = {"office": SPEC, "other": OVERSEAS if overseas else SPEC}
    spec = {"any_of": [*parts], "timezone": "Europe/Rome"}
    return Calendar.from_spec(spec, "union", CLOSURES, parts)


CALENDARS: tuple[tuple[Callable[[], Calendar], int], ...] = (
    (office, ROUNDS),
    (partial(union, overseas=False), 1),
    (partial(union, overseas=True), 1),
)


def questions(random: Random) -> list[Question]:
    """Return questions that make a calendar grow to both sides, in any order."""
    start = dt.datetime(random.randrange(2018, 2034), 3, 2, 10, tzinfo=dt.UTC)
    hours = dt.timedelta(hours=random.randrange(1, 4000))
    days = Duration.parse(f"{random.randrange(1, 400)} working days")
    return [
        lambda calendar: calendar.due(start, hours),
        lambda calendar: calendar.due(start, -hours),
        lambda calendar: calendar.due(start, days) if calendar.weekly() else None,
        lambda calendar: calendar.elapsed(start - 5 * hours, start + 5 * hours),
        lambda calendar: calendar.next_opening(start),
        lambda calendar: calendar.elapsed_many([int(start.timestamp())], 1_767_610_800).tolist(),
    ]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("made", "rounds"), CALENDARS)
def test_threads_that_make_a_calendar_grow_get_the_answers_that_one_would_get(
    made: Callable[[], Calendar], rounds: int
) -> None:
    random = Random(14)  # noqa: S311 (nothing to guess)
    for _ in range(rounds):
        asked = [questions(random) for _ in range(THREADS)]
        expected = [[question(made()) for question in each] for each in asked]
        shared, together = made(), Barrier(THREADS, timeout=300)

        def answers(mine: list[Question]) -> list[object]:
            together.wait()  # noqa: B023 (the round ends before the next begins)
            return [question(shared) for question in mine]  # noqa: B023 (as above)

        with ThreadPoolExecutor(THREADS) as pool:
            assert list(pool.map(answers, asked)) == expected


def test_a_calendar_travels_to_other_processes_as_its_rules() -> None:
    calendar, fresh = office(), office()
    calendar.due(dt.datetime(2026, 3, 2), dt.timedelta(hours=5000))
    copy = pickle.loads(pickle.dumps(calendar))  # noqa: S301 (our own)
    assert copy == calendar
    assert hash(copy) == hash(calendar)
    assert len(pickle.dumps(calendar)) == len(pickle.dumps(fresh))
    start = dt.datetime(2026, 3, 2)
    assert copy.due(start, dt.timedelta(hours=9)) == calendar.due(start, dt.timedelta(hours=9))
