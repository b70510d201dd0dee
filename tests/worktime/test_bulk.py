"""Business time for whole arrays: the same answers as one at a time, and the same errors."""

import datetime as dt
import subprocess
import sys
import tracemalloc
from typing import Any, SupportsInt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sportello.worktime import BeyondKnownHolidays, Calendar, bulk
from sportello.worktime.slots import StepTable

from .oracle import EXAMPLES, Case, cases, offsets

OFFICE: dict[str, Any] = {
    "timezone": "Europe/Rome",
    "week": {"mon-fri": ["08:00-12:30", "13:30-18:00"]},
    "holidays": ["listed"],
}
ODD: dict[str, Any] = {
    "timezone": "Australia/Lord_Howe",
    "week": {"mon-fri": ["08:00:07-12:31", "13:30-18:00:01"], "sat": "23:59:59-00:00:02"},
}
SETS = {"listed": {"dates": ["--01-01", "--12-25", "2026-01-06"]}}
Array = NDArray[np.int64]


def calendar(**more: Any) -> Calendar:
    return Calendar.from_spec({**OFFICE, **more}, "office", SETS)


def epoch(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())


def instant(seconds: SupportsInt) -> dt.datetime:
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def due(cal: Calendar, start: SupportsInt, seconds: SupportsInt) -> int:
    return int(cal.due(instant(start), dt.timedelta(seconds=int(seconds))).timestamp())


def due_if_known(cal: Calendar, start: int, seconds: int) -> int | None:
    try:
        return due(cal, start, seconds)
    except BeyondKnownHolidays:
        return None


START = epoch("2026-01-05T17:30+01:00")
AMOUNTS = st.integers(-40 * 3600, 40 * 3600) | st.sampled_from((0, 1, -1, 9 * 3600, -9 * 3600))


@settings(max_examples=EXAMPLES)
@given(cases(), st.lists(st.tuples(offsets(), offsets(), AMOUNTS), min_size=1, max_size=40))
def test_every_element_is_answered_as_one_at_a_time(
    case: Case, rows: list[tuple[int, int, int]]
) -> None:
    bulk = Calendar.from_spec(case.spec, "random", case.holidays, case.calendars)
    single = Calendar.from_spec(case.spec, "random", case.holidays, case.calendars)
    a, b, amounts = np.array(rows).T + np.array([[case.first], [case.first], [0]])
    elapsed = bulk.elapsed_many(a, b)
    assert elapsed.tolist() == [
        single.elapsed(instant(x), instant(y)) for x, y in zip(a, b, strict=True)
    ]
    expected = [due_if_known(single, x, amount) for x, amount in zip(a, amounts, strict=True)]
    if None in expected:
        with pytest.raises(BeyondKnownHolidays, match=rf"element \[{expected.index(None)}\]"):
            bulk.due_many(a, amounts)
        return
    assert bulk.due_many(a, amounts).tolist() == expected
    each = [bulk.due_many(a[index], amounts[index]).item() for index in range(len(rows))]
    assert each == expected


@pytest.mark.parametrize("spec", [OFFICE, ODD])
@pytest.mark.parametrize("years", [(1971, 2099), (2020, 2033)])
def test_many_years_are_answered_as_one_at_a_time(
    spec: dict[str, Any], years: tuple[int, int]
) -> None:
    cal = Calendar.from_spec(spec, "office", SETS)
    random = np.random.default_rng(7)
    low, high = (epoch(f"{year}-06-01T00:00+00:00") for year in years)
    edges = np.array(cal.timeline(*years)).ravel()
    edges = edges[(edges > low) & (edges < high)]
    near = random.choice(edges, 2000) + random.integers(-2, 3, 2000)
    a, b = np.concatenate([near, random.integers(low, high, 2000)]).reshape(2, 2000)
    amounts = random.integers(-400_000, 400_000, 2000)
    elapsed = [cal.elapsed(instant(x), instant(y)) for x, y in zip(a, b, strict=True)]
    assert cal.elapsed_many(a, b).tolist() == elapsed
    expected = [due(cal, x, amount) for x, amount in zip(a, amounts, strict=True)]
    assert cal.due_many(a, amounts).tolist() == expected


def test_pieces_of_a_long_array_follow_each_other() -> None:
    cal = calendar()
    starts = START + np.arange(40_000) * 3607
    for amount in (28_800, -28_800):
        found = cal.due_many(starts, amount)
        step = found.reshape(-1)[::4001]
        assert step.tolist() == [due(cal, start, amount) for start in starts[::4001].tolist()]
    assert set(cal.elapsed_many(starts, cal.due_many(starts, 28_800))) == {28_800}


