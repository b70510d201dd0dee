"""What the absence of somebody leaves empty, and how it is written down."""

from datetime import date

import pytest

from rota.example import EXAMPLE, FOLDER, with_rota
from sportello.catalog.model import Day, Turns, WeeklyHours
from sportello.findings import Invalid
from sportello.rota.absent import away

RAW = (FOLDER / "rota.yaml").read_bytes()
THURSDAY = date(2026, 12, 10)


def test_absence_is_of_all_rotas_in_which_the_person_sits_that_day() -> None:
    alone = Turns(starts=Day("2026-01-05"), turn="week", order={"direct": ("p-02",)})
    hours = {"late": WeeklyHours({"thu": "18:00-20:00"})}
    both = with_rota(name="night", contact=None, shifts=hours, turns=(alone,), absences=())
    found = away(both, "p-02", THURSDAY)
    assert found.rotas == ("phone", "night")
    assert [each.sitting.shift for each in found.places] == ["morning", "afternoon", "late"]


def test_absence_that_is_written_has_all_of_its_days_and_gets_a_cover() -> None:
    found = away(EXAMPLE, "p-01", date(2026, 12, 22))
    assert {each.sitting.date.day for each in found.places} == {21, 22, 23}
    assert b"until: 2026-12-23, cover: p-02}" in found.written(RAW, "phone", "p-02")
    assert found.written(RAW, "phone", None) == RAW


def test_new_absence_is_of_that_day_alone() -> None:
    found = away(EXAMPLE, "p-02", THURSDAY)
    line = b"      - {person: p-02, from: 2026-12-10, until: 2026-12-10, cover: p-03}\n"
    assert line in found.written(RAW, "phone", "p-03")
    assert line.replace(b", cover: p-03", b"") in found.written(RAW, "phone", None)


def test_who_has_no_shift_then_has_nothing_to_cover() -> None:
    with pytest.raises(Invalid, match="p-03 has no shift on Thursday 2026-12-10") as error:
        away(EXAMPLE, "p-03", THURSDAY)
    assert "--person p-03 --week 2026-12-10" in error.value.hint
