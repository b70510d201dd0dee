"""What is written in a catalog and has no effect."""

from typing import Any

import pytest
from msgspec.structs import replace

from routing.desk import OFFICE, RULED, box, desk, problems, rule
from sportello.catalog.model import Catalog, TextTest, Years
from sportello.findings import Severity
from sportello.worktime import Calendar

MAILS = {"desk": "desk@mbox.example", "team": "team@mbox.example", "archive": "a@mbox.example"}
ALWAYS = Calendar.from_spec(
    {"timezone": "Europe/Rome", "week": {"mon-sun": ["00:00-24:00"]}}, name="always"
)


def reported(catalog: Catalog) -> list[tuple[str, tuple[str | int, ...], str]]:
    found = problems(catalog)
    assert all(each.severity is Severity.WARNING and each.hint for each in found)
    return [(each.code, each.path, each.message) for each in found]


def ruled(**when: Any) -> Catalog:
    return desk(
        {"a": box("a@01s.it", "desk", rules={"r": rule("team", **when)})},
        MAILS,
        calendars={"always": ALWAYS, "office": OFFICE},
    )


WHEN = ("mailboxes", "a", "rules", "r", "when")


def test_a_calendar_that_is_always_open_is_never_closed() -> None:
    assert reported(ruled(hours="closed", calendar="always")) == [
        (
            "M031",
            (*WHEN, "hours"),
            'the rule "r" of mailbox "a" never holds: the calendar "always" is never closed',
        )
    ]
    assert reported(ruled(hours="open", calendar="always")) == []
    assert reported(ruled(hours="closed", calendar="office")) == []


def test_years_that_a_calendar_does_not_know_are_not_judged() -> None:
    catalog = ruled(hours="closed", calendar="always")
    helpdesk = replace(catalog.helpdesk, years=Years(first=1, last=1))
    assert reported(replace(catalog, helpdesk=helpdesk)) == []


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (
            {"from_": TextTest(is_=("anna",))},
            '"anna" and never finds it: "from" is a whole address',
        ),
        (
            {"from_": TextTest(contains=("Anna Rossi",))},
            '"Anna Rossi" and never finds it: "from" is the address alone, without the name',
        ),
        (
            {"from_": TextTest(ends=("@a.example ",))},
            '"@a.example " and never finds it: an address has no blanks',
        ),
        (
            {"subject": TextTest(starts=(" urgent",))},
            '" urgent" and never finds it: blanks around a header do not count',
        ),
        (
            {"header": {"X-A": TextTest(is_=("a ",))}},
            '"a " and never finds it: blanks around a header do not count',
        ),
    ],
)
def test_a_word_that_is_never_found_is_told(when: dict[str, Any], why: str) -> None:
    assert [(code, message) for code, _, message in reported(ruled(**when))] == [
        ("M032", f'the rule "r" looks for {why}')
    ]


@pytest.mark.parametrize(
    "when",
    [
        {
            "from_": TextTest(
                is_=("a@b.example",), contains=("a",), starts=("a",), ends=("example",)
            )
        },
        {"subject": TextTest(contains=(" urgent ",), starts=("urgent ",), ends=(" now",))},
    ],
)
def test_a_word_that_may_be_found_is_sound(when: dict[str, Any]) -> None:
    assert reported(ruled(**when)) == []


def test_mail_for_the_archive_alone_is_read_by_nobody() -> None:
    catalog = desk({"a": box("a@01s.it", "archive")}, MAILS)
    assert reported(catalog) == [
        (
            "M033",
            ("mailboxes", "a", "deliver_to"),
            'mail of mailbox "a" goes to an archive alone, where nobody reads it',
        )
    ]
    assert reported(RULED) == []


def test_a_destination_stands_once_in_a_list() -> None:
    catalog = desk(
        {"a": box("a@01s.it", "desk", "desk", rules={"r": rule("team", "desk", "team",
            subject=TextTest(is_=("x",)))})},
        MAILS,
        catch_all={"01s.it": ("team", "team")},
    )  # fmt: skip
    message = 'the destination "{}" stands twice in this list, and gets one copy'
    assert reported(catalog) == [
        ("M034", ("mailboxes", "a", "deliver_to", 1), message.format("desk")),
        ("M034", ("mailboxes", "a", "rules", "r", "deliver_to", 2), message.format("team")),
        ("M034", ("catch_all", "01s.it", 1), message.format("team")),
    ]