def test_what_the_tables_cover_is_not_answered_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cal = calendar()
    starts = START + np.arange(20_000) * 60
    answers = cal.due_many(starts, 3600), cal.elapsed_many(starts, starts[::-1])
    monkeypatch.setattr(bulk, "instant_after", None)
    monkeypatch.setattr(bulk, "elapsed", None)
    assert np.array_equal(cal.due_many(starts, 3600), answers[0])
    assert np.array_equal(cal.elapsed_many(starts, starts[::-1]), answers[1])


def test_tables_are_made_anew_for_years_they_do_not_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    cal, later = calendar(), START + 5 * 366 * 86_400
    expected = calendar().elapsed(instant(START), instant(later))
    cal.elapsed_many(START, START + 60)
    monkeypatch.setattr(bulk, "elapsed", None)
    assert cal.elapsed_many([START], [later]).tolist() == [expected]


def test_nothing_after_the_last_closing_is_in_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "instant_after", None)
    evening = epoch("2026-12-31T20:00+01:00")
    assert calendar().due_many([evening], [0]).tolist() == [evening]


def test_shapes_are_broadcast_and_kept() -> None:
    cal = calendar()
    grid = START + np.arange(6).reshape(2, 3) * 86_400
    flat = [due(cal, start, 60) for start in grid.ravel()]
    assert cal.due_many(grid, 60).tolist() == np.reshape(flat, (2, 3)).tolist()
    assert cal.due_many(grid.T, 60).tolist() == np.reshape(flat, (2, 3)).T.tolist()
    assert cal.due_many(grid[:, ::2], 60).tolist() == np.reshape(flat, (2, 3))[:, ::2].tolist()
    table = cal.due_many(grid[0][:, None], np.array([0, 60, -60]))
    assert table.tolist() == [[due(cal, x, y) for y in (0, 60, -60)] for x in grid[0]]
    assert cal.due_many(START, 60).shape == ()
    assert cal.due_many(np.zeros((0, 3), np.int64), 60).shape == (0, 3)
    assert cal.elapsed_many(grid[0], START).shape == (3,)


def test_the_given_arrays_are_left_as_they_are() -> None:
    starts, amounts = np.array([START, START + 1]), np.array([600, 0])
    calendar().due_many(starts, amounts)
    calendar().elapsed_many(starts, starts[::-1])
    assert starts.tolist() == [START, START + 1]
    assert amounts.tolist() == [600, 0]


@pytest.mark.parametrize("kind", ["int32", "uint32", "uint64", "int64", ">i8"])
def test_whole_numbers_of_any_kind_are_converted(kind: str) -> None:
    found = calendar().due_many(np.array([START], kind), np.array([600], "int16"))
    assert found.dtype == np.int64
    assert found.tolist() == [START + 600]
    assert calendar().due_many([START], 600).tolist() == [START + 600]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1.5], "start holds float64: give whole epoch seconds as int64"),
        ([float("nan")], "start holds float64"),
        (np.array(["NaT"], "datetime64[s]"), r"start holds datetime64\[s\].*astype"),
        ([True], "start holds bool"),
        (["2026-01-05"], "start holds <U10"),
        ([2**70], "start holds object"),
    ],
)
def test_anything_but_whole_numbers_is_refused(value: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        calendar().due_many(value, 60)
    with pytest.raises(TypeError, match="seconds holds"):
        calendar().due_many(START, value)
    with pytest.raises(TypeError, match="b holds"):
        calendar().elapsed_many(START, value)
    with pytest.raises(TypeError, match="a holds"):
        calendar().elapsed_many(value, START)


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("float64", ""),
        (
            "datetime64[s]",
            ', which .astype("datetime64[s]").astype("int64") makes of instants in UTC',
        ),
    ],
)
def test_the_refusal_says_what_to_give(kind: str, hint: str) -> None:
    with pytest.raises(TypeError) as caught:
        calendar().elapsed_many(np.zeros(1, kind), START)
    assert str(caught.value) == f"a holds {kind}: give whole epoch seconds as int64{hint}"


FAR, ANCIENT = epoch("2101-06-01T00:00+00:00"), epoch("1969-06-01T00:00+00:00")


