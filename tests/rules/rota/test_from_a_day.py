"""What of the example's rota does not hold from a day on, each told once and nothing of the past."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from rota.example import FOLDER
from sportello.catalog import load
from sportello.rules import check, codes_of_a_day

NOVEMBER = "2026-11-30"
GAPS = (
    'K007: no shift covers hours of the calendar "phone-hours": Saturday 2 January 2027 09:00-13:00',
    'K008: nobody sits in "direct" while p-01 is absent: Mondays to Wednesdays 09:00-13:00, 3 times, '
    "first Monday 21 December 2026; Mondays to Wednesdays 14:00-17:00, 3 times, first Monday 21 "
    "December 2026",
)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "catalog"))


def told(root: Path, day: str, *changes: tuple[str, str], file: str = "rota.yaml") -> list[str]:
    """Return the codes of a day and what they say of the example with some changes."""
    text = (root / file).read_text()
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    (root / file).write_text(text)
    found = check(load(root), date.fromisoformat(day))
    assert all(each.severity == "warning" and each.hint and each.where for each in found)
    return [f"{each.code}: {each.message}" for each in found if each.code in codes_of_a_day()]


def test_gaps_of_the_example_are_told_with_their_days(example: Path) -> None:
    assert told(example, NOVEMBER) == [*GAPS]


def test_nothing_of_the_past_is_told(example: Path) -> None:
    assert told(example, "2026-12-24") == [GAPS[0]]
    assert told(example, "2027-01-03") == []


def test_without_a_day_nothing_depends_on_it(example: Path) -> None:
    assert check(load(example)) == []


def test_afternoon_without_a_shift_is_told_once(example: Path) -> None:
    (first, _) = told(example, NOVEMBER, ('afternoon: {mon-fri: "', 'afternoon: {mon-thu: "'))
    assert first == (
        'K007: no shift covers hours of the calendar "phone-hours": Fridays 14:00-17:00, 11 times, '
        "first Friday 4 December 2026; Saturday 2 January 2027 09:00-13:00"
    )


def test_cover_who_is_absent_too_is_named(example: Path) -> None:
    absent = ("until: 2026-12-23}", "until: 2026-12-23, cover: p-02}\n"
              "      - {person: p-02, from: 2026-12-23, until: 2026-12-23}")  # fmt: skip
    assert told(example, NOVEMBER, absent)[1] == (
        'K008: nobody sits in "direct" while p-01 and the cover p-02 are absent: '
        "Wednesday 23 December 2026 09:00-13:00; Wednesday 23 December 2026 14:00-17:00"
    )


def test_person_in_two_seats_is_told_once_with_all_days(example: Path) -> None:
    found = told(example, "2027-01-03", ("indirect: [p-11, p-12, p-13]", "indirect: [p-01, p-12]"))
    assert [each for each in found if each.startswith("K010")] == [
        'K010: p-01 sits in "direct" and in "indirect" at once: Mondays to Fridays 09:00-13:00, '
        "10 times, first Monday 11 January 2027; Mondays to Fridays 14:00-17:00, 10 times, first "
        "Monday 11 January 2027"
    ]
    assert [each[:43] for each in found if each.startswith("K011")] == [
        'K011: p-01 sits in "indirect" and is not in'
    ]


def test_person_who_moved_to_another_team_or_left_is_told_from_that_day_on(example: Path) -> None:
    moved = (
        "p-13: {team: indirect-first-level,",
        "p-13: {teams: [{team: indirect-first-level, valid: {until: 2027-01-31}}, "
        "{team: indirect-area, valid: {from: 2027-02-01}}],",
    )
    left = (
        "p-02: {team: direct-area, languages: [it], valid: {from: 2024-09-02}}",
        "p-02: {team: direct-area, valid: {from: 2024-09-02, until: 2027-01-20}}",
    )
    assert told(example, "2027-01-03", moved, left, file="people.yaml") == [
        'K012: p-02 sits in "direct" and is not at the desk then: Mondays to Fridays 09:00-13:00, '
        "7 times, first Thursday 21 January 2027; Mondays to Fridays 14:00-17:00, 7 times, first "
        "Thursday 21 January 2027",
        'K011: p-13 sits in "indirect" and is not in the team "indirect-first-level" then: Mondays '
        "to Fridays 09:00-13:00, 5 times, first Monday 15 February 2027; Mondays to Fridays "
        "14:00-17:00, 5 times, first Monday 15 February 2027",
    ]


def test_person_of_a_team_within_that_of_the_seat_may_sit_there_unless_its_level_is_another(
    example: Path,
) -> None:
    teams = (example / "teams.yaml").read_text()
    within = "  direct-night: {name: Night, provider: two-area-team, parent: direct-area"
    people = ("p-02: {team: direct-area,", "p-02: {team: direct-night,")
    (example / "teams.yaml").write_text(f"{teams}{within}}}\n")
    assert told(example, "2027-01-03", people, file="people.yaml") == []
    (example / "teams.yaml").write_text(f"{teams}{within}, level: 2}}\n")
    assert [each[:4] for each in told(example, "2027-01-03")] == ["K011"]


def test_too_little_rest_is_told_for_whom_and_when(example: Path) -> None:
    found = told(example, "2027-01-03", ("rest: 11 hours", "rest: 17 hours"))
    assert len(found) == 6  # each of the people
    assert found[0] == (
        "K013: p-01 rests less than 17 hours: Tuesdays to Fridays 17:00-09:00, 12 times, first "
        "Tuesday 12 January 2027"
    )


def test_more_than_half_of_four_weeks_is_told_once(example: Path) -> None:
    order = "          indirect: [p-11, p-12, p-13]"
    change = (
        f"direct:   [p-01, p-02, p-03]\n{order}",
        f"direct:   [p-01, p-01, p-01, p-02]\n{order}",
    )
    assert told(example, "2027-01-03", change) == [
        'K014: p-01 sits 75 % of the hours of "direct" in the four weeks from 2027-01-11 on; so in '
        "4 such weeks"
    ]


def test_swap_for_a_closed_day_or_for_who_sits_there_anyway_changes_nothing(example: Path) -> None:
    change = (
        "    swaps:\n",
        "    swaps:\n"
        "      - {date: 2027-01-06, seat: direct, person: p-03}\n"
        "      - {date: 2026-12-04, seat: direct, person: p-01}\n"
        "      - {date: 2026-11-27, seat: direct, person: p-03}\n",
    )
    found = told(example, NOVEMBER, change)
    assert [each for each in found if each.startswith("K015")] == [
        "K015: there is no shift on Wednesday 2027-01-06, for which this swap is",
        'K015: p-01 sits in "direct" on 2026-12-04 anyway',
    ]


def test_rota_that_ends_soon_or_has_ended_is_told(example: Path) -> None:
    assert told(example, "2027-01-29") == []
    (soon,) = told(example, "2027-01-30")
    assert soon == 'K009: the rota "phone" ends on 2027-02-26: nobody is planned after that'
    (late,) = told(example, "2027-03-01")
    assert late == 'K009: the rota "phone" ended on 2027-02-26: nobody is planned after that'


def test_seat_that_no_order_reaches_yet_is_told(example: Path) -> None:
    change = ("- starts: 2026-01-05 Monday", "- starts: 2026-06-01 Monday")
    planned = ("valid: {from: 2026-01-05, ", "valid: {from: 2026-05-25, ")
    found = told(example, "2026-05-01", change, planned)
    assert [each for each in found if "nobody is planned" in each] == [
        f'K008: nobody is planned for the seat "{seat}": Mondays to Fridays 09:00-13:00, 5 times, '
        "first Monday 25 May 2026; Mondays to Fridays 14:00-17:00, 5 times, first Monday 25 May 2026"
        for seat in ("direct", "indirect")
    ]
