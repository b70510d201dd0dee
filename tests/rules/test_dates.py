"""Ends before beginnings, and announcements that contradict each other."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

from .sla.text import sla

Findings = Callable[..., list[Finding]]
BACKWARDS = "valid: {from: 2026-02-01, until: 2026-01-31}"


@pytest.mark.parametrize(
    "text",
    [
        sla(more=f"contracts: {{gold: {{customer: Comune, {BACKWARDS}}}}}\n"),
        sla(
            more="operational_levels:\n  second: {name: S, team: second, targets: {resolution: "
            f"{{within: 1 business hour}}}}, {BACKWARDS}}}\n"
        ),
        sla(
            priority="priority: {set_by: desk, default: ordinary, rules: {a: {when: {cause: [bug]},"
            f" severity: high, why: A, {BACKWARDS}}}}}}}\n"
        ),
    ],
)
def test_end_before_its_beginning_is_found_in_every_section(
    findings_of: Findings, text: str
) -> None:
    found = findings_of(sla=text, teams="teams: {second: {name: Second, provider: acme}}")
    (backwards,) = [each for each in found if each.code == "D001"]
    assert backwards.message == "2026-01-31 is before 2026-02-01"


def announcements(second: str) -> str:
    return f"""\
announcements:
  go-live: {{title: Go-live, kind: go-live, from: 2026-05-02, until: 2026-05-15, calendars: [office], open: ["08:00-20:00"], days: all}}
  move: {{title: Move, kind: maintenance, {second}}}
