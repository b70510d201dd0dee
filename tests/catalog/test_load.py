"""A directory becomes a catalog; each mistake costs no more than itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sportello.catalog import Loaded, load
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


def test_the_frozen_catalog_is_sound(frozen: Loaded) -> None:
    assert frozen.findings == ()


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


def test_empty_directory_misses_the_files_that_every_catalog_needs(tmp_path: Path) -> None:
    found = [(finding.code, finding.message) for finding in load(tmp_path).findings]
    assert found == [
        ("F002", f"{file} is missing") for file in ("helpdesk.yaml", "sla.yaml", "services/*.yaml")
    ]


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
         'write it like "+39 051 6033266"'),
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
        (("sla.yaml", "set_by: desk", "set_by: [desk]"), "S003",
         ("sla.yaml", 5, 11), "a list cannot stand here; expected one word", "write it alone: desk"),
        (("sla.yaml", "set_by: desk", "set_by: {by: desk}"), "S003",
         ("sla.yaml", 5, 11), "keys with values cannot stand here; expected one word",
         "write one word; allowed: desk, requester"),
        (("sla.yaml", "set_by: desk", "set_by: true"), "S004",
         ("sla.yaml", 5, 11), '"true" is not possible here', "allowed: desk, requester"),
        (("sla.yaml", "set_by: desk", "set_by:"), "S003",
         ("sla.yaml", 5, 3), "set_by has no value; expected one word",
         "write one word; allowed: desk, requester"),
        (("calendars.yaml", "[italy]", "[italy]\n    exceptions:"), "S003",
         ("calendars.yaml", 9, 5), "an empty value is not a list of exceptions",
         "write {date: 2026-05-02, closed: true} or {from: …, to: …, open: …}"),
        (("sla.yaml", "within: 40 business hours", "within: 40 days"), "S005",
         ("sla.yaml", 23, 32), '"40 days" does not say which days',
         'write "40 calendar days" or "40 working days"'),
        (("sla.yaml", "within: 40 business hours", "within: 40"), "S003",
         ("sla.yaml", 23, 32), '"40" cannot stand here; expected a text',
         'write its unit too, like "40 hours" or "40 calendar days"'),
        (("sla.yaml", "{tag: [critical]}", "{tag: critical}"), "S003",
         ("sla.yaml", 8, 28), '"critical" cannot stand here; expected a list',
         "write it as a list: [critical]"),
        (("providers.yaml", "name: ACME", "website: https://acme.example/"), "S002",
         ("providers.yaml", 2, 3), '"name" is missing', 'add "name:" here'),
        (("providers.yaml", "  acme:", "  Acme Inc:"), "S006",
         ("providers.yaml", 2, 3), '"Acme Inc" cannot be a name here',
         "use small letters, digits and -"),
        ((SERVICES, "  wiki:", f"  {'x' * 300}:"), "S006",
         ("main.yaml", 8, 3), "this name has 300 characters", "shorten it to 64 at most"),
        ((SERVICES, "  wiki:", "  index:"), "S006", ("main.yaml", 8, 3),
         '"index" cannot be a name here, where files are named by it: a list has its name', "rename it"),
        (("providers.yaml", "  acme:", "  bolt: {name: Bolt}\n  aux:"), "S006", ("providers.yaml", 3, 3),
         '"aux" cannot be a name here, where files are named by it: to Windows it is a device', "rename it"),
        (("calendars.yaml", "  office:", "  office: {timezone: UTC, week: {mon: 09:00-10:00}}\n  com1:"),
         "S006", ("calendars.yaml", 5, 3),
         '"com1" cannot be a name here, where files are named by it: to Windows it is a device', "rename it"),
        (("helpdesk.yaml", "[it, en]", "[it, en, xx]"), "S005", ("helpdesk.yaml", 2, 21),
         '"xx" is no language whose dates and numbers are known',
         "write its two small letters (ISO 639-1), such as it or en"),
        (("providers.yaml", "name: ACME", "name: {it: ACME, eng: ACME}"), "S006",
         ("providers.yaml", 3, 22), '"eng" is no language', 'did you mean "en"?'),
        (("providers.yaml", "name: ACME", "name: {it: ACME, EN-gb: ACME}"), "S006",
         ("providers.yaml", 3, 22), '"EN-gb" is no language', 'did you mean "en"?'),
        (("providers.yaml", "name: ACME", "name: {it: ACME, inglese: ACME}"), "S006",
         ("providers.yaml", 3, 22), '"inglese" is no language',
         "write its two small letters (ISO 639-1), such as it or en"),
        (("helpdesk.yaml", "[it, en]", "[it, eng]"), "S005", ("helpdesk.yaml", 2, 17),
         '"eng" is no language whose dates and numbers are known', 'did you mean "en"?'),
        (("providers.yaml", "providers:", "provider: {}\nproviders:"), "S001",
         ("providers.yaml", 1, 1), 'unknown key "provider"', 'did you mean "providers"?'),
        (("calendars.yaml", '"08:00-18:00"', '["08:00-18:00", "17:00-19:00"]'), "W006",
         ("calendars.yaml", 7, 32), None, None),
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
    assert at(found[0]) == place
    assert found[0].hint
    if message is not None:
        assert (found[0].message, found[0].hint) == (message, hint)


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
    assert {"S001", "S005", "M001", "R001"} <= {f.code for f in found}


def test_broken_file_does_not_make_its_names_unknown(findings_of: Findings) -> None:
    found = findings_of(mailboxes="mailboxes: {help: [")
    assert {f.code for f in found} == {"Y002"}


def test_entries_are_in_the_order_of_the_files_and_lines(catalog_at: Write) -> None:
    root = catalog_at()
    sheet = "{{provider: acme, name: {}}}"
    for file, names in (("a", "zebra ant"), ("z", "yak bee")):
        lines = "".join(f"  {name}: {sheet.format(name)}\n" for name in names.split())
        (root / f"services/{file}.yaml").write_text(f"services:\n{lines}")
    assert list(load(root).catalog.services) == [
        *("zebra", "ant"),
        *("wiki", "pump"),
        *("yak", "bee"),
    ]


def test_of_a_service_in_two_files_the_first_counts(catalog_at: Write) -> None:
    root = catalog_at()
    (root / "services/more.yaml").write_text("services: {pump: {provider: acme, name: Second}}\n")
    services = load(root).catalog.services
    assert list(services) == ["wiki", "pump"]
    assert services["pump"].name.says("en") == "Pump"


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
        "F001",
        'did you mean "mailboxes.yaml"? service sheets are services/*.yaml, '
        "further mailboxes mailboxes/*.yaml",
    )


@pytest.mark.parametrize("file", ["sla.yml", "services/new.yml", "services/new.YML"])
def test_file_with_another_ending_is_to_be_renamed(catalog_at: Write, file: str) -> None:
    root = catalog_at()
    (root / file).write_text("services: {}", "utf-8")
    assert {each.hint for each in load(root).findings} == {
        f'rename it to "{Path(file).stem}.yaml": the ending is .yaml'
    }


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
    (found,) = findings_of(mailboxes="- a\n")
    assert (found.code, found.hint) == ("S003", 'begin it with a key, such as "catch_all:"')


def test_bad_holiday_set_is_found_where_it_stands(findings_of: Findings) -> None:
    (found,) = findings_of(("calendars.yaml", "{country: IT}", "{dates: [2026-02-30]}"))
    assert (found.code, at(found)) == ("S005", ("calendars.yaml", 2, 19))


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("sla.yaml", "first_response: {within: 40", "first_respons: {within: 40",
         [("S001", 'unknown key "first_respons"')]),
        ("sla.yaml", "category: new}", "category: new, names: {jra: Open}}",
         [("S001", 'unknown key "jra"')]),
        ("mailboxes.yaml", "domains:", "catch_all: {not a domain: [desk]}\ndomains:",
         [("S006", '"not a domain" is not a mail domain')]),
        ("sla.yaml", "    new: {name: {it: Nuovo, en: New}, category: new}", "    - new",
         [("S003", "a list cannot stand here; expected keys with values")]),
        ("sla.yaml", "rank: 2", "rank: 2.0", [("S003", "2.0 is not a whole number")]),
        ("sla.yaml", "rank: 2", "rank: .nan", [("S003", '"nan" cannot stand here; expected a whole number')]),
        ("sla.yaml", "rank: 2", "rank: two", [("S003", '"two" cannot stand here; expected a whole number')]),
        ("sla.yaml", "within: 40 business hours", "within: 40",
         [("S003", '"40" cannot stand here; expected a text')]),
        ("providers.yaml", "name: ACME", 'name: "  "', [("S007", "this text is empty")]),
        ("providers.yaml", "name: ACME", "name: {it: A, en: }",
         [("S003", "en has no value; expected a text")]),
        ("providers.yaml", "name: ACME", "name: {it: A, en: B, fr: C}",
         [("T002", '"fr" is not a language of this desk')]),
        ("services/main.yaml", "calendar: office", "calendar: true",
         [("S003", '"true" cannot stand here; expected the name of a calendar')]),
        ("mailboxes.yaml", "help@acme.example", '"Help: help@acme.example"', None),
        ("contacts.yaml", "051/6033266", "051/603326O",
         [("S005", '"051/603326O" has letters, and a phone number has none')]),
        ("calendars.yaml", "timezone: Europe/Rome", "timezone: Europe/Rome\n    name: {it: Ufficio}",
         [("T001", 'this text is missing in the language en')]),
        ("calendars.yaml", "mon-fri", "lun-ven",
         [("S001", '"lun" is not a day of the week')]),
        ("providers.yaml", "name: ACME", "name: {it: A, fr: C}",
         [("T002", '"fr" is not a language of this desk')]),
        ("sla.yaml", "within: 40 business hours", "within: -40 business hours",
         [("S005", '"-40 business hours" has a sign')]),
        ("sla.yaml", "when: {severity: [high]}", "when: {severity: []}", [("S007", "this is empty")]),
        ("sla.yaml", "severities:", "severties:", [("S001", 'unknown key "severties"')]),
        ("sla.yaml", "lifecycle:", "lifecycel:", [("S001", 'unknown key "lifecycel"')]),
        ("mailboxes.yaml", "destinations:", "destination:", [("S001", 'unknown key "destination"')]),
        ("calendars.yaml", "calendars:", "calendars:\n  late: {extends: [office]}", None),
        # Two services share the list of the defaults.
        (SERVICES, "  calendar: office\n", '  calendar: office\n  intake: [""]\n',
         [("S007", "this text is empty")]),
        (SERVICES, "defaults:", "default:", [("S001", 'unknown key "default"')]),
        (SERVICES, "  provider: acme\n  family", "  providr: acme\n  family",
         [("S001", 'unknown key "providr"')]),
        ("sla.yaml", "high: {name: {it: Alta", "high: {nmae: {it: Alta",
         [("S001", 'unknown key "nmae"')]),
        ("helpdesk.yaml", "first: 2026", "first: 2028", [("D003", "2027 is before 2028")]),
        ("calendars.yaml", "calendars:\n", "calendars:\n  broken\n", None),
    ],
)  # fmt: skip
def test_mistake_makes_one_finding_and_no_consequences(
    findings_of: Findings, file: str, old: str, new: str, expected: list[tuple[str, str]] | None
) -> None:
    found = findings_of((file, old, new))
    if expected is not None:
        assert [(f.code, f.message) for f in found] == expected
    assert len(found) == 1
    assert found[0].hint


@pytest.mark.parametrize("services", ["services:\n", "services: [a]\n", "services: x\n"])
@pytest.mark.parametrize("name", ["services/a", "services/z"])
def test_services_of_the_wrong_shape_are_told_and_the_others_kept(
    catalog_at: Write, services: str, name: str
) -> None:
    loaded = load(catalog_at(**{name: services}))
    assert [(f.code, f.message) for f in loaded.findings] == [
        ("S003", "under services there must be names, each with its keys and values")
    ]
    assert list(loaded.catalog.services) == ["wiki", "pump"]


@pytest.mark.parametrize("defaults", ["hello", "[a]", ""])
def test_defaults_of_the_wrong_shape_are_told_without_consequences(
    findings_of: Findings, defaults: str
) -> None:
    found = findings_of(
        (SERVICES, "defaults:\n  provider: acme\n  family: tools\n  calendar: office\n",
         f"defaults: {defaults}\n")
    )  # fmt: skip
    assert [(f.code, at(f)) for f in found] == [("S003", ("main.yaml", 3, 1))]


@pytest.mark.parametrize("content", ["- a\n", "hello\n", "providers:\n", "providers: [a]\n"])
def test_file_of_the_wrong_shape_does_not_make_its_names_unknown(
    findings_of: Findings, content: str
) -> None:
    assert [f.code for f in findings_of(providers=content)] == ["S003"]


def test_mistake_in_the_helpdesk_costs_no_more_than_itself(catalog_at: Write) -> None:
    loaded = load(catalog_at(("helpdesk.yaml", "first: 2026", "first: soon")))
    assert [f.code for f in loaded.findings] == ["S003"]
    assert loaded.catalog.helpdesk.languages == ("it", "en")


def test_wrong_entry_of_a_list_leaves_its_neighbours(catalog_at: Write) -> None:
    steps = "  transitions:\n    - {by: desk}\n" + "    - {from: new, to: new, by: desk}\n" * 3
    loaded = load(catalog_at(("sla.yaml", "policies:", f"{steps}policies:")))
    assert [f.message for f in loaded.findings] == ['"from" and "to" are missing']
    assert loaded.catalog.lifecycle is not None
    assert len(loaded.catalog.lifecycle.transitions) == 3


def test_wrong_country_is_told_once(findings_of: Findings) -> None:
    (found,) = findings_of(("calendars.yaml", "country: IT", "country: ITALY"))
    assert (found.code, at(found)[0]) == ("S005", "calendars.yaml")


def test_wrong_calendar_is_told_once_whoever_extends_it(findings_of: Findings) -> None:
    (found,) = findings_of(
        ("calendars.yaml", "calendars:", "calendars:\n  night: {extends: office, week: {mon: 20:00-24:00}}"),
        ("calendars.yaml", "timezone: Europe/Rome", "timezone: Europe/Roma"),
    )  # fmt: skip
    assert (found.code, at(found)[1]) == ("S005", 6)


@pytest.mark.parametrize("file", ["services/New.YAML", "services/sub/a.yaml", "notes.txt"])
def test_file_that_is_not_read_is_told(catalog_at: Write, file: str) -> None:
    root = catalog_at()
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text("services: {}\n")
    (found,) = load(root).findings
    assert found.code == "F001"


@pytest.mark.parametrize("file", ["README.md", "tests/a.yaml", ".hidden.yaml"])
def test_file_beside_the_catalog_is_left_alone(catalog_at: Write, file: str) -> None:
    root = catalog_at()
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text("whatever: {}\n")
    assert load(root).findings == ()


ANNOUNCEMENT = """\
announcements:
  cover:
    title: Cover
    kind: extraordinary-cover
    from: 2026-03-07
    until: 2026-03-08
    calendars: [office]
    open: ["10:00-12:00"]
    days: all
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("10:00-12:00", "10-12", "S005", 8),
        ("from: 2026-03-07", "from: 2026-03-09", "D001", 6),
        ('open: ["10:00-12:00"]', 'open: ["10:00-12:00"]\n    closed: true', "D002", 9),
        ("    calendars: [office]\n", "", "D002", 7),
    ],
)
def test_mistake_in_an_announcement_is_found_there(
    findings_of: Findings, old: str, new: str, code: str, line: int
) -> None:
    found = findings_of(announcements=ANNOUNCEMENT.replace(old, new))
    assert (code, ("announcements.yaml", line)) in [(f.code, at(f)[:2]) for f in found]
    assert {at(f)[0] for f in found} == {"announcements.yaml"}


