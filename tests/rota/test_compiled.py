"""Who sits where in the example, and what becomes of holidays, swaps, absences and handovers."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from rota.example import EXAMPLE, sittings, with_rota
from sportello.catalog.model import Absence, Day, Swap, Turns, Valid
from sportello.rota import CompiledRota, seated

ROME = ZoneInfo("Europe/Rome")


def people(first: date, last: date, seat: str = "direct", **fields: Any) -> list[str]:
    """Return a line a sitting: its date, shift and person, and why if not by the order."""
    return [
        f"{each.date} {each.shift} {each.person or 'nobody'}"
        + (f" ({each.chosen.because}, {each.chosen.instead_of})" if each.chosen.instead_of else "")
        for each in sittings(with_rota(**fields), first, last)
        if each.seat == seat
    ]


def test_turns_move_on_with_the_week_and_pass_over_holidays() -> None:
    assert people(date(2026, 12, 4), date(2026, 12, 10)) == [
        "2026-12-04 morning p-01",
        "2026-12-04 afternoon p-01",
        "2026-12-07 morning p-02",
        "2026-12-07 afternoon p-02",
        "2026-12-09 morning p-03 (swap, p-02)",
        "2026-12-09 afternoon p-02",
        "2026-12-10 morning p-02",
        "2026-12-10 afternoon p-02",
    ]


def test_a_new_order_leaves_the_old_one_true() -> None:
    assert people(date(2026, 9, 4), date(2026, 9, 4), "indirect")[0] == "2026-09-04 morning p-11"
    assert people(date(2026, 9, 25), date(2026, 9, 25), "indirect")[0] == "2026-09-25 morning p-13"


def test_who_is_absent_is_covered_or_leaves_the_seat_empty() -> None:
    assert people(date(2026, 12, 18), date(2026, 12, 18), "indirect") == [
        "2026-12-18 morning p-11 (cover, p-13)",
        "2026-12-18 afternoon p-11 (cover, p-13)",
    ]
    assert people(date(2026, 12, 21), date(2026, 12, 21)) == [
        "2026-12-21 morning nobody (absent, p-01)",
        "2026-12-21 afternoon nobody (absent, p-01)",
    ]


def test_cover_who_is_absent_too_is_no_cover() -> None:
    away = Absence(person="p-11", from_=Day("2026-12-18"), until=Day("2026-12-18"))
    absences = (*EXAMPLE.rotas["phone"].absences, away)
    assert people(date(2026, 12, 18), date(2026, 12, 18), "indirect", absences=absences) == [
        "2026-12-18 morning nobody (absent, p-13)",
        "2026-12-18 afternoon nobody (absent, p-13)",
    ]


def test_who_is_absent_does_not_sit_by_a_swap_either() -> None:
    swap = Swap(date=Day("2026-12-17"), seat="direct", person="p-13")
    assert people(date(2026, 12, 17), date(2026, 12, 17), swaps=(swap,)) == [
        "2026-12-17 morning p-11 (cover, p-13)",
        "2026-12-17 afternoon p-11 (cover, p-13)",
    ]


def test_turns_of_working_days_wait_on_a_holiday_and_those_of_days_do_not() -> None:
    order = {"direct": ("p-01", "p-02", "p-03")}

    def morning(turn: str, starts: str = "2026-12-07") -> list[str]:
        turns = (Turns(starts=Day(starts), turn=turn, order=order),)  # type: ignore[arg-type]
        found = people(date(2026, 12, 7), date(2026, 12, 11), turns=turns, swaps=())
        return [each[8:10] + each[-2:] for each in found if "morning" in each]

    assert morning("working day") == ["0701", "0902", "1003", "1101"]
    assert morning("day") == ["0701", "0903", "1001", "1102"]
    # The first working day has the first turn, though the turns start on the Sunday before.
    assert morning("working day", "2026-12-06") == ["0701", "0902", "1003", "1101"]


def test_outside_of_what_is_planned_nobody_sits_there() -> None:
    valid = Valid(until=Day("2026-12-10"))
    assert people(date(2026, 12, 10), date(2026, 12, 11), valid=valid) == [
        "2026-12-10 morning p-02",
        "2026-12-10 afternoon p-02",
        "2026-12-11 morning nobody",
        "2026-12-11 afternoon nobody",
    ]


def test_at_the_handover_the_next_one_sits() -> None:
    turns = tuple(replace(each, turn="day") for each in EXAMPLE.rotas["phone"].turns[1:])
    shifts = with_rota(turns=turns, shifts=EXAMPLE.rotas["phone"].shifts)

    def direct(at: datetime) -> str | None:
        sitting = seated(shifts, "phone", at)["direct"]
        return sitting.shift if sitting else None

    assert direct(datetime(2026, 12, 10, 12, 59, 59, tzinfo=ROME)) == "morning"
    assert direct(datetime(2026, 12, 10, 13, 0, tzinfo=ROME)) is None
    assert direct(datetime(2026, 12, 10, 14, 0, tzinfo=ROME)) == "afternoon"


def test_extraordinary_opening_that_no_shift_covers_is_a_gap() -> None:
    rota, first, last = CompiledRota(EXAMPLE, "phone"), date(2026, 12, 1), date(2027, 1, 31)
    found = rota.gaps(rota.sittings(first, last), first, last)
    assert [(str(each.date), each.seat, each.sitting and each.sitting.shift) for each in found] == [
        *((f"2026-12-{day}", "direct", shift) for day in (21, 22, 23) for shift in rota.shifts),
        ("2027-01-02", "direct", None),
        ("2027-01-02", "indirect", None),
    ]


def test_shift_outside_of_the_hours_to_cover_is_no_work() -> None:
    calendars = EXAMPLE.calendars
    rota = CompiledRota(EXAMPLE, "phone")
    longer = with_rota(
        shifts={"all": type(rota.rota.shifts["morning"])({"mon-sun": "08:00-18:00"})}
    )
    found = CompiledRota(longer, "phone").sittings(date(2026, 12, 11), date(2026, 12, 13))
    direct = [each for each in found if each.seat == "direct"]
    assert [(each.end - each.start) // 3600 for each in direct] == [4, 3]
    assert calendars["phone-hours"].openings(date(2026, 12, 11)) == [each[:2] for each in direct]


def test_without_a_calendar_the_shifts_are_what_must_be_covered() -> None:
    alone = with_rota(contact=None)
    rota, day = CompiledRota(alone, "phone"), date(2026, 12, 8)
    found = rota.sittings(day, day)
    assert {each.person for each in found} == {"p-02", "p-12"}  # a holiday is none to a rota alone
    assert rota.gaps(found, day, day) == ()
