"""Exports as a whole: what is counted, what is not, and why."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from exports.reading import ROW, read, refused, written
from sportello.catalog.model import Catalog
from sportello.exports.problems import ExportError
from sportello.exports.read import read_exports

With = Callable[..., Catalog]
FULL = "reference,opened,service,severity,channel,status,resolved,paused,reopened,vote,excluded"


@pytest.mark.parametrize(
    ("row", "told", "counted"),
    [
        ("1,2026-01-08T10:00,wikki,,,,,,,,", [("Q007", 'unknown service "wikki"')], False),
        ("1,2026-01-08T10:00,wiki,P1,,,,,,,", [("Q007", 'unknown severity "P1"')], False),
        ("1,2026-01-08T10:00,wiki,,fax,,,,,,", [("Q007", 'unknown channel "fax"')], False),
        ("1,2026-01-08T10:00,wiki,,,strange,,,,,", [("Q007", 'unknown state "strange"')], True),
        ("1,2026-01-08T10:00,wiki,,,,,,,5,", [("Q007", 'unknown vote "5"')], True),
        ("1,,wiki,,,,,,,,", [("Q004", "a row has no opening")], False),
        (",2026-01-08T10:00,,,,,,,,,", [("Q004", "a row has no reference and service")], False),
        ("Total: 3,,,,,,,,,,", [("Q004", "a row has no service and opening")], False),
        ("1,2026-03-29T02:30,wiki,,,,,,,,", [("Q006", '"2026-03-29T02:30" in column "opened" does not exist in Europe/Rome')], False),
        ("1,2026-01-08T10:00,wiki,,,,2026-10-25T02:30,,,,", [("Q006", '"2026-10-25T02:30" in column "resolved" comes twice in Europe/Rome')], True),
        ("1,2026-01-08T10:00,wiki,,,,2026-01-08T09:59,,,,", [("Q008", 'a time in column "resolved" is before the opening')], False),
        ("1,2026-01-08T10:00,wiki,,,,,much,,,", [("Q009", 'paused: "much" is not a length of time')], True),
        ("1,2026-01-08T10:00,wiki,,,,,-1:00,,,", [("Q009", "paused: a length of time is negative")], True),
        ("1,2026-01-08T10:00,wiki,,,,,,x,,", [("Q009", 'reopened: "x" is not a whole number')], True),
        ("1,2026-01-08T10:00,wiki,,,,,,,,lost", [("Q007", 'unknown reason to leave a ticket out "lost"')], True),
        ("1,2026-01-08T10:00,wiki,high,mail,new,2026-01-08T10:00,1:00,0,positive,spam", [], True),
        ("1,2026-01-08T10:00,WIKI,Alta,,Nuovo,,,,,no", [], True),
    ],
)  # fmt: skip
def test_each_mistake_is_told_and_says_whether_the_ticket_counts(
    small: Catalog, tmp_path: Path, row: str, told: list[tuple[str, str]], counted: bool
) -> None:
    found = read(small, written(tmp_path, row, "9,2026-01-08T10:00,wiki,,,,,,,,", header=FULL))
    assert [(each["code"], each["message"]) for each in found.doubts] == told
    assert all(each["counted"] == counted and each["hint"] for each in found.doubts)
    assert len(found.exported) == 1 + counted


def test_a_hint_says_where_a_word_is_given_its_meaning(with_exports: With, tmp_path: Path) -> None:
    catalog = with_exports("exports:\n  ours: {system: plain}\n")
    found = read(catalog, written(tmp_path, '1,2026-01-08T10:00,"The ""Wiki"" we had"'))
    (doubt,) = found.doubts
    assert doubt["hint"].endswith(
        'write what it means in exports: {ours: …} of sla.yaml, values: {service: {"The \\"Wiki\\" we had": …}}'
    )


def test_the_catalog_says_what_columns_values_and_dates_mean(
    with_exports: With, tmp_path: Path
) -> None:
    catalog = with_exports("""\
exports:
  ours:
    system: plain
    columns: {reference: No., opened: Opened on, desk: Team, vote: Stars, paused: Waiting (min)}
    values: {desk: {Web people: wiki}, vote: {"5": positive}, excluded: {closed as spam: spam}, severity: {P1: high}}
    given: {channel: portal, type: incident}
    timezone: America/New_York
    dates: [dd/MM/yyyy HH:mm]
    paused_in: calendar time