def test_internal_announcement_changes_hours_without_saying_why(catalog_at: Write) -> None:
    text = ANNOUNCEMENT.replace("kind:", "visibility: internal\n    kind:")
    calendar = load(catalog_at(announcements=text)).catalog.calendars["office"]
    assert [(str(e), dict(e.why)) for e in calendar.exceptions] == [
        ("2026-03-07 to 2026-03-08", {})
    ]


def test_announcement_for_a_calendar_and_the_one_it_extends_is_no_conflict(
    findings_of: Findings,
) -> None:
    night = "calendars:\n  late: {extends: office, week: {mon: 20:00-24:00}}"
    assert findings_of(
        ("calendars.yaml", "calendars:", night),
        announcements=ANNOUNCEMENT.replace("[office]", "[office, late]"),
    ) == []  # fmt: skip


def test_announcement_with_one_mistake_is_told_once(findings_of: Findings) -> None:
    for calendars, hours in (("offce", "open: [08:00-09:00]"), ("office", "closed: yes")):
        found = findings_of(
            announcements="announcements:\n  a: {title: A, kind: maintenance, from: 2026-01-01, "
            f"until: 2026-01-02, calendars: [{calendars}], {hours}}}\n"
        )
        assert len(found) == 1


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('"99,5"', "write 99.5"),
        ("99.5 %", "write 99.5"),
        ("99%", "write 99"),
        ("true", "write a number"),
        ("most", "write a number"),
    ],
)
def test_number_as_people_write_it_gets_its_spelling(
    findings_of: Findings, written: str, hint: str
) -> None:
    change = (
        "sla.yaml",
        "priority:",
        f"availability: {{a: {{service: [wiki], percent: {written}}}}}\npriority:",
    )
    (found,) = findings_of(change)
    assert (found.code, found.hint) == ("S003", hint)


@pytest.mark.parametrize("written", ["50", '"50"', "half"])
def test_share_without_percent_gets_an_example(findings_of: Findings, written: str) -> None:
    step = f"{{at: {written}, to: [staff]}}"
    more = f"escalations: {{e: {{target: first_response, statement: E, steps: [{step}]}}}}\n"
    (found,) = findings_of(("sla.yaml", "priority:", f"{more}priority:"))
    assert (found.code, found.hint) == (
        "S003" if written == "50" else "S005",
        "write it like 80 %",
    )
