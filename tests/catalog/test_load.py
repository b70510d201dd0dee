"""A directory becomes a catalog; each mistake costs no more than itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.findings import Finding

Findings = Callable[..., list[Finding]]
Write = Callable[..., Path]
SERVICES = "services/main.yaml"


def at(finding: Finding) -> tuple[str, int, int]:
    """The place of a finding: file name, line, column."""
    assert finding.where is not None
    return Path(finding.where.file).name, finding.where.line, finding.where.column


def test_small_catalog_is_sound(findings_of: Findings) -> None:
    assert findings_of() == []


def test_real_catalog_is_sound(real: object) -> None:
    assert real.findings == ()  # type: ignore[attr-defined]


def test_defaults_hold_for_each_service(catalog_at: Write) -> None:
    services = load(catalog_at()).catalog.services
    assert {service.calendar for service in services.values()} == {"office"}
    assert list(services) == ["wiki", "pump"]


def test_service_overrides_its_defaults(catalog_at: Write) -> None:
    root = catalog_at((SERVICES, "name: Wiki,", "name: Wiki, provider: other,"),
                      ("providers.yaml", "  acme:", "  other: {name: Other}\n  acme:"))  # fmt: skip
    assert load(root).catalog.services["wiki"].provider == "other"


def test_missing_directory_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "nothing")


def test_empty_directory_misses_the_helpdesk(tmp_path: Path) -> None:
    (finding,) = load(tmp_path).findings
    assert (finding.code, finding.message) == ("F002", "helpdesk.yaml is missing")


@pytest.mark.parametrize(
    ("change", "code", "place", "message", "hint"),
    [
        ((SERVICES, "mailbox: help, contacts", "mialbox: help, contacts"), "S001",
         ("main.yaml", 8, 22), 'unknown key "mialbox"', 'did you mean "mailbox"?'),
        ((SERVICES, "mailbox: help, tags", "mailbox: halp, tags"), "R001",
         ("main.yaml", 9, 48), 'unknown mailbox "halp"', 'did you mean "help"?'),
        ((SERVICES, "calendar: office", "calendar: ofice"), "R001",
         ("main.yaml", 6, 13), 'unknown calendar "ofice"', 'did you mean "office"?'),
        (("contacts.yaml", "mail: sales@acme.example", "mail: sales"), "S005",
         ("contacts.yaml", 2, 69), '"sales" is not a mail address', "write name@domain"),
        (("contacts.yaml", "051/6033266", "12"), "S003",
         ("contacts.yaml", 3, 43), '"12" cannot stand here; expected a text',
         'put it in quotes: "12"'),
        (("helpdesk.yaml", "Europe/Rome", "Europe/Roma"), "S005",
         ("helpdesk.yaml", 3, 11), '"Europe/Roma" is not a time zone',
         'did you mean "Europe/Rome"?'),
        (("helpdesk.yaml", "https://support.example/", "javascript:alert(1)"), "S005",
         ("helpdesk.yaml", 4, 7), '"javascript:alert(1)" is not a web address',
         "write it from https:// on"),
        (("helpdesk.yaml", "last: 2027", "last: 2127"), "S007",
         ("helpdesk.yaml", 5, 28), "2127 is too large", "write 2100 or less"),
        (("sla.yaml", "set_by: desk", "set_by: dsek"), "S004",
         ("sla.yaml", 5, 11), '"dsek" is not possible here', 'did you mean "desk"?'),
        (("sla.yaml", "within: 40 business hours", "within: 40 days"), "S005",
         ("sla.yaml", 23, 32), '"40 days" does not say which days',
         'write "40 calendar days" or "40 working days"'),
        (("sla.yaml", "{tag: [critical]}", "{tag: critical}"), "S003",
         ("sla.yaml", 8, 28), '"critical" cannot stand here; expected a list',
         "write it as a list: [critical]"),
        (("providers.yaml", "name: ACME", "website: https://acme.example/"), "S002",
         ("providers.yaml", 2, 3), '"name" is missing', 'add "name:" here'),
        (("providers.yaml", "  acme:", "  Acme Inc:"), "S006",
         ("providers.yaml", 2, 3), '"Acme Inc" cannot be a name here',
         "use small letters, digits and - (languages: two letters such as it)"),
        (("providers.yaml", "providers:", "provider: {}\nproviders:"), "S001",
         ("providers.yaml", 1, 1), 'unknown key "provider"', 'did you mean "providers"?'),
        (("calendars.yaml", "08:00-18:00", "08:00-18:00, 17:00-19:00"), "W001", None, None, None),
    ],
)  # fmt: skip
def test_mistake_is_found_where_it_stands(
    findings_of: Findings,
    change: tuple[str, str, str],
    code: str,
    place: tuple[str, int, int] | None,
    message: str | None,
    hint: str | None,
) -> None:
    found = [f for f in findings_of(change) if f.code == code]
    assert found, findings_of(change)
    if place is not None:
        assert (at(found[0]), found[0].message, found[0].hint) == (place, message, hint)


def test_mistake_in_defaults_is_told_once_and_there(findings_of: Findings) -> None:
    found = findings_of((SERVICES, "family: tools\n", "famly: tools\n"))
    assert [(f.message, at(f)) for f in found] == [('unknown key "famly"', ("main.yaml", 5, 3))]


def test_mistake_does_not_hide_others_elsewhere(findings_of: Findings) -> None:
    found = findings_of(
        ("helpdesk.yaml", "timezone:", "tiemzone:"),
        ("contacts.yaml", "sales@acme.example", "sales"),
        ("mailboxes.yaml", "help:", "other: {address: HELP@acme.example, deliver_to: [desk]}\n  help:"),
        (SERVICES, "mailbox: help, tags", "mailbox: halp, tags"),
    )  # fmt: skip
    assert {"S001", "S002", "S005", "M001", "R001"} <= {f.code for f in found}


def test_broken_file_does_not_make_its_names_unknown(findings_of: Findings) -> None:
    found = findings_of(mailboxes="mailboxes: {help: [")
    assert {f.code for f in found} == {"Y002"}


def test_service_in_two_files_is_found(findings_of: Findings) -> None:
    found = findings_of(
        **{"services/second": "services: {wiki: {name: W, provider: acme, mailbox: help}}"}
    )
    assert [(f.code, f.message, at(f)) for f in found] == [
        ("R002", '"wiki" is already in services/main.yaml', ("second.yaml", 1, 12))
    ]


def test_file_without_meaning_is_found(findings_of: Findings) -> None:
    (found,) = findings_of(mailboxs="mailboxes: {}")
    assert (found.code, found.hint) == (
        "F001", 'did you mean "mailboxes.yaml"?; service sheets go into services/')  # fmt: skip


def test_words_that_other_yaml_readers_turn_into_numbers_are_text(catalog_at: Write) -> None:
    root = catalog_at(
        ("providers.yaml", "name: ACME", "name: NO"),
        ("contacts.yaml", "name: Anna", "name: 030123"),
        (SERVICES, "name: Wiki", "name: 17:00"),
    )
    catalog = load(root).catalog
    names = (catalog.providers["acme"], catalog.contacts["anna"], catalog.services["wiki"])
    assert [each.name.says("it") for each in names] == ["NO", "030123", "17:00"]


def test_announcement_changes_the_hours_of_its_calendar(catalog_at: Write) -> None:
    root = catalog_at(
        announcements="""\
