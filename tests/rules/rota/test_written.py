"""What is written in a rota fits together, on whatever day."""

from pathlib import Path
from shutil import copytree

import pytest

from rota.example import FOLDER
from sportello.catalog import load
from sportello.rules import check

SWAP = "      - {date: 2026-12-09, seat: direct, shift: morning, person: p-03}"
INDIRECT = "          indirect: [p-11, p-12, p-13]"


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "line"),
    [
        ("seat: direct, shift", "seat: diret, shift", "K016", 'this rota has no seat "diret"', 27),
        ("shift: morning", "shift: night", "K016", 'this rota has no shift "night"', 27),
        (INDIRECT, INDIRECT.replace("indirect:", "indirekt:"), "K016",
         'this rota has no seat "indirekt"', 25),
        (SWAP, f"{SWAP}\n{SWAP}", "K001",
         'two swaps are for 2026-12-09 and the seat "direct" in the shift "morning"', 28),
        (SWAP, f"{SWAP}\n      - {{date: 2026-12-09, seat: direct, person: p-01}}", "K001",
         'two swaps are for 2026-12-09 and the seat "direct" in the shift "morning"', 28),
        ("2026-09-07 Monday", "2026-01-05 Monday", "K001", "two orders start on 2026-01-05", 21),
        ('{mon-fri: "14:00-17:00"}', '{mon-thu: "14:00-17:00", fri: "12:00-17:00"}', "K002",
         'the shifts "morning" (09:00-13:00) and "afternoon" (12:00-17:00) overlap on fri', 13),
        ('{mon-fri: "14:00-17:00"}', '{sun: "22:00-10:00"}', "K002",
         'the shifts "morning" (09:00-13:00) and "afternoon" (22:00-10:00) overlap on mon', 13),
        ("cover: p-11", "cover: p-13", "K017", "p-13 is absent and cannot be the cover", 29),
        (INDIRECT, "", "K003", 'nobody takes turns in "indirect" from 2026-09-07 on', 23),
        (INDIRECT, "          indirect: [p-11, p-11]", "K004",
         'p-11 alone takes turns in "indirect": every absence is a gap', 25),
        ("rest: 11 hours", "rest: 11 business hours", "K006",
         '"11 business hours" is not counted day and night', 31),
        ("until: 2026-12-18", "until: 2026-12-10", "D001", "2026-12-10 is before 2026-12-17", 29),
        ("until: 2027-02-26", "until: 2025-02-26", "D001", "2025-02-26 is before 2026-01-05", 32),
        ("person: p-03", "person: p-33", "R001", 'unknown person "p-33"', 27),
        (INDIRECT, "          indirect: [p-11, p-22]", "R001", 'unknown person "p-22"', 25),
    ],
)  # fmt: skip
def test_mistake_is_told_once_where_it_stands(
    tmp_path: Path, old: str, new: str, code: str, message: str, line: int
) -> None:
    root = Path(copytree(FOLDER, tmp_path / "catalog"))
    text = (root / "rota.yaml").read_text()
    assert text.count(old) == 1
    (root / "rota.yaml").write_text(text.replace(old, new))
    found = {
        (each.code, each.message, each.where.line if each.where else 0)
        for each in check(load(root))
    }
    assert found == {(code, message, line)}


def test_rota_of_seats_alone_is_no_plan_and_no_mistake(tmp_path: Path) -> None:
    root = Path(copytree(FOLDER, tmp_path / "catalog"))
    text = (root / "rota.yaml").read_text()
    seats = text[: text.index("    shifts:")]
    (root / "rota.yaml").write_text(seats)
    assert check(load(root)) == []
    (root / "rota.yaml").write_text(f'{seats}    shifts: {{all: {{mon-fri: "09:00-17:00"}}}}\n')
    (found,) = check(load(root))
    assert (found.code, found.message) == (
        "K005",
        "this rota has shifts and no turns: nobody sits there",
    )
