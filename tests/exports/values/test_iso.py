"""What is read many at once is what is read one by one."""

from hypothesis import given
from hypothesis import strategies as st

from sportello.exports.values.iso import iso_walls
from sportello.exports.values.patterns import DAY, ISO
from sportello.findings import Invalid

TIMES = st.from_regex(
    r"(19|20)[0-9]{2}-[0-3][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9](:[0-6][0-9]Z?)?",
    fullmatch=True,
)


def one_by_one(cell: str) -> tuple[int, bool] | None:
    """Return what a clock shows, and whether it is one in UTC; None for what is no time."""
    try:
        day, time = ISO.day(cell[:11]), ISO.time_of_day(cell[11:])
    except Invalid:
        return None
    if day is None or time is None:
        return None
    return day * DAY + time.micros, time.offset == 0


@given(st.lists(TIMES, min_size=1, max_size=30))
def test_times_are_read_as_the_pattern_reads_them(cells: list[str]) -> None:
    walls, is_read, in_utc = iso_walls(cells)
    for place, cell in enumerate(cells):
        found = (int(walls[place]), bool(in_utc[place])) if is_read[place] else None
        assert found == one_by_one(cell)


@given(st.lists(st.text(st.sampled_from("0123456789-:TZ +.x"), max_size=24), min_size=1))
def test_nothing_else_is_read(cells: list[str]) -> None:
    walls, is_read, in_utc = iso_walls(cells)
    for place, cell in enumerate(cells):
        if is_read[place]:
            assert one_by_one(cell) == (int(walls[place]), bool(in_utc[place]))
