"""An exception by rule that never has an effect is told, with the reason."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

Findings = Callable[..., list[Finding]]


def office(*exceptions: str, week: str = "mon-fri") -> str:
    lines = "".join(f"      - {{{each}}}\n" for each in exceptions)
    return f"""\
holidays:
  italy: {{country: IT}}
calendars:
  office:
    timezone: Europe/Rome
    week: {{{week}: "08:00-18:00"}}
    holidays: [italy]
    exceptions:
{lines}"""


@pytest.mark.parametrize(
    "exception",
    [
        'date: --12-24, open: "09:00-13:00"',
        "date: --12-24, closed: true",
        'date: easter - 46 days, open: "12:00-17:00"',
        'date: 2nd sat, open: "09:00-13:00"',
        "date: last fri, closed: true",
        'date: day before holiday, open: "08:00-17:00"',
        'date: --12-25, open: "09:00-13:00", days: all',
        "date: --02-29, closed: true",
        'date: 5th sat of february, open: "09:00-13:00"',
    ],
)
def test_a_rule_with_an_effect_is_no_finding(findings_of: Findings, exception: str) -> None:
    assert findings_of(calendars=office(exception)) == []


@pytest.mark.parametrize(
    ("exceptions", "message", "hint"),
    [
        (["date: 2nd sat, closed: true"], "its days are closed anyway", "correct it, or remove it"),
        (
            ['date: --12-25, open: "09:00-13:00"'],
            "its days are closed otherwise",
            'write "days: all" if they are to open',
        ),
        (
            ['date: easter, open: "09:00-13:00"'],
            "its days are closed otherwise",
            'write "days: all" if they are to open',
        ),
        (
            ['date: --12-24, open: "08:00-18:00"'],
            "its days have the same ones without it",
            "correct them, or remove it",
        ),
        (
            ['date: last fri, open: "08:00-12:00"', "date: last fri of may, closed: true"],
            'on all its days "last fri" holds, of two rules the first',
            "remove one of the two, or write the one for fewer days first",
        ),
        (
            ['date: --12-24, open: "08:00-12:00"'] * 2,
            'on all its days "--12-24" holds, of two rules the first',
            "remove one of the two, or write the one for fewer days first",
        ),
    ],
)
def test_a_rule_without_an_effect_is_told_with_the_reason(
    findings_of: Findings, exceptions: list[str], message: str, hint: str
) -> None:
    (found,) = findings_of(calendars=office(*exceptions))
    assert (found.code, found.severity) == ("D013", "warning")
    assert (found.message, found.hint) == (f"this never changes the hours: {message}", hint)
    assert found.where is not None
    assert found.where.line == 8 + len(exceptions)


def test_a_rule_with_no_day_is_told(findings_of: Findings) -> None:
    edit = ("helpdesk.yaml", "years: {first: 2026, last: 2027}", "years: {first: 2099, last: 2100}")
    exceptions = office('date: 5th sun of february, open: "09:00-13:00"')
    found = {each.code: each for each in findings_of(edit, calendars=exceptions)}
    assert found["D013"].message == (
        "this never changes the hours: it has no day from 2099 to 2100"
    )


def test_an_inherited_rule_is_judged_where_it_is_written(findings_of: Findings) -> None:
    heir = '  night:\n    extends: office\n    week: {sun: "10:00-12:00"}\n'
    text = office('date: --12-24, open: "09:00-13:00"', "date: last fri, closed: true") + heir
    assert findings_of(calendars=text) == []


def test_what_is_nearly_a_rule_is_proposed_at_its_place(findings_of: Findings) -> None:
    (found,) = findings_of(calendars=office("date: second saturday, closed: true"))
    assert found.code == "S005"
    assert found.message == '"second saturday" is not a date'
    assert found.hint.startswith('did you mean "2nd sat"? write it like 2026-08-14, --12-24, ')
