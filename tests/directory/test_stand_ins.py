"""Who stands in is there, open when it matters, and never sends anybody round."""

from collections.abc import Callable

import pytest

from sportello.catalog.model import PublicContact, Text
from sportello.directory.stand_ins import goes_round, stand_ins
from sportello.findings import Finding

Findings = Callable[..., list[Finding]]
NIGHTS = """\
holidays:
  italy: {country: IT}
calendars:
  office: {timezone: Europe/Rome, week: {mon-fri: "08:00-18:00"}, holidays: [italy]}
  noon: {timezone: Europe/Rome, week: {mon-fri: "12:00-13:00"}, holidays: [italy]}
  evening: {timezone: Europe/Rome, week: {mon-fri: "17:00-19:00"}}
"""


def contacts(**others: str | None) -> dict[str, PublicContact]:
    return {
        name: PublicContact(name=Text(name), out_of_hours=other) for name, other in others.items()
    }


def test_stand_ins_are_asked_in_their_order_three_at_most() -> None:
    line = contacts(a="b", b="c", c="d", d="e", e=None)
    assert stand_ins(line, "a") == ("b", "c", "d")
    assert stand_ins(line, "e") == ()
    assert stand_ins(line, None) == ()


def test_a_circle_is_told_of_all_that_are_in_it_and_of_nobody_who_leads_there() -> None:
    line = contacts(a="b", b="c", c="b", d="d")
    assert [goes_round(line, name) for name in line] == [(), ("c", "b"), ("b", "c"), ("d",)]
    assert stand_ins(line, "a") == ("b", "c")


def found(findings_of: Findings, *entries: str) -> list[tuple[str, str]]:
    lines = "".join(f"  {each}\n" for each in entries)
    change = ("contacts.yaml", "  anna:", f"{lines}  anna:")
    return [(each.code, each.message) for each in findings_of(change, calendars=NIGHTS)]


DAY = "day: {name: Day, phone: 051/6033266, calendar: office, out_of_hours: late"


@pytest.mark.parametrize(
    ("late", "told"),
    [
        ("phone: 051/6033267", []),
        ("phone: 051/6033267, calendar: evening", []),
        ("phone: 051/6033267, calendar: noon", ["P003"]),
        ("phone: 051/6033267, calendar: noon, out_of_hours: sales", []),
        ("phone: 051/6033267, calendar: office, out_of_hours: day", ["P002", "P002"]),
        ("phone: 051/6033267, valid: {until: 2026-12-31}", ["P005"]),
        ("phone: 051/6033267, valid: {from: 2026-12-31}", ["P005"]),
        ("phone: 051/6033267, visibility: internal", ["P005"]),
        ("calendar: evening", ["C002", "P005"]),
    ],
)  # fmt: skip
def test_a_stand_in_is_there_and_open_while_the_contact_is_closed(
    findings_of: Findings, late: str, told: list[str]
) -> None:
    codes = [code for code, _ in found(findings_of, DAY + "}", f"late: {{name: Late, {late}}}")]
    assert sorted(codes) == told


def test_a_stand_in_may_leave_with_the_contact(findings_of: Findings) -> None:
    until = "valid: {until: 2026-12-31}"
    late = f"late: {{name: Late, phone: 051/6033267, {until}}}"
    assert found(findings_of, f"{DAY}, {until}}}", late) == []


def test_nobody_stands_in_for_a_contact_without_hours(findings_of: Findings) -> None:
    day = "day: {name: Day, phone: 051/6033266, out_of_hours: sales}"
    message = '"day" has no calendar, so it is never closed, and nobody ever stands in for it'
    assert found(findings_of, day) == [("P003", message)]
