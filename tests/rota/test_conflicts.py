"""One person in two seats at once, and too little rest, over several rotas."""

from datetime import date
from typing import Any

from rota.example import EXAMPLE, with_rota
from sportello.catalog.model import Catalog, Day, Turns, WeeklyHours
from sportello.rota import CompiledRota, double_bookings, short_rests
from sportello.rota.conflicts import Place, by_person

MONDAY, FRIDAY = date(2026, 11, 30), date(2026, 12, 4)


def night(**shifts: dict[str, Any]) -> Catalog:
    """Return the example with a second rota, in whose one seat p-01 always sits."""
    alone = Turns(starts=Day("2026-01-05"), turn="week", order={"direct": ("p-01",)})
    hours = {name: WeeklyHours(week) for name, week in shifts.items()}
    return with_rota(name="night", contact=None, shifts=hours, turns=(alone,))


def people(catalog: Catalog) -> dict[str, list[Place]]:
    rotas = {name: CompiledRota(catalog, name).sittings(MONDAY, FRIDAY) for name in catalog.rotas}
    return {**by_person(rotas)}


def test_nobody_is_in_two_seats_in_the_example() -> None:
    assert [*double_bookings(people(EXAMPLE))] == []
    assert [*short_rests(people(EXAMPLE), {"phone": 11 * 3600})] == []


def test_person_in_two_rotas_at_once_is_found_for_as_long_as_both_last() -> None:
    found = [*double_bookings(people(night(late={"mon-fri": "16:00-20:00"})))]
    assert {(each.person, each.one.rota, each.other.rota) for each in found} == {
        ("p-01", "phone", "night")
    }
    assert [(each.end - each.start) // 3600 for each in found] == [1] * 5


def test_long_sitting_overlaps_more_than_its_neighbour() -> None:
    found = [*double_bookings(people(night(late={"mon": "08:00-20:00"})))]
    assert [each.other.sitting.shift for each in found] == ["morning", "afternoon"]


def test_same_seat_twice_is_no_double_booking_of_a_person() -> None:
    catalog = night(one={"mon": "18:00-22:00"}, two={"mon": "20:00-23:00"})
    assert [*double_bookings(people(catalog))] == []


def test_rest_is_that_between_two_days_over_all_rotas_and_the_longer_one_counts() -> None:
    late = night(late={"mon": "19:00-23:00", "thu": "17:00-18:00"})
    found = [*short_rests(people(late), {"phone": 11 * 3600})]
    assert [(each.start - each.end) // 3600 for each in found] == [10]
    assert (found[0].before.rota, found[0].after.sitting.date) == ("night", date(2026, 12, 1))
    assert [*short_rests(people(late), {"phone": 10 * 3600})] == []
    assert len([*short_rests(people(late), {"night": 16 * 3600})]) == 2