"""


@pytest.mark.parametrize(
    ("second", "days", "change"),
    [
        ("from: 2026-05-10, until: 2026-05-20, calendars: [office], closed: true",
         "from 2026-05-10 to 2026-05-15", 'closes "office"'),
        ("from: 2026-05-15, until: 2026-05-15, calendars: [office], open: ['08:00-09:00', '10:00-12:00']",
         "on 2026-05-15", 'opens "office" 08:00-09:00, 10:00-12:00'),
        ("from: 2026-05-15, until: 2026-05-17, calendars: [office], open: ['08:00-20:00'], days: working",
         "on 2026-05-15", 'opens "office" 08:00-20:00 on working days'),
    ],
)  # fmt: skip
def test_announcement_that_contradicts_an_earlier_one_is_found_once(
    findings_of: Findings, second: str, days: str, change: str
) -> None:
    found = findings_of(announcements=announcements(second))
    (contradiction,) = [each for each in found if each.code == "D004"]
    assert contradiction.message == (
        f'{days} this {change}, but the announcement "go-live" opens "office" 08:00-20:00, which'
        " holds"
    )
    assert contradiction.where is not None
    assert contradiction.where.line == 3


@pytest.mark.parametrize(
    "second",
    [
        "from: 2026-05-16, until: 2026-05-20, calendars: [office], closed: true",
        "from: 2026-05-02, until: 2026-05-20, calendars: [shop], closed: true",
        "from: 2026-05-02, until: 2026-05-20",
    ],
)
def test_announcements_for_other_days_or_calendars_do_not_contradict(
    findings_of: Findings, second: str
) -> None:
    shop = ("calendars.yaml", "calendars:", "calendars:\n  shop: {extends: office}")
    assert findings_of(shop, announcements=announcements(second)) == []


def test_announcement_that_repeats_an_inherited_exception_is_left_to_the_calendar(
    findings_of: Findings,
) -> None:
    change = (
        "calendars.yaml",
        "calendars:",
        'calendars:\n  shop: {extends: office, exceptions: [{date: 2026-06-01, open: "08:00-20:00"}]}',
    )
    second = "from: 2026-05-20, until: 2026-05-21, calendars: [shop], closed: true"
    assert findings_of(change, announcements=announcements(second)) == []


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ("from: 2026-05-21, until: 2026-05-20", "2026-05-20 is before 2026-05-21"),
        (
            "from: 2026-05-21, until: 2026-05-21, ended: 2026-05-20",
            "2026-05-20 is before 2026-05-21",
        ),
        ("from: 2026-05-21T10:00, until: 2026-05-21T10:00", "2026-05-21 10:00 is when it begins"),
        ("from: 2026-05-21T10:00, until: 2026-05-20", "2026-05-20 is before 2026-05-21 10:00"),
    ],
)
def test_announcement_that_ends_too_early_says_how(
    findings_of: Findings, days: str, message: str
) -> None:
    found = findings_of(announcements=announcements(days))
    assert [each.message for each in found if each.code == "D001"] == [message]


@pytest.mark.parametrize("hours", ['open: ["08:00-09:00"]', "closed: true"])
def test_announcement_that_changes_hours_names_the_calendars(
    findings_of: Findings, hours: str
) -> None:
    found = findings_of(
        announcements=announcements(f"from: 2026-05-20, until: 2026-05-20, {hours}")
    )
    assert [(each.code, each.message) for each in found] == [
        ("D002", "this does not say of which calendars")
    ]


@pytest.mark.parametrize(
    ("kind", "hours", "codes"),
    [
        ("closure", "open: ['08:00-09:00']", ["D006"]),
        ("extraordinary-cover", "closed: true", ["D006"]),
        ("closure", "closed: true", []),
        ("extraordinary-cover", "open: ['08:00-20:00']", []),
        ("maintenance", "closed: true", []),
        # Told as both open and closed.
        ("closure", "closed: true, open: ['08:00-09:00']", ["D002"]),
    ],
)
def test_kind_of_an_announcement_is_what_it_does(
    findings_of: Findings, kind: str, hours: str, codes: list[str]
) -> None:
    text = f"announcements: {{a: {{title: A, kind: {kind}, from: 2026-05-20, until: 2026-05-20, calendars: [office], {hours}}}}}"
    assert [each.code for each in findings_of(announcements=text)] == codes


TWO_PROVIDERS = {
    "providers": "providers: {acme: {name: ACME}, zeta: {name: Zeta}}",
    "contacts": "contacts:\n  sales: {name: Sales, provider: acme, mail: sales@acme.example}\n"
    "  anna: {name: Anna, kind: person, phone: 051/6033266, calendar: annas}\n",
}
CALENDARS = (
    "calendars.yaml",
    "calendars:",
    "calendars:\n  zetas: {extends: office}\n  annas: {extends: office}",
)


@pytest.mark.parametrize(
    ("about", "calendars", "codes"),
    [
        ("providers: [acme]", "office", ["D016"]),
        ("services: [pump]", "office", []),
        # Of a contact of the sheet, and of a promise.
        ("services: [wiki]", "annas", []),
        ("services: [wiki]", "zetas", []),
        ("services: [pump]", "annas", ["D005"]),
        ("providers: [acme]", "office, zetas, annas", ["D005"]),
        ("providers: [zeta]", "office", ["D005"]),
        ("providers: [zeta, acme]", "office", ["D016"]),
    ],
)
def test_announcement_changes_hours_of_what_it_is_about(
    findings_of: Findings, about: str, calendars: str, codes: list[str]
) -> None:
    text = f"announcements: {{a: {{title: A, kind: closure, from: 2026-05-20, until: 2026-05-20, closed: true, {about}, calendars: [{calendars}]}}}}"
    policy = "w: {name: W, when: {service: [wiki]}, targets: {first_response: {within: 1 business hour, calendar: zetas}}}"
    if "office, zetas" in calendars:
        policy = ""
    found = findings_of(CALENDARS, announcements=text, sla=sla(policy), **TWO_PROVIDERS)
    assert [each.code for each in found] == codes


CHRISTMAS = 'from: 2026-12-24, to: 2027-01-06, open: "09:00-13:00"'
OPENED = (
    'this opens "office" on days that are closed otherwise: 2026-12-25 (Christmas Day),'
    " 2026-12-26 (Saint Stephen's Day, Boxing Day), 2026-12-27 (Sunday), 2027-01-01 (New Year's Day),"
    " 2027-01-02 (Saturday), 2027-01-03 (Sunday), 2027-01-06 (Epiphany)"
)


def excepted(exception: str) -> tuple[str, str, str]:
    return ("calendars.yaml", "    week:", f"    exceptions: [{{{exception}}}]\n    week:")


def test_opening_on_holidays_and_sundays_must_be_meant(findings_of: Findings) -> None:
    (found,) = findings_of(excepted(CHRISTMAS))
    assert (found.code, found.severity, found.message) == ("D007", "warning", OPENED)
    assert 'write "days: working" to leave them closed' in found.hint
    assert found.where is not None
    assert found.where.line == 6


@pytest.mark.parametrize(
    "exception",
    [
        f"{CHRISTMAS}, days: working",
        f"{CHRISTMAS}, days: all",
        # One date, written as such, is meant.
        'date: 2026-12-25, open: "09:00-13:00"',
        'from: 2026-12-28, to: 2026-12-31, open: "09:00-13:00"',
        "from: 2026-12-24, to: 2027-01-06, closed: true",
    ],
)
def test_an_exception_that_says_what_it_means_is_right(
    findings_of: Findings, exception: str
) -> None:
    assert findings_of(excepted(exception)) == []


def test_an_exception_that_others_inherit_is_told_once(findings_of: Findings) -> None:
    child = ("calendars.yaml", "calendars:", "calendars:\n  shop: {extends: office}")
    assert [each.code for each in findings_of(excepted(CHRISTMAS), child)] == ["D007"]


def test_the_same_exception_of_two_calendars_is_told_of_both(findings_of: Findings) -> None:
    shop = (
        f"  shop: {{timezone: UTC, week: {{mon-fri: 09:00-12:00}}, exceptions: [{{{CHRISTMAS}}}]}}"
    )
    other = ("calendars.yaml", "calendars:", f"calendars:\n{shop}")
    assert [each.code for each in findings_of(excepted(CHRISTMAS), other)] == ["D007", "D007"]


def test_a_calendar_that_inherits_an_exception_is_told_of_the_days_that_it_alone_has_closed(
    findings_of: Findings,
) -> None:
    base = (
        "calendars.yaml",
        "calendars:",
        "calendars:\n  base: {timezone: Europe/Rome, week: {mon-sun: '08:00-18:00'},"
        f" exceptions: [{{{CHRISTMAS}}}]}}",
    )
    child = (
        "calendars.yaml",
        "    timezone: Europe/Rome\n    week:",
        "    extends: base\n    week:",
    )
    (found,) = findings_of(base, child)
    assert (found.code, found.message) == ("D007", OPENED)
    assert found.hint.startswith(
        'write "days: working" in the exception 2026-12-24 to 2027-01-06 to leave them closed'
    )
    assert found.where is not None
    assert found.where.line == 6


def test_many_dates_are_counted(findings_of: Findings) -> None:
    (found,) = findings_of(excepted('from: 2026-01-01, to: 2026-12-31, open: "09:00-13:00"'))
    assert found.message.count("(") == 10
    assert found.message.endswith(" and 101 more")


def cover(hours: str) -> str:
    span = "from: 2026-12-24, until: 2027-01-06"
    return f"announcements: {{a: {{title: A, kind: go-live, {span}, calendars: [office, shop], {hours}}}}}"


@pytest.mark.parametrize(
    ("hours", "codes"),
    [
        ('open: ["09:00-13:00"]', ["D007"]),
        ('open: ["09:00-13:00"], days: working', []),
        ('open: ["09:00-13:00"], days: all', []),
        ("closed: true", []),
        ("closed: true, days: all", ["W007"]),
        ("days: all", ["D002", "D002"]),
        ('open: ["09:00-13:00"], days: some', ["S004"]),
    ],
)
def test_an_announcement_says_on_which_days_it_opens(
    findings_of: Findings, hours: str, codes: list[str]
) -> None:
    child = ("calendars.yaml", "calendars:", "calendars:\n  shop: {extends: office}")
    found = findings_of(child, announcements=cover(hours))
    assert [each.code for each in found] == codes
    if codes == ["D007"]:
        assert found[0].message == OPENED


def test_an_announcement_on_working_days_does_not_speak_for_an_exception_on_all(
    findings_of: Findings,
) -> None:
    text = cover('open: ["09:00-13:00"], days: working').replace("office, shop", "office")
    found = findings_of(excepted(CHRISTMAS), announcements=text)
    assert {each.code for each in found} == {"D004", "D007"}


HALF = 'from: 2026-10-26, to: 2026-10-28, open: "{}"'


@pytest.mark.parametrize(
    ("hours", "days", "codes"),
    [
        ("10:00-16:00", "", ["D007"]),
        ("10:00-13:00", "", []),  # the holiday begins at 13:00
        ("10:00-16:00", ", days: working", []),
        ("10:00-16:00", ", days: all", []),
    ],
)
def test_opening_on_the_holiday_half_of_a_day_must_be_meant(
    findings_of: Findings, hours: str, days: str, codes: list[str]
) -> None:
    turkey = ("calendars.yaml", "country: IT", "country: TR")
    found = findings_of(turkey, excepted(HALF.format(hours) + days))
    told = [each for each in found if each.severity != "note"]
    assert [each.code for each in told] == codes
    assert all(
        "closed otherwise: 2026-10-28 (Republic Day (from 1pm))" in each.message for each in told
    )


def test_dates_after_the_known_holidays_are_not_judged(findings_of: Findings) -> None:
    hungary = ("calendars.yaml", "country: IT", "country: LK")
    late = excepted('from: 2027-01-01, to: 2027-01-31, open: "09:00-13:00"')
    assert "D007" not in {each.code for each in findings_of(hungary, late)}
