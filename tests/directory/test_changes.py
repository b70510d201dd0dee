"""What may change changes at instants in their order, in the hour that comes twice too."""

from datetime import UTC, date, datetime

from sportello.directory.changes import Boundaries, next_change
from sportello.worktime import Calendar
from sportello.worktime.zones import Zone

ROME = Zone("Europe/Rome")


def calendar(hours: str) -> Calendar:
    return Calendar.from_spec({"timezone": "Europe/Rome", "week": {"sun": hours}})


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 10, 25, hour, minute, tzinfo=UTC)


def test_in_the_hour_that_comes_twice_openings_are_in_their_order() -> None:
    both = (calendar("02:10-02:20"), calendar("02:30-02:40"))
    found = Boundaries(both, frozenset(), ROME).after(at(0, 0))
    assert [next(found) for _ in range(8)] == [
        at(hour, minute) for hour in (0, 1) for minute in (10, 20, 30, 40)
    ]


def test_a_day_begins_where_its_zone_says() -> None:
    boundaries = Boundaries((), frozenset({date(2026, 10, 26)}), ROME)
    assert [*boundaries.after(at(0, 0))] == [at(23, 0)]


def test_beyond_what_is_known_nothing_changes() -> None:
    only = Calendar.from_spec({
        "timezone": "Europe/Rome",
        "week": {"sun": "02:10-02:20"},
        "holidays": ["italy"],
    }, holidays={"italy": {"country": "IT"}})  # fmt: skip
    last = only.known_dates[1]
    late = datetime(last.year, last.month, last.day, 12, tzinfo=UTC)
    boundaries = Boundaries((only,), frozenset(), ROME)
    assert next_change(only.is_open, late, boundaries) is None
