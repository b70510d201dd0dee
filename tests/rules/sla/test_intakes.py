"""Channels of one kind, and the hours in which each takes in requests."""

from collections.abc import Callable

import pytest

from sportello.findings import Finding

FindingsOf = Callable[..., list[Finding]]
PORTAL = 'kind: portal, url: "https://{}.acme.example/"'


@pytest.mark.parametrize(
    ("service", "first", "second", "wrong"),
    [
        ("", "intake_calendar: office", "intake_calendar: always", "intake_calendar"),
        ("", "intake_calendar: office", "", "kind"),
        ("", "", "intake_calendar: office", "kind"),
        ("intake_calendar: always, ", "", "intake_calendar: office", "kind"),
        ("intake_calendar: office, ", "", "intake_calendar: office", None),
        ("", "intake_calendar: office", "intake_calendar: office", None),
        ("", "", "", None),
    ],
)
def test_channels_of_a_kind_have_one_intake(
    findings_of: FindingsOf, service: str, first: str, second: str, wrong: str | None
) -> None:
    channels = ", ".join(
        "{" + ", ".join(filter(None, [PORTAL.format(name), intake])) + "}"
        for name, intake in (("one", first), ("two", second))
    )
    always = '  always: {timezone: Europe/Rome, week: {mon-sun: "00:00-24:00"}}\n'
    found = findings_of(
        ("services/main.yaml", "  wiki: {", f"  wiki: {{{service}channels: [{channels}], "),
        ("calendars.yaml", "calendars:\n", f"calendars:\n{always}"),
    )
    assert [each.code for each in found] == (["L036"] if wrong else [])
    if wrong:
        where = found[0].where
        assert where is not None
        assert where.source is not None
        assert where.source[where.column - 1 :].startswith(
            {"kind": "portal", "intake_calendar": "always"}[wrong]
        )
