"""Files of events: what is read, and every mistake with its place and remedy."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sportello.catalog import load
from sportello.catalog.model import Catalog
from sportello.sla.clock import read_clocks
from sportello.sla.events import EventsError, History, read_events

Write = Callable[[str | bytes], Path]
OPENED = '{"at": "2026-01-08T10:00", "event": "opened"}'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(content: str | bytes) -> Path:
        file = tmp_path / "events"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    return to_file


def problems(catalog: Catalog, file: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(EventsError) as caught:
        read_events(catalog, file)
    return [
        (each.code, each.where.line if each.where else 0, each.message, each.hint)
        for each in caught.value.findings
    ]


def ticket(*events: str, **attributes: object) -> str:
    rest = "".join(f', "{name}": {json.dumps(value)}' for name, value in attributes.items())
    listed = ",\n".join((OPENED, *events))
    return f'{{"service": "wiki"{rest}, "events": [\n{listed}\n]}}'


def only(histories: tuple[History, ...]) -> History:
    (history,) = histories
    return history


def test_csv_and_json_tell_the_same(catalog: Catalog, write: Write) -> None:
    rows = (
        "\ufeffTicket;at;event;value;by;service;tags\r\n"
        "7;2026-01-09T10:00;state;Open;;;\r\n"
        ";;;;;;\r\n"
        "7;2026-01-08T10:00;opened;;requester;wiki;vip new\r\n"
    )
    text = json.dumps(
        {
            "ticket": 7,
            "service": "wiki",
            "tags": ["vip", "new"],
            "system": "zammad",
            "events": [
                {"at": "2026-01-09T09:00Z", "event": "state", "value": "Open"},
                {"at": "2026-01-08T10:00+01:00", "event": "opened", "by": "requester"},
            ],
        }
    )
    zammad = rows.replace("tags\r", "tags;system\r").replace("new\r", "new;zammad\r")
    zammad = zammad.replace(";;;\r", ";;;;\r").replace(";;;;;;;\r", ";;;;;;;\r")
    csv = only(read_events(catalog, write(zammad)))
    assert csv == only(read_events(catalog, write(text)))
    assert [(each.kind, each.value) for each in csv.events] == [
        ("opened", None), ("state", "working")]  # fmt: skip
    assert csv.ticket.tags == ("vip", "new")


def test_opening_comes_first_and_the_rest_in_file_order(catalog: Catalog, write: Write) -> None:
    events = (
        '{"at": "2026-01-08T10:00", "event": "note"}',
        '{"at": "2026-01-08T10:00", "event": "reply", "by": "desk"}',
    )
    text = '{"service": "wiki", "events": [' + ", ".join((*events, OPENED)) + "]}"
    history = only(read_events(catalog, write(text)))
    assert [each.kind for each in history.events] == ["opened", "note", "reply"]


def test_hour_that_comes_twice_sorts_by_its_offset(catalog: Catalog, write: Write) -> None:
    events = (
        '{"at": "2026-10-25T02:10+01:00", "event": "closed"}',
        '{"at": "2026-10-25T02:50+02:00", "event": "note"}',
    )
    history = only(read_events(catalog, write(ticket(*events))))
    assert [each.kind for each in history.events] == ["opened", "note", "closed"]


def test_a_ticket_may_have_a_severity_that_only_its_own_desk_has(
    catalog_at: Callable[..., Path], write: Write
) -> None:
    own = "  special: {name: {it: Speciale, en: Special}, rank: 3, providers: [other]}\n"
    root = catalog_at(
        ("providers.yaml", "providers:\n", "providers:\n  other: {name: Other}\n"),
        ("sla.yaml", "priority:\n", f"{own}priority:\n"),
        ("services/main.yaml", "  pump: {", "  pump: {provider: other, "),
    )
    rows = "ticket,at,event,service,severity\n1,2026-01-08T10:00,opened,{},special\n"
    loaded = load(root)
    assert loaded.findings == ()
    history = only(read_events(loaded.catalog, write(rows.format("pump"))))
    assert history.ticket.severity == "special"
    assert problems(loaded.catalog, write(rows.format("wiki"))) == [
        ("E004", 2, 'unknown severity "special"', "allowed: high, ordinary")
    ]


@pytest.mark.parametrize(
    ("content", "code", "line", "message", "hint"),
    [
        ("", "E001", 1, "the file is empty", "ticket, at, event"),
        ("[]", "E001", 1, "the file has no ticket", "ticket, at, event"),
        ("at,event,service\n", "E001", 1, "the file has no ticket", "ticket, at, event"),
        (b"\xff\xfea\0", "Y001", 1, "written in UTF-16", "UTF-8"),
        (b'[\n{"service": "caf\xe9"}]', "Y001", 2, "0xE9", "UTF-8"),
        ("[\n5]", "E001", 2, "not a ticket", '"events"'),
        ("[" * 100_000, "E001", 1, "nests too deep", '"events"'),
        (f"[{'9' * 5000}]", "E001", 1, "a number is too long", '"events"'),
        ('{"service": "wiki",\n}', "E001", 1, "not JSON", "remove this comma"),
        ('{"service": "wiki"\n"events": []}', "E001", 2, "not JSON", "put a comma"),
        ("{'service': 'wiki'}", "E001", 1, "not JSON", "double quotes"),
        ('{"service": "wiki", "events": [', "E001", 1, "not JSON", "close what is open"),
        ('{"service": nul}', "E001", 1, "not JSON", '"events"'),
        (f"[{ticket()}\n{ticket()}]", "E001", 4, "not JSON", "put a comma"),
        (f"{ticket()}\n{ticket()}", "E001", 4, "not JSON", "or a list of such"),
        ('{"service": "wiki"}', "E002", 1, "no list of events", '"opened"'),
        ('{"service": "wiki", "events": [\n7]}', "E002", 2, "not an event", '"opened"'),
        ('{"events": [\n' + OPENED + "]}", "E002", 1, "names no service", '"service"'),
        (ticket(chanel="mail"), "E002", 1, 'unknown key "chanel"', '"channel"'),
        (ticket(channel=5), "E002", 1, "channel is not a text", "quotes"),
        (ticket(tags="vip"), "E002", 1, "tags is not a list", "["),
        (ticket(ticket=True), "E002", 1, "neither a text nor a number", "name"),
        (ticket(channel="mial"), "E004", 1, 'unknown channel "mial"', '"mail"'),
        (
            '{"service": "wiki: the tool", "events": [' + OPENED + "]}",
            "E004", 1, 'unknown service "wiki: the tool"', "pump, wiki",
        ),
        (ticket(severity_by="dsk"), "E004", 1, 'severity_by "dsk"', '"desk"'),
        (ticket(system="zamad"), "E004", 1, 'system "zamad"', '"zammad"'),
        (ticket('{"event": "closed"}'), "E002", 3, 'no "at"', "2026-01-05T17:30"),
        (ticket('{"at": "2026-01-09T10:00"}'), "E002", 3, 'no "event"', "opened"),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "closed", "whom": "x"}'),
            "E002", 3, 'unknown key "whom"', "allowed",
        ),
        (ticket('{"at": 5, "event": "closed"}'), "E002", 3, "at is not a text", "quotes"),
        (
            ticket('{"at": "2026-01-09T10:00", "at": "2026-01-10T10:00", "event": "closed"}'),
            "E002", 3, '"at" comes twice', "remove",
        ),
        (ticket('{"at": "2026-01-09", "event": "closed"}'), "E003", 3, "has no time", "2026-01-09T09:00"),
        (ticket('{"at": "soon", "event": "closed"}'), "E003", 3, "not an instant", "17:30"),
        (
            ticket('{"at": "9999-12-31T23:59-10:00", "event": "closed"}'),
            "E003", 3, "out of reach", "write a date from 1970 to 2100",
        ),
        (
            ticket('{"at": "2026-03-29T02:30", "event": "closed"}'),
            "E003", 3, "does not exist in Europe/Rome", "01:30:00+01:00",
        ),
        (
            ticket('{"at": "2026-10-25T02:30", "event": "closed"}'),
            "E003", 3, "comes twice in Europe/Rome", "02:30:00+01:00",
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "clsed"}'),
            "E004", 3, 'event "clsed"', '"closed"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "note", "by": "dsk"}'),
            "E004", 3, 'by "dsk"', '"desk"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "reply"}'),
            "E002", 3, "which side", '"requester"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "priority"}'),
            "E002", 3, "does not say which severity", '"value"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "priority", "value": "hgh"}'),
            "E004", 3, 'unknown severity "hgh"', '"high"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "state", "value": "wating"}'),
            "E004", 3, 'unknown state "wating"', '"waiting"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "state", "value": "Open"}', system="glpi"),
            "E004", 3, 'unknown state "Open"', "did you mean",
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "resolved"}'),
            "E004", 3, 'event "resolved"', 'write event "state" with value "resolved"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "Pending"}'),
            "E004", 3, 'event "Pending"', 'write event "state" with value "waiting"',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "Waiting for customer"}'),
            "E004", 3, 'event "Waiting for customer"', 'write event "state" with value "waiting"',
        ),
        (
            ticket('{"time": "2026-01-09T10:00", "event": "closed"}'),
            "E002", 3, 'unknown key "time"', 'did you mean "at"?',
        ),
        (
            ticket('{"at": "2026-01-09T10:00", "event": "state", "value": "waiting", "until": "2026-02-01"}'),
            "E002", 3, 'unknown key "until"',
            'nothing ends by itself: write one more event at that time, such as "state"',
        ),
        (b"PK\x03\x04\x14\0\xff", "E001", 1, "this is an Excel workbook", "save it as CSV"),
        ("date,event,service\n1,2,3", "E002", 1, 'unknown column "date"', 'did you mean "at"?'),
        (
            "at,event,service\n2026-01-08T10:00,opened,wiki\n2026-01-09T10:00,opened,pump",
            "E002", 3, "2 tickets are opened", "add the column ticket",
        ),
        (
            "ticket,at,event,service\n,2026-01-08T10:00,opened,wiki\n,2026-01-09T10:00,opened,",
            "E002", 3, "2 tickets are opened", "fill the column ticket",
        ),
        (ticket(OPENED), "E005", 3, "opened twice", "reopened"),
        (
            '{"service": "wiki", "events": [\n{"at": "2026-01-09T10:00", "event": "note"}]}',
            "E005", 1, "never opened", "opened",
        ),
        (
            ticket('{"at": "2026-01-07T10:00", "event": "note"}'),
            "E005", 3, "before the ticket was opened", "line 2",
        ),
        (f"[{ticket(ticket='1')},\n{ticket(ticket='1')}]", "E005", 4, "comes twice", "one list"),
        ("at,evnt,service\n1,2,3", "E002", 1, 'unknown column "evnt"', '"event"'),
        ("at,event,service,\n1,2,3,4", "E002", 1, "a column without a name", "removed"),
        ("at,event,service,at\n1,2,3,4", "E002", 1, 'column "at" comes twice', "remove"),
        ("at,event\n1,2", "E002", 1, 'no column "service"', "add it"),
        ("at,event,service\n1,2", "E001", 2, "this row has 2 cells", "fill the row"),
        ('at,event,service\n1,2,"3', "E001", 2, "not CSV", "close the quotes"),
        (
            "at,event,service\n2026-01-08T10:00,opened,wiki\n2026-01-09T10:00,note,pump",
            "E002", 3, 'service is "pump", but "wiki" in line 2', "once a ticket",
        ),
        (
            "at,event,service\n2026-01-08T10:00,opened,wiki\n2026-01-09T10:00,clsed,",
            "E004", 3, 'event "clsed"', '"closed"',
        ),
    ],
)  # fmt: skip
def test_mistake_is_told_with_place_and_remedy(
    catalog: Catalog,
    write: Write,
    content: str | bytes,
    code: str,
    line: int,
    message: str,
    hint: str,
) -> None:
    found = problems(catalog, write(content))
    assert any(
        each[:2] == (code, line) and message in each[2] and hint in each[3] for each in found
    ), found


def test_name_of_several_states_asks_for_the_system(
    desk: Callable[..., Path], write: Write
) -> None:
    root = desk()
    sla = root / "sla.yaml"
    sla.write_text(
        sla.read_text().replace("names: {jira: Open,", "names: {jira: Open, glpi: Open,")
    )
    text = ticket('{"at": "2026-01-09T10:00", "event": "state", "value": "Open"}')
    ((code, line, message, hint),) = problems(load(root).catalog, write(text))
    assert (code, line) == ("E004", 3)
    assert message == '"Open" means new in glpi, new in jira, working in zammad'
    assert "such as glpi" in hint


@pytest.mark.parametrize("written", ["Open", "OPEN", "open"])
def test_case_does_not_tell_names_of_states_apart(
    desk: Callable[..., Path], write: Write, written: str
) -> None:
    root = desk()
    sla = root / "sla.yaml"
    sla.write_text(sla.read_text().replace("zammad: Open", "zammad: open"))
    event = f'{{"at": "2026-01-09T10:00", "event": "state", "value": "{written}"}}'
    ((code, _, message, _),) = problems(load(root).catalog, write(ticket(event)))
    assert (code, message) == ("E004", f'"{written}" means new in jira, working in zammad')
    (history,) = read_events(load(root).catalog, write(ticket(event, system="zammad")))
    assert history.events[-1].value == "working"


def test_catalog_without_lifecycle_says_so(desk: Callable[..., Path], write: Write) -> None:
    root = desk()
    sla = root / "sla.yaml"
    text = sla.read_text()
    sla.write_text(text[: text.index("lifecycle:")] + text[text.index("policies:") :])
    bare = load(root).catalog
    state = ticket('{"at": "2026-01-09T10:00", "event": "state", "value": "new"}')
    assert "no lifecycle" in problems(bare, write(state))[0][3]
    kind = ticket('{"at": "2026-01-09T10:00", "event": "type", "value": "new"}')
    assert "no ticket type" in problems(bare, write(kind))[0][3]
    reply = ticket(
        '{"at": "2026-01-09T10:00", "event": "reply", "by": "requester"}',
        '{"at": "2026-01-09T12:00", "event": "closed", "by": "desk"}',
    )
    (reading,) = read_clocks(bare, write(reply), datetime(2026, 1, 10, tzinfo=UTC))
    assert [clock.state for clock in reading.clocks] == ["breached"]


def test_all_mistakes_are_told_in_one_run_but_not_thousands(catalog: Catalog, write: Write) -> None:
    rows = "".join(f"{n},soon,closd,wiki\n" for n in range(100))
    found = problems(catalog, write(f"ticket,at,event,service\n{rows}"))
    assert len(found) == 101
    assert found[-1][2] == "100 more problems in this file"


def test_ticket_beyond_known_holidays_is_told(catalog: Catalog, write: Write) -> None:
    file = write("at,event,service\n2100-12-31T10:00,opened,wiki\n")
    with pytest.raises(EventsError) as caught:
        read_clocks(catalog, file, datetime(2101, 2, 1, tzinfo=UTC))
    (finding,) = caught.value.findings
    assert finding.code == "E006"
    assert "ticket 1 cannot be counted" in str(caught.value)
    assert finding.where is not None
    assert finding.where.line == 2


def test_title_with_a_colon_is_told_whole(catalog_at: Callable[..., Path], write: Write) -> None:
    root = catalog_at(
        ("services/main.yaml", "name: Wiki,", 'name: "Wiki: the tool",'),
        ("services/main.yaml", "  calendar: office\n", ""),
    )
    with pytest.raises(EventsError) as caught:
        read_clocks(load(root).catalog, write(ticket()), datetime(2026, 2, 1, tzinfo=UTC))
    (found,) = caught.value.findings
    assert found.message.endswith('"40 business hours" for "Wiki: the tool" needs a calendar')
    assert found.hint == "add one to the target"


def test_heading_longer_than_any_is_told(catalog: Catalog, write: Write) -> None:
    with pytest.raises(EventsError) as caught:
        read_events(catalog, write(f"at,event,service,{'x' * 131_073}\n"))
    assert {finding.code for finding in caught.value.findings} == {"E002"}