""")
    header = "No.,opened ON,Team,Stars,Waiting (min),excluded,severity,channel,Summary,Summary"
    rows = (
        "7,03/04/2026 16:30,web people,5,90,,p1,,x,y",
        "8,04/04/2026 10:00,Web people,,,Closed as Spam,,,,",
    )
    found = read(catalog, written(tmp_path, *rows, header=header))
    known = {"file": 0, "service": "wiki", "channel": "portal", "type": "incident"}
    assert found.exported == [
        {**known, "row": 2, "reference": "7", "severity": "high", "opened": 1_775_248_200_000_000,
         "vote": "positive", "paused": 5400, "paused_in": "calendar time"},
        {**known, "row": 3, "reference": "8", "opened": 1_775_311_200_000_000, "excluded": "spam"},
    ]  # fmt: skip
    assert not found.doubts


def test_a_column_of_the_catalog_that_is_not_there_is_a_doubt_about_the_file(
    with_exports: With, tmp_path: Path
) -> None:
    catalog = with_exports("exports:\n  ours: {system: plain, columns: {vote: Stras}}\n")
    found = read(catalog, written(tmp_path, f"{ROW},5", header="reference,opened,service,Stars"))
    assert found.told() == [(0, "Q012", 'the column "Stras" of the vote is not there')]
    assert found.doubts[0]["hint"].startswith('did you mean "Stars"?')
    assert len(found.exported) == 1


def test_of_a_ticket_that_comes_again_the_last_change_counts(
    small: Catalog, tmp_path: Path
) -> None:
    header = "reference,opened,service,updated"
    first = written(
        tmp_path,
        f"{ROW},2026-02-02T10:00",
        f"{ROW},2026-02-01T10:00",
        "2,2026-01-08T10:00,wiki,",
        header=header,
    )
    second = written(
        tmp_path,
        f"{ROW},2026-02-02T09:00",
        "2,2026-01-08T10:00,pump,",
        header=header,
        name="later.csv",
    )
    found = read(small, first, second)
    assert [(each["file"], each["row"], each["service"]) for each in found.exported] == [
        (0, 2, "wiki"),
        (1, 3, "pump"),
    ]
    assert [(each["file"], each["row"], each["code"]) for each in found.doubts] == [
        (0, 3, "Q010"), (0, 4, "Q010"), (1, 2, "Q010"),
    ]  # fmt: skip


def test_one_reference_in_two_systems_is_no_duplicate_and_is_told(
    small: Catalog, tmp_path: Path
) -> None:
    ours = written(tmp_path, ROW)
    theirs = written(
        tmp_path,
        "1,2026-01-08T10:00,wiki,New",
        header="Id,Created at,Group,Status",
        name="zendesk.csv",
    )
    found = read(small, ours, theirs)
    assert [each.system for each in found.files] == ["plain", "zendesk"]
    assert (2, "Q010", "a ticket of another system has this reference") in found.told()
    assert [each["file"] for each in found.exported] == [0]


def test_what_happened_to_a_ticket_of_another_system_happened_to_no_other(
    small: Catalog, tmp_path: Path
) -> None:
    header = "Id,Created at,Group,Status"
    theirs = written(tmp_path, "1,2026-01-08T10:00,wiki,New", header=header, name="theirs.csv")
    ours = written(
        tmp_path,
        "1,2026-01-08T10:00,opened,,requester,wiki",
        "1,2026-01-08T10:30,reply,,desk,",
        "2,2026-01-08T10:00,opened,,requester,wiki",
        header="ticket,at,event,value,by,service",
    )
    found = read(small, theirs, ours)
    assert (2, "Q010", "a ticket of another system has this reference") in found.told()
    assert [(each["reference"], each["row"]) for each in found.happened] == [("2", 4)]


def test_events_beside_a_ticket_that_is_not_counted_go_with_it(
    small: Catalog, tmp_path: Path
) -> None:
    ours = written(
        tmp_path,
        "1,2026-01-08T10:00,opened,,requester,wiki",
        "2,2026-01-08T10:00,opened,,requester,lost",
        "2,2026-01-08T10:30,reply,,desk,",
        header="ticket,at,event,value,by,service",
    )
    found = read(small, ours)
    assert found.told() == [(3, "Q007", 'unknown service "lost"')]
    assert [each["reference"] for each in found.happened] == ["1"]


def test_events_are_those_of_tickets_that_count(small: Catalog, tmp_path: Path) -> None:
    export = written(tmp_path, ROW, "2,,wiki")
    events = written(
        tmp_path,
        "1,2026-01-08T10:00,opened,,",
        "1,2026-01-08T10:05,state,New,desk",
        "1,2026-01-08T10:30,reply,,desk",
        "1,2026-01-08T10:40,reply,,",
        "1,2026-01-08T10:45,state,lost,desk",
        "1,2026-03-29T02:30,priority,Alta,desk",
        "1,2026-01-08T11:00,priority,Alta,desk",
        "1,2026-01-08T11:00,melted,,desk",
        "2,2026-01-08T10:30,reply,,desk",
        "3,2026-01-08T10:30,reply,,desk",
        ",2026-01-08T10:30,reply,,desk",
        header="ticket,at,event,value,by",
        name="events.csv",
    )
    found = read(small, export, events=(events,))
    assert [(each["row"], each["kind"], each.get("value")) for each in found.happened] == [
        (2, "opened", None), (3, "state", "new"), (4, "reply", None), (8, "priority", "high"),
    ]  # fmt: skip
    assert [(each["row"], each["code"], each["counted"]) for each in found.doubts if each["file"]] == [
        (5, "Q004", True), (6, "Q007", True), (7, "Q006", True), (9, "Q003", True),
        (10, "Q011", False), (11, "Q011", False), (12, "Q004", True),
    ]  # fmt: skip
    assert found.files[1].rows == len(found.happened) + len([d for d in found.doubts if d["file"]])


def test_a_file_of_events_of_other_tickets_alone_is_refused(small: Catalog, tmp_path: Path) -> None:
    export = written(tmp_path, ROW)
    header, reply = "ticket,at,event,value,by", "SUP-1,2026-01-08T10:30,reply,,desk"
    events = written(tmp_path, reply, header=header, name="events.csv")
    with pytest.raises(ExportError) as refusal:
        read(small, export, events=(events,))
    (finding,) = refusal.value.findings
    assert finding.message == (
        'no event is of a ticket of the export: it tells of "SUP-1", not of "1"'
    )


def test_events_of_a_ticket_whose_row_is_wrong_are_no_reason_to_stop(
    small: Catalog, tmp_path: Path
) -> None:
    export = written(tmp_path, ROW, "2,,wiki")
    header, reply = "ticket,at,event,value,by", "2,2026-01-08T10:30,reply,,desk"
    events = written(tmp_path, reply, header=header, name="events.csv")
    assert [each["code"] for each in read(small, export, events=(events,)).doubts] == [
        "Q004",
        "Q011",
    ]


def test_events_in_two_files_count_once(small: Catalog, tmp_path: Path) -> None:
    export = written(tmp_path, ROW)
    header, reply = "ticket,at,event,value,by", "1,2026-01-08T10:30,reply,,desk"
    events = [written(tmp_path, reply, header=header, name=name) for name in ("a.csv", "b.csv")]
    found = read(small, export, events=tuple(events))
    assert [each["file"] for each in found.happened] == [1]
    assert [(each["file"], each["code"]) for each in found.doubts] == [(2, "Q010")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("events.csv", "ticket,at,event,by,service,channel\n"
         "1,2026-01-08T10:00,opened,,wiki,mail\n1,2026-01-08T10:30,reply,desk,,\n"),
        ("events.json", '[{"ticket": 1, "service": "wiki", "channel": "mail", "events": ['
         '{"at": "2026-01-08T10:00", "event": "opened"}, {"at": "2026-01-08T10:30", "event": "reply", "by": "desk"}]}]'),
    ],
)  # fmt: skip
def test_our_own_events_tell_of_tickets_and_of_what_happened(
    small: Catalog, tmp_path: Path, name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    found = read(small, file)
    (ticket,) = found.exported
    assert (ticket["reference"], ticket["service"], ticket["channel"]) == ("1", "wiki", "mail")
    assert [each["kind"] for each in found.happened] == ["opened", "reply"]
    assert not found.doubts


def test_openings_of_which_none_can_be_read_stop_the_run(small: Catalog, tmp_path: Path) -> None:
    file = written(tmp_path, "1,03/04/2026 10:00,wiki", "2,13/04/2026 10:00,wiki")
    assert refused(small, file) == [
        ("Q005", '"03/04/2026 10:00" in column "opened" can be read in two ways',
         "write its pattern in exports: of sla.yaml, under dates: dd/MM/yyyy HH:mm or MM/dd/yyyy HH:mm"),
    ]  # fmt: skip


def test_a_pattern_that_is_none_stops_the_run(with_exports: With, tmp_path: Path) -> None:
    catalog = with_exports("exports:\n  ours: {system: plain, dates: [dd/mm/yyyy]}\n")
    assert refused(catalog, written(tmp_path, ROW))[0][:2] == (
        "Q002",
        'the pattern "dd/mm/yyyy" has no month',
    )


def test_files_are_named_with_their_digests_and_progress_is_told(
    small: Catalog, tmp_path: Path
) -> None:
    told: list[tuple[str, int]] = []
    file = written(tmp_path, ROW)
    with duckdb.connect() as duck:
        (found,) = read_exports(
            duck, small, [file], progress=lambda what, done, _=None: told.append((what, done))
        )
    assert (found.file, found.system, found.rows) == (file, "plain", 1)
    assert found.sha256 == sha256(file.read_bytes()).hexdigest()
    assert told == [("reading export.csv", 1)]