@pytest.mark.parametrize(
    ("starts", "amounts", "message"),
    [
        ([START, FAR, ANCIENT], 60, r"element \[1\]: 2101-06-01"),
        ([START, ANCIENT, FAR], 60, r"element \[1\]: 1969-06-01"),
        ([FAR, FAR], 0, r"element \[0\]: 2101-06-01"),
        ([START] * 3, [60, 10**10, -(10**10)], r"element \[1\]: the due instant"),
        ([START] * 3, [60, -(10**10), 10**10], r"element \[1\]: the due instant"),
        ([START, FAR], [10**10, 1], r"element \[0\]: the due instant"),
        ([START, START], [1, 2**63 - 1], r"element \[1\]: the due instant"),
        ([START, START], [1, -(2**63)], r"element \[1\]: the due instant"),
        ([START, 2**63 - 1], 1, r"element \[1\]: the instant lies outside"),
        ([START, -(2**63)], 1, r"element \[1\]: the instant lies outside"),
        ([[START, START], [START, FAR]], 60, r"element \[1, 1\]: 2101-06-01"),
        (np.array([[START, FAR], [START, START]]).T, 60, r"element \[1, 0\]: 2101-06-01"),
        ([START] * 40_000 + [FAR], 60, r"element \[40000\]: 2101-06-01"),
        (FAR, 60, "^2101-06-01"),
    ],
)
def test_the_first_element_that_is_not_known_is_named(
    starts: Any, amounts: Any, message: str
) -> None:
    with pytest.raises(BeyondKnownHolidays, match=message):
        calendar().due_many(starts, amounts)


def test_both_instants_of_elapsed_are_checked() -> None:
    with pytest.raises(BeyondKnownHolidays, match=r"element \[1\]: 2101-06-01"):
        calendar().elapsed_many([START, START, FAR], [START, FAR, START])
    with pytest.raises(BeyondKnownHolidays, match=r"element \[0\]: 1969-06-01"):
        calendar().elapsed_many([ANCIENT, FAR], START)


def test_the_end_of_the_last_known_date_can_be_counted_to_and_from() -> None:
    cal = calendar()
    end = epoch("2101-01-01T00:00+01:00")
    assert cal.elapsed_many([end - 86_400, end], end).tolist() == [9 * 3600, 0]
    assert cal.due_many(end, [0, -3600]).tolist() == [end, end - 7 * 3600]
    with pytest.raises(BeyondKnownHolidays, match=r"element \[1\]: the due instant"):
        cal.due_many(end, [0, 1])


def test_answers_outside_the_years_of_the_starts_are_found() -> None:
    for amount in (30_000_000, -30_000_000):
        assert calendar().due_many([START], amount).tolist() == [due(calendar(), START, amount)]


def test_a_year_without_any_opening() -> None:
    once = [{"date": "2026-05-02", "open": "09:00-10:00"}]
    cal = Calendar.from_spec({"timezone": "UTC", "exceptions": once})
    opening = epoch("2026-05-02T09:00+00:00")
    early, late = epoch("2024-01-01T00:00+00:00"), epoch("2030-01-01T00:00+00:00")
    assert cal.elapsed_many([early, early], [early + 60, late]).tolist() == [0, 3600]
    fresh = Calendar.from_spec({"timezone": "UTC", "exceptions": once})
    assert fresh.due_many(early, [0, 60]).tolist() == [early, opening + 60]
    assert fresh.due_many(late, [-60, 0]).tolist() == [opening + 3540, late]


def test_open_from_the_first_second_on() -> None:
    cal = Calendar.from_spec({"timezone": "UTC", "week": {"mon-sun": "00:00-24:00"}})
    new_year = epoch("2026-01-01T00:00+00:00")
    assert cal.elapsed_many(new_year, [new_year, new_year + 5]).tolist() == [0, 5]
    assert cal.due_many(new_year, [0, 5, -5]).tolist() == [new_year, new_year + 5, new_year - 5]


@given(
    st.sets(st.integers(1, 400), max_size=12).map(sorted),
    st.integers(400, 500),
    st.sampled_from((8, 64, 10_000)),
)
def test_a_step_table_holds_the_last_step_s_value(
    marks: list[int], end: int, max_bytes: int
) -> None:
    steps = np.array([0, *marks])
    values = np.arange(len(steps)) * 7 - 20
    table = StepTable.of(steps, values, end, max_bytes)
    numbers = np.arange(end + 1)
    found = np.empty_like(numbers)
    table.look_up(numbers.copy(), found)
    assert found.tolist() == [values[steps <= number][-1] for number in numbers]
    assert table.values.nbytes <= max_bytes


def test_memory_stays_within_input_output_and_32_megabytes() -> None:
    starts = START + np.arange(4_000_000) * 100
    for cal in (calendar(), Calendar.from_spec(ODD)):
        cal.due_many(START, 60)
        tracemalloc.start()
        found = cal.due_many(starts, -60)
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert held < found.nbytes + 32 * 2**20


def test_numpy_is_imported_for_arrays_only() -> None:
    program = """
import sys
from datetime import datetime, timedelta
from sportello.worktime import Calendar
cal = Calendar.from_spec({"timezone": "UTC", "week": {"mon": "09:00-10:00"}})
start = datetime(2026, 1, 5)
assert cal.elapsed(start, cal.due(start, timedelta(hours=1))) == 3600
assert "numpy" not in sys.modules
cal.due_many(1767571200, 60)
assert "numpy" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)