announcements:
  go-live:
    title: Go-live
    kind: go-live
    from: 2026-03-07 Saturday
    until: 2026-03-08
    calendars: [office]
    open: ["10:00-12:00"]
"""
    )
    loaded = load(root)
    assert loaded.findings == ()
    (exception, *_) = loaded.catalog.calendars["office"].exceptions
    assert "Go-live" in exception.why.values()
    assert [str(hours) for hours in exception.hours] == ["10:00-12:00"]


@pytest.mark.parametrize("escape", ["\\0", "\\u202e", "\\r", "\\t", "\\x7f"])
def test_escaped_character_that_cannot_be_seen_is_refused(
    findings_of: Findings, escape: str
) -> None:
    (found,) = findings_of((SERVICES, "name: Wiki", f'name: "Wi{escape}ki"'))
    assert (found.code, at(found)) == ("Y012", ("main.yaml", 8, 16))


def test_file_that_is_a_list_is_refused(findings_of: Findings) -> None:
    (found,) = findings_of(teams="- a\n")
    assert (found.code, found.hint) == ("S003", "begin with a key: teams:")


def test_bad_holiday_set_is_found_where_it_stands(findings_of: Findings) -> None:
    found = findings_of(("calendars.yaml", "{country: IT}", "{dates: [2026-02-30]}"))
    assert ("W001", ("calendars.yaml", 2, 19)) in [(f.code, at(f)) for f in found]
