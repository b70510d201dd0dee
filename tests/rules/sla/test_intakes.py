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


@pytest.mark.parametrize(
    ("service", "codes"),
    [
        ("", ["L012"]),
        ("intake_calendar: intake, ", []),
        ("intake_calendar: intake, channels: [{kind: phone, contact: anna}], ", []),
        (
            "channels: [{kind: phone, contact: anna, intake_calendar: intake}], ",
            ["L012"],  # tickets of other channels
        ),
    ],
)
def test_promises_are_compared_for_tickets_as_they_are_received(
    findings_of: FindingsOf, service: str, codes: list[str]
) -> None:
    same_day = 'first_response: {within: 0 working days, at: "18:00"}'
    next_day = 'resolution: {within: 1 working day, at: "12:00"}'
    intake = '  intake: {extends: office, week: {mon-fri: "00:00-16:00"}}\n'
    found = findings_of(
        ("services/main.yaml", "  wiki: {", f"  wiki: {{{service}"),
        (
            "services/main.yaml",
            "tags: [critical]",
            f"tags: [critical], {service[:-2]}".rstrip(", "),
        ),
        ("calendars.yaml", "calendars:\n", f"calendars:\n{intake}"),
        (
            "sla.yaml",
            "first_response: {within: 40 business hours}",
            f"{same_day}\n      {next_day}",
        ),
    )
    assert [each.code for each in found if each.code != "L011"] == codes  # the mild one is milder
