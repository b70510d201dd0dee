"""The hours of a shift are judged as those of a calendar, each at its place."""

from collections.abc import Callable

import pytest

from sportello.catalog import load
from sportello.findings import Finding
from sportello.worktime import Hours

Findings = Callable[..., list[Finding]]
ROTA = """\
rotas:
  phone:
    name: Phone
    provider: acme
    calendar: office
    seats: {first: {team: front}}
    shifts:
      morning: {mon-fri: "08:00-13:00"}
      afternoon: SHIFT
"""
TEAMS = "teams: {front: {name: Front, provider: acme}}"


def rota(shift: str) -> str:
    return ROTA.replace("SHIFT", shift)


@pytest.mark.parametrize(
    ("shift", "code", "message", "hint"),
    [
        ('{mon-fri: "13-18"}', "S005", '"13-18" is not opening hours', 'write "08:00-18:00"'),
        ('{mon-fri: "13.00-18.00"}', "S005", '"13.00-18.00" is not', 'write "13:00-18:00"'),
        ('{lun: "13:00-18:00"}', "S001", '"lun" is not a day of the week', 'write "mon"'),
        ('{mon: "13:00-18:00", mon-tue: "13:00-15:00"}', "W006", "mon is given twice", "keep one"),
        ("{mon-fri: closed}", "S007", 'the shift "afternoon" has no hours', "write its hours"),
        ("{}", "S007", 'the shift "afternoon" has no hours', "write its hours"),
        ('"13:00-18:00"', "S003", "cannot stand here", 'write it like {mon-fri: "09:00-13:00"}'),
    ],
)
def test_hours_that_cannot_be_read_are_told_once_at_their_line(
    findings_of: Findings, shift: str, code: str, message: str, hint: str
) -> None:
    (found,) = findings_of(teams=TEAMS, rota=rota(shift))
    assert (found.code, found.where.line if found.where else 0) == (code, 9)
    assert message in found.message
    assert hint in found.hint


def test_shift_that_cannot_be_read_costs_no_more_than_itself(
    catalog_at: Callable[..., object],
) -> None:
    loaded = load(catalog_at(teams=TEAMS, rota=rota('{mon-fri: "13-18"}')))  # type: ignore[arg-type]
    (found,) = loaded.catalog.rotas.values()
    assert [*found.shifts] == ["morning"]
    assert found.shifts["morning"].on(4) == (Hours(8 * 3600, 13 * 3600),)
    assert "rotas" in loaded.incomplete
