"""How the hours fall on people: absences and holidays make no debt."""

from datetime import date

import pytest

from rota.example import EXAMPLE, with_rota
from sportello.catalog.model import Absence, Day
from sportello.rota import CompiledRota, four_weeks, shares

FIRST, LAST = date(2026, 9, 7), date(2026, 11, 29)
"""Twelve weeks, in which each of three has four turns, and no holiday is."""


def test_equal_turns_are_equal_shares() -> None:
    rota = CompiledRota(EXAMPLE, "phone")
    found = [each for each in shares(rota, rota.sittings(FIRST, LAST)) if each.seat == "direct"]
    assert [each.person for each in found] == ["p-01", "p-02", "p-03"]
    assert {each.seconds // 3600 for each in found} == {4 * 35}
    assert {(each.shifts, each.first, each.last, each.fridays) for each in found} == {
        (40, 20, 20, 4)
    }
    assert [each.share for each in found] == pytest.approx([1, 1, 1])


def test_absence_in_the_weeks_of_others_makes_no_debt_and_its_cover_shows() -> None:
    away = Absence(person="p-01", from_=Day("2026-09-07"), until=Day("2026-09-27"), cover="p-02")
    rota = CompiledRota(with_rota(absences=(away,)), "phone")
    found = {each.person: each for each in shares(rota, rota.sittings(FIRST, LAST))}
    # In these three weeks the hours fall to two; p-01 misses one turn and owes none of it.
    assert found["p-01"].share == pytest.approx(3 / 3)
    assert found["p-02"].share == pytest.approx(5 / (3 + 1.5))
    assert found["p-03"].share == pytest.approx(4 / (3 + 1.5))


def test_day_beside_a_holiday_is_counted() -> None:
    rota = CompiledRota(EXAMPLE, "phone")
    found = shares(rota, rota.sittings(date(2026, 12, 7), date(2026, 12, 11)))
    # The 8th is a holiday: p-02 sits on the 7th, and on the afternoon of the 9th.
    assert [(each.person, each.beside_holidays) for each in found if each.seat == "direct"] == [
        ("p-01", 0),
        ("p-02", 2),
        ("p-03", 1),
    ]


def test_four_weeks_are_counted_from_every_monday() -> None:
    rota = CompiledRota(EXAMPLE, "phone")
    found = [*four_weeks(rota.sittings(FIRST, date(2026, 10, 11)))]  # five weeks
    direct = [each for each in found if each.seat == "direct"]
    assert [str(each.begins) for each in direct[::3]] == ["2026-09-07", "2026-09-14"]
    assert {each.of // 3600 for each in direct} == {140}
    assert sum(each.seconds for each in direct) == 2 * 140 * 3600
    assert {each.longest_day // 3600 for each in direct} == {7}
