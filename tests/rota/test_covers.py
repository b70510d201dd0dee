"""Who could cover, and why the others could not."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from rota.example import EXAMPLE, with_rota
from sportello.catalog.model import Absence, Catalog, Day, Person, Turns, Valid, WeeklyHours
from sportello.rota.absent import away
from sportello.rota.covers import candidates

FRIDAY = date(2026, 12, 11)


def reasons(catalog: Catalog, person: str = "p-02", day: date = FRIDAY) -> dict[str, str]:
    found = candidates(catalog, person, away(catalog, person, day).places)
    return {each.person: each.why_not for each in found}


def night(**shift: Any) -> Catalog:
    alone = Turns(starts=Day("2026-01-05"), turn="week", order={"direct": ("p-03",)})
    hours = {"night": WeeklyHours(shift)}
    return with_rota(name="night", contact=None, shifts=hours, turns=(alone,))


def test_least_hours_come_first_and_those_who_cannot_last() -> None:
    assert [*reasons(EXAMPLE)] == ["p-01", "p-03", "p-12", "p-13", "p-11"]


def test_who_is_absent_or_not_at_the_desk_cannot() -> None:
    out = Absence(person="p-03", from_=Day("2026-12-11"), until=Day("2026-12-11"))
    gone = Person(team="direct-area", valid=Valid(until=Day("2026-11-30")))
    catalog = replace(with_rota(absences=(out,)), people={**EXAMPLE.people, "p-01": gone})
    found = reasons(catalog)
    assert found["p-03"] == "absent on 2026-12-11"
    assert found["p-01"] == "not at the desk on 2026-12-11"


def test_who_sits_elsewhere_then_or_would_not_rest_cannot() -> None:
    assert reasons(night(fri="12:00-14:00"))["p-03"] == "in another seat then"
    assert reasons(night(thu="22:00-06:00"))["p-03"] == "too little rest"
    assert reasons(night(fri="18:00-22:00"))["p-03"] == ""


def test_rest_that_is_too_short_anyway_is_no_obstacle() -> None:
    # From Monday to Tuesday p-03 rests too little already: that says nothing of the Friday.
    catalog = night(mon="22:00-23:00", tue="06:00-07:00")
    assert reasons(catalog)["p-03"] == ""
